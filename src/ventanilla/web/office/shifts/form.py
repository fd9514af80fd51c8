"""What somebody is there for in a unit, as its director writes it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import Campus, Institution, Unit
from ventanilla.people.actions import availability
from ventanilla.people.actions.availability import Terms
from ventanilla.people.models import Person
from ventanilla.publishing.soundness import Fault
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.office.sheets.hours import Week
from ventanilla.web.office.sheets.part import Data, Faults, Group

LANGUAGES = {"es": _("Spanish"), "en": _("English")}
HOURS = Week(
    "hours",
    _("Own hours"),
    _("One line a weekday, as 8:00-12:00, 13:00-17:00. All empty: the hours of the unit."),
)


class TermsForm:
    """Filled with what holds, or with what was just written."""

    def __init__(
        self, institution: Institution, campuses: Sequence[Campus], held: Terms, posted: Any = None
    ) -> None:
        self.institution, self.campuses = institution, campuses
        self.data: Data = {"hours": dict(held.hours)}
        self.capacity = "" if held.capacity is None else str(held.capacity)
        self.languages, self.places = list(held.languages), list(held.campuses)
        self.confidential = held.confidential
        self.faults = Faults()
        self.wrong: dict[str, list[str]] = {}
        self.general: list[str] = []
        if posted is not None:
            self._read(posted)

    def keep(self, *, person: Person, unit: Unit, by: Person, at: datetime) -> bool:
        """Whether it holds from now on; raises PermissionError."""
        if self.wrong:
            return False
        terms = Terms(
            hours=self.data["hours"],
            capacity=int(self.capacity) if self.capacity else None,
            languages=self.languages,
            campuses=self.places,
            confidential=self.confidential,
        )
        try:
            availability.set_availability(person=person, unit=unit, terms=terms, by=by, at=at)
        except availability.WrongHours as error:
            self.faults.rest.append(Fault(".".join(map(str, error.way)), error.words))
        except availability.NotOfUnit:
            self.general.append(gettext("This person does not attend in the unit any more."))
        return not (self.faults.rest or self.general)

    @property
    def has_errors(self) -> bool:
        return bool(self.wrong or self.faults.rest or self.general)

    def group(self) -> Group:
        return HOURS.group(self.data, self.faults)

    def fields(self) -> list[Field]:
        found = [
            Field(
                "capacity",
                "number",
                _("Open requests at most"),
                help=_("Whoever has as many is not chosen. Empty: no limit."),
                value=self.capacity,
                errors=self.wrong.get("capacity", ()),
            )
        ]
        spoken = [Choice(one, words) for one, words in LANGUAGES.items() if self.institution.speaks(one)]
        if len(spoken) > 1:
            found.append(self._several("languages", _("Attends in"), spoken, self.languages))
        if len(self.campuses) > 1:
            places = [Choice(str(one.slug), one.name) for one in self.campuses]
            found.append(self._several("campuses", _("Attends the campuses"), places, self.places))
        words = _("May read the confidential requests of the unit")
        return [*found, Field("confidential", "check", words, value=self.confidential)]

    def _several(self, name: str, label: Any, choices: list[Choice], value: list[str]) -> Field:
        return Field(name, "several", label, help=_("None marked: all."), choices=choices, value=value)

    def _read(self, posted: Any) -> None:
        self.data = {"hours": {}}
        HOURS.read(posted, self.data)
        self.capacity = posted.get("capacity", "").strip()
        known = {str(campus.slug) for campus in self.campuses}
        self.languages = [one for one in posted.getlist("languages") if self.institution.speaks(one)]
        self.places = [one for one in posted.getlist("campuses") if one in known]
        self.confidential = posted.get("confidential") == "on"
        fits = (
            self.capacity.isdecimal()
            and self.capacity.isascii()
            and int(self.capacity[:6]) <= availability.MOST
        )
        if self.capacity and not (fits and len(self.capacity) <= 6):
            self.wrong["capacity"] = [gettext("Write a whole number up to 999, or leave it empty.")]

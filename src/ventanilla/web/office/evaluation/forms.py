"""What is asked for to begin an evaluation, and what is written in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person, Role
from ventanilla.people.queries import with_his_roles
from ventanilla.people.rules import OF_A_UNIT, administers, directed_units
from ventanilla.quality import rules
from ventanilla.quality.actions.evaluate import LONGEST
from ventanilla.reports.period import Period, between
from ventanilla.web.components.field import Choice, Field

LABELS = {
    "strengths": (_("What goes well"), _("With examples, so that it can be kept up.")),
    "improvements": (_("What can be better"), _("What, and how it would show.")),
    "agreements": (_("What you agree on"), _("Who does what until when; help that is given.")),
}


@dataclass
class Beginning:
    """Of whom and of which days. `wrong` once something is missing."""

    author: Person
    given: Mapping[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        return bool(self.errors)

    def chosen(self, *, today: Any) -> tuple[Person, Unit, Period] | None:
        """None where the errors say why not."""
        found = self._subject()
        if found is None:
            self.errors["who"] = [gettext("Choose whom to evaluate.")]
        period = between(self.given.get("since", ""), self.given.get("until", ""), today=today)
        if period is None:
            self.errors["since"] = [gettext("Choose the first and the last day, both before tomorrow.")]
        return (*found, period) if found and period else None

    def _subject(self) -> tuple[Person, Unit] | None:
        pk, _sep, slug = self.given.get("who", "").partition("@")
        agent = with_his_roles(int(pk)) if pk.isdecimal() and len(pk) < 19 else None
        units = [role.unit for role in agent.roles if role.unit] if agent else []
        unit = next((one for one in units if one.slug == slug), None)
        if agent is None or unit is None or not rules.may_evaluate(self.author, agent, unit.pk):
            return None
        return agent, unit

    def fields(self, period: Period) -> list[Field]:
        """One statement."""
        days = {"since": pgettext_lazy("days", "From"), "until": _("Until")}
        return [
            Field(
                "who",
                "choice",
                _("Whom"),
                required=True,
                choices=_choices(self.author),
                value=self.given.get("who", ""),
                errors=self.errors.get("who", ()),
            ),
            *(
                Field(
                    name,
                    "date",
                    words,
                    required=True,
                    value=self.given.get(name) or getattr(period, name).isoformat(),
                    errors=self.errors.get(name, ()),
                )
                for name, words in days.items()
            ),
        ]


def _choices(author: Person) -> list[Choice]:
    """A director his agents, an administrator the directors; each with the unit where there are several."""
    held = Role.objects.filter(kind__in=OF_A_UNIT, unit__active=True).exclude(person=author)
    if not administers(author):
        held = held.filter(unit_id__in=directed_units(author))
    rows = list(held.select_related("person", "unit").order_by("unit__slug", "id"))
    directing = {(role.person_id, role.unit_id) for role in rows if role.kind == "director"}
    mine = set(directed_units(author))
    seen: dict[tuple[int, int | None], Role] = {}
    for role in rows:
        key = role.person_id, role.unit_id
        if (key in directing and administers(author)) or (key not in directing and role.unit_id in mine):
            seen.setdefault(key, role)
    return [
        Choice(f"{role.person_id}@{role.unit.slug}", f"{role.person.full_name} · {_plain(role.unit.name)}")
        for role in seen.values()
        if role.unit
    ]


def _plain(text: Any) -> str:
    return str(text if isinstance(text, str) else text["es"])


def parts(source: Any, errors: Mapping[str, list[str]] | None = None) -> list[Field]:
    """`source` holds the words: a draft, or what was sent."""
    wrong = errors or {}
    return [
        Field(
            name,
            "long",
            label,
            help=help_,
            value=source.get(name, "") if isinstance(source, Mapping) else getattr(source, name),
            errors=wrong.get(name, ()),
            max_length=LONGEST,
            rows=5,
        )
        for name, (label, help_) in LABELS.items()
    ]

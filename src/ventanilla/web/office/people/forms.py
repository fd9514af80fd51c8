"""The form by which a role is given."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import Unit
from ventanilla.people import rules
from ventanilla.people.actions import roles
from ventanilla.people.models import Person, RoleKind
from ventanilla.web.components.field import Choice, Field

LONGEST = roles.LONGEST


class Giving:
    """Which role, in which unit, and why. `wrong` once something is missing."""

    def __init__(self, request: Any, units: list[Unit], words: dict[str, Any]) -> None:
        self.giver, self.units, self.words = request.person, units, words
        self.kind = request.POST.get("kind", "")
        self.unit = request.POST.get("unit", "") or request.GET.get("unit", "")
        self.reason = request.POST.get("reason", "")
        self.confidential = request.POST.get("confidential") == "on"
        self.errors: dict[str, list[str]] = {}
        self.general: list[str] = []

    @property
    def wrong(self) -> bool:
        return bool(self.errors or self.general)

    def give(self, *, to: Person, at: datetime) -> bool:
        """Whether it was given; otherwise the errors say why not."""
        unit = next((one for one in self.units if one.slug == self.unit), None)
        if self.kind not in RoleKind.values:
            self.errors["kind"] = [gettext("Choose the role.")]
            return False
        try:
            roles.give(
                person=to,
                kind=self.kind,
                unit=unit,
                by=self.giver,
                reason=self.reason,
                at=at,
                confidential=self.confidential,
            )
        except roles.NoReason:
            self.errors["reason"] = [gettext("Write the reason, in at most 400 characters.")]
        except roles.NoUnit:
            self.errors["unit"] = [gettext("Choose the unit.")]
        except roles.HasIt:
            self.general = [gettext("This person has that role already.")]
        except PermissionError:
            self.general = [gettext("Only an administrator gives this role.")]
        return not self.wrong

    def fields(self) -> list[Field]:
        kinds = RoleKind.values if rules.administers(self.giver) else [RoleKind.AGENT]
        only = kinds[0] if len(kinds) == 1 else ""
        return [
            Field(
                "kind",
                "choice",
                _("Role"),
                required=True,
                choices=[Choice(str(kind), self.words[kind]) for kind in kinds],
                value=self.kind or only,
                errors=self.errors.get("kind", ()),
            ),
            Field(
                "unit",
                "choice",
                _("Unit"),
                help=_("Agents and directors have their role in one unit; the other roles hold everywhere."),
                choices=[Choice(unit.slug, unit.name) for unit in self.units],
                value=self.unit,
                errors=self.errors.get("unit", ()),
            ),
            Field(
                "confidential",
                "check",
                _("May read the confidential requests of the unit"),
                value=self.confidential,
            ),
            Field(
                "reason",
                "text",
                _("Reason"),
                help=_("It can be read later, with your name and the day."),
                required=True,
                value=self.reason,
                errors=self.errors.get("reason", ()),
            ),
        ]

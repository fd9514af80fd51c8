"""Which service and unit it belongs to, and why; first looked at, then done."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from ventanilla.catalogue import queries as catalogue
from ventanilla.institutions.models import Unit
from ventanilla.tickets.actions.reclassify import Change
from ventanilla.tickets.models import Ticket
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Field
from ventanilla.web.desk.relations.services import service_field, unit_field
from ventanilla.web.desk.words import READ_BY, reason_field


@dataclass
class Passing:
    """`sure`: what happens was looked at; `was`: where it was on the page. `general` concerns no single question."""

    key: UUID = field(default_factory=uuid4)
    query: str = ""
    service: str = ""
    unit: str = ""
    reason: str = ""
    sure: bool = False
    was: str = ""
    general: list[str] = field(default_factory=list)
    wrong_service: list[str] = field(default_factory=list)
    wrong_reason: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, request: Any) -> "Passing":
        given = request.POST
        return cls(
            key=enclosures.key_of(request),
            service=given.get("service", ""),
            unit=given.get("unit", ""),
            reason=given.get("reason", ""),
            sure="sure" in given,
            was=given.get("was", ""),
        )

    @property
    def is_wrong(self) -> bool:
        return bool(self.general or self.wrong_service or self.wrong_reason)

    def change(self) -> Change | None:
        """As the catalogue is now; None for what it does not offer. One statement, two where a unit is chosen."""
        version = catalogue.current(self.service)
        named = self.unit if self.unit.isprintable() else ""
        unit = Unit.objects.filter(slug=named, active=True).first() if named else None
        if version is None or version.data.get("restricted"):
            return None
        return Change(version, unit, self.reason, self.key, self.was)

    def fields(self, ticket: Ticket) -> list[Field]:
        return [
            service_field(self.query, self.service or ticket.service.slug, errors=self.wrong_service),
            unit_field(self.unit),
            reason_field(_("Reason"), self.reason, help_text=READ_BY, errors=self.wrong_reason),
        ]

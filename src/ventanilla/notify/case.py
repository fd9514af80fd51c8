"""What a letter is about, read when it is written: a mail that waited tells how things are."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from ventanilla.institutions.models import Institution
from ventanilla.journal.models import Event
from ventanilla.lib.text import Said, said
from ventanilla.notify import links, moments
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person, Registration
from ventanilla.tickets.models import Ticket


class Outdated(Exception):
    """There is no use any more in telling it."""


@dataclass(frozen=True)
class Case:
    institution: Institution
    event: Event
    to: str  # the delivery's address
    at: datetime
    reader: Person | None
    registration: Registration | None
    _ticket: Ticket | None

    @classmethod
    def of(cls, delivery: Delivery, *, at: datetime) -> "Case":
        """Reads the delivery with all that it refers to in one statement."""
        row = Delivery.objects.select_related(
            "institution",
            "event",
            "person",
            "registration",
            "ticket__service",
            "ticket__version",
            "ticket__unit",
            "ticket__requester",
            "ticket__assignee",
        ).get(pk=delivery.pk)
        return cls(row.institution, row.event, row.address, at, row.person, row.registration, row.ticket)

    @property
    def ticket(self) -> Ticket:
        if self._ticket is None:
            raise Outdated("the delivery has no ticket")
        return self._ticket

    @property
    def is_confidential(self) -> bool:
        return self._ticket is not None and self._ticket.confidential

    @property
    def language(self) -> str:
        """Django's language of the reader."""
        wanted = self.reader.language if self.reader else self.registration and self.registration.language
        return self.institution.language(wanted or None)

    @property
    def name(self) -> str:
        return self.reader.full_name if self.reader else ""

    @cached_property
    def zone(self) -> ZoneInfo:
        zone = self.reader.zone if self.reader else ""
        return ZoneInfo(zone) if zone else self.institution.zoneinfo

    def instant(self, name: str) -> datetime:
        """Of the event's data."""
        return datetime.fromisoformat(self.event.data[name])

    def when(self, at: datetime) -> str:
        return moments.told(at, zone=self.zone, home=self.institution.zoneinfo)

    def said(self, text: object) -> Said:
        return said(text, get_language())

    def address(self, page: str, *words: str) -> str:
        return links.address(self.institution, page, *words)

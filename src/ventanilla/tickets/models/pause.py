"""Who made a ticket wait: rows for whoever supervises."""

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.states import State


class Pause(Owned):
    """A stretch in which a ticket waited, and who made it wait: what directors read. No date is computed from it."""

    ticket = Reference("tickets.Ticket")
    unit = Reference(Unit)
    agent = Reference(Person, null=True)
    state = models.CharField(max_length=20, choices=State.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["institution", "unit", "-since", "id"], name="pause_of_unit"),
            models.Index(fields=["institution", "unit", "agent", "-since", "-id"], name="pause_of_agent"),
            models.Index(
                fields=["institution", "unit", "since"],
                name="pause_running_of_unit",
                condition=models.Q(until__isnull=True),
            ),
            models.Index(fields=["institution", "ticket", "id"], name="pause_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.since:%Y-%m-%d %H:%M}"

"""What was broken: kept for ever beside the journal, for whoever supervises."""

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person

#: All clocks of stages, which each institution names as it likes.
STAGES = "stage"
#: All clocks of other units' steps.
STEPS = "step"


class Breach(Owned):
    """A promise that expired, and whose it was: written when it is found, dated at the expiry, never changed.

    The application may insert and read: what a director sees was not tidied up.
    """

    ticket = Reference("tickets.Ticket")
    deadline = Reference("tickets.Deadline")
    unit = Reference(Unit)
    agent = Reference(Person, null=True)
    clock = models.CharField(max_length=100)  # tickets/clocks.py
    promise = models.CharField(max_length=20)  # the clock, STAGES or STEPS
    at = models.DateTimeField()
    found_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "deadline", "at"], name="breach_once")]
        indexes = [
            models.Index(fields=["institution", "-at", "-id"], name="breach_newest"),
            models.Index(fields=["institution", "promise", "-at", "-id"], name="breach_of_promise"),
            models.Index(fields=["institution", "unit", "-at", "-id"], name="breach_of_unit"),
            models.Index(
                fields=["institution", "unit", "promise", "-at", "-id"], name="breach_of_unit_promise"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.at:%Y-%m-%d %H:%M}"

"""A promise and the time that was added to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.institutions.models import CalendarVersion, TermVersion
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Deadline(Owned):
    """A promise: what the requester was told when it was made, with the versions that it follows from.

    A summary: `due_at` and `paused_at` are computed from `start_at`, `amount` (in the term's unit, chosen by
    complexity), `added` (by extensions), the versions, and the pauses in the journal (tickets/reckoning.py).
    `local` is a second calendar that binds as well: where the requester lives (Ecuador, COA art. 159).
    A clock has run out of use (`dropped_at`) when its ticket ended without it. `breached_at` is for ever.
    `look_at` is when the watch must look again: a warning, the expiry, an escalation; `told` what it has told.
    """

    ticket = Reference(Ticket)
    clock = models.CharField(max_length=100)  # tickets/clocks.py
    term = Reference(TermVersion)
    calendar = Reference(CalendarVersion)
    local = Reference(CalendarVersion, null=True)
    amount = models.IntegerField()
    added = models.IntegerField(default=0)
    start_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    told = ArrayField(models.CharField(max_length=20), default=list)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "ticket", "clock"], name="deadline_of_ticket")
        ]
        indexes = [
            models.Index(
                fields=["institution", "look_at", "id"],
                name="deadline_to_look_at",
                condition=models.Q(look_at__isnull=False),
            ),
            models.Index(
                fields=["institution", "calendar", "id"],
                name="deadline_running_by_calendar",
                condition=models.Q(met_at__isnull=True, dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def runs(self) -> bool:
        """Whether it is still to be met, standing still or not."""
        return self.met_at is None and self.dropped_at is None


class Extension(Owned):
    """More time for a deadline, with its reason: granted at once, or asked of a second person first (UME-07)."""

    class Status(models.TextChoices):
        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"
        ENDED = "ended"  # nobody had decided when its clock stopped

    class Ending(models.TextChoices):
        """Of the clock for which it was asked."""

        MET = "met"
        DROPPED = "dropped"

    deadline = Reference(Deadline)
    status = models.CharField(max_length=10, choices=Status.choices)
    amount = models.IntegerField()  # in the unit of the deadline's term
    reason = models.TextField()
    salt = models.BinaryField(max_length=16)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    asked_by = Reference(Person)
    asked_at = models.DateTimeField()
    decided_by = Reference(Person, null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)  # the words of who decided
    key = models.UUIDField(null=True)  # the form's own: the same form twice asks once
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True, default="", db_default="")

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "deadline", "id"], name="extension_of_deadline")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "deadline"],
                condition=models.Q(status="asked"),
                name="extension_asked_once",
            ),
            models.UniqueConstraint(fields=["institution", "deadline", "key"], name="extension_of_form"),
        ]

    def __str__(self) -> str:
        return f"extension {self.pk}"

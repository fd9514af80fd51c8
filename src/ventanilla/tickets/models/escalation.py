"""A critical matter on its way to the top (UDG-07)."""

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Escalation(Owned):
    """Marked by an agent, sent up or not by the unit's director, acknowledged and answered by the executive.

    One that came by itself (`clock`: a broken promise whose term names the executive) is up at once.
    `is_open` is null once it is over: a ticket has one at a time.
    """

    class Status(models.TextChoices):
        MARKED = "marked"
        KEPT = "kept"  # the director settles it in the unit
        UP = "up"
        ANSWERED = "answered"

    ticket = Reference(Ticket)
    unit = Reference(Unit)
    status = models.CharField(max_length=10, choices=Status.choices)
    is_open = models.BooleanField(null=True, default=True)
    clock = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    salt = models.BinaryField(max_length=16)
    marked_by = Reference(Person, null=True)
    marked_at = models.DateTimeField()
    decision = models.TextField(blank=True)  # why up, or why not
    summary = models.TextField(
        blank=True
    )  # what the executive reads of a confidential matter, and nothing else
    decided_by = Reference(Person, null=True)
    decided_at = models.DateTimeField(null=True)
    up_at = models.DateTimeField(null=True)
    acknowledged_by = Reference(Person, null=True)
    acknowledged_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = Reference(Person, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "ticket", "is_open"], name="escalation_open_once")
        ]
        indexes = [
            models.Index(fields=["institution", "ticket", "id"], name="escalation_of_ticket"),
            models.Index(
                fields=["institution", "-up_at", "-id"],
                name="escalation_newest",
                condition=models.Q(up_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"escalation {self.pk}"

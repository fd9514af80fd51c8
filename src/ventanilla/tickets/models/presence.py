"""Who has a ticket open, and what he writes there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Presence(Owned):
    """The last sign of somebody's page; old ones are nobody (tickets/actions/presence.py)."""

    ticket = Reference(Ticket)
    person = Reference(Person)
    writing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "ticket", "person"], name="presence_once")
        ]
        indexes = [models.Index(fields=["institution", "seen_at"], name="presence_seen")]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class AgentDraft(Owned):
    """What an agent writes on a ticket and has not sent: one to the requester, one note. His unit may take it over."""

    class Slot(models.TextChoices):
        SAYING = "saying"
        NOTE = "note"

    ticket = Reference(Ticket)
    person = Reference(Person)
    slot = models.CharField(max_length=10, choices=Slot.choices)
    kind = models.CharField(max_length=20, blank=True)  # of a saying: answer, question, correction
    body = models.TextField()
    documents = ArrayField(models.BigIntegerField(), default=list)
    saved_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "ticket", "person", "slot"], name="agent_draft_once"
            )
        ]
        indexes = [models.Index(fields=["institution", "saved_at"], name="agent_draft_saved")]

    def __str__(self) -> str:
        return f"agent's draft {self.pk}"

"""Offence or harassment in a conversation, and the sealed evidence of a disciplinary case (UNE-12)."""

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.conversation import Message
from ventanilla.tickets.models.ticket import Ticket


class Offence(Owned):
    """A message reported to the unit's director, with the passage as it was said.

    `start` and `end` are places in the message. The message itself stays where it is.
    """

    class Status(models.TextChoices):
        REPORTED = "reported"
        DISMISSED = "dismissed"
        CASE = "case"

    ticket = Reference(Ticket)
    message = Reference(Message)
    unit = Reference(Unit)
    accused = Reference(Person, null=True)
    reporter = Reference(Person)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.REPORTED)
    passage = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()
    reason = models.TextField()
    salt = models.BinaryField(max_length=16)
    at = models.DateTimeField()
    decided_by = Reference(Person, null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    case = Reference(Ticket, null=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "message", "reporter"], name="offence_reported_once"
            )
        ]
        indexes = [models.Index(fields=["institution", "unit", "-at", "-id"], name="offence_of_unit")]

    def __str__(self) -> str:
        return f"offence {self.pk}"


class Evidence(Owned):
    """What was said, as it was when the case was opened: kept beside the original, and never changed.

    `digest` is the one that the journal has of the message since it was sent; `files` are the hashes of its files.
    The application may insert and read.
    """

    case = Reference(Ticket)
    offence = Reference(Offence)
    message = Reference(Message)
    body = models.TextField()
    salt = models.BinaryField(max_length=16)  # the message's own: the digest can be made again
    digest = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    said_at = models.DateTimeField()
    sealed_at = models.DateTimeField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "case", "id"], name="evidence_of_case")]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

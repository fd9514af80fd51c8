"""What is said on a ticket, to the requester and inside the desk, with its files."""

from django.db import models

from ventanilla.documents.models import Document
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Message(Owned):
    """What requester and desk say to each other. Internal notes are another thing: see Note."""

    class Kind(models.TextChoices):
        REQUEST = "request"
        REPLY = "reply"
        QUESTION = "question"
        ANSWER = "answer"
        NOTICE = "notice"  # what the desk did with the request, and why

    ticket = Reference(Ticket)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    author = Reference(Person, null=True)
    by_requester = models.BooleanField()
    body = models.TextField()
    salt = models.BinaryField(max_length=16)
    channel = models.CharField(max_length=20)
    key = models.UUIDField(null=True)  # the form's own: the same form twice says it once
    created_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="message_said_once")]
        indexes = [models.Index(fields=["institution", "ticket", "id"], name="message_of_ticket")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Note(Owned):
    """An internal note: never shown, mailed or exported to the requester."""

    ticket = Reference(Ticket)
    author = Reference(Person)
    body = models.TextField()
    salt = models.BinaryField(max_length=16)
    created_at = models.DateTimeField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "ticket", "id"], name="note_of_ticket")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Attachment(Owned):
    """A document on a ticket: the answer to a question of the form, or beside a message."""

    ticket = Reference(Ticket)
    document = Reference(Document)
    message = Reference(Message, null=True)
    question = models.CharField(max_length=80, blank=True)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["institution", "ticket", "id"], name="attachment_of_ticket"),
            models.Index(fields=["institution", "document"], name="attachment_of_document"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"

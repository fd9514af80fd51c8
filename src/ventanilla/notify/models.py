"""A delivery: one event told to one recipient through one channel."""

from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.journal.models import Event
from ventanilla.people.models import Person, Registration
from ventanilla.tickets.models import Ticket


class Delivery(Owned):
    """Written once per event, recipient and channel; sent at least once, always with the same Message-ID.

    What waits for the same opening of the same person's goes in one mail: the first one's.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        BOUNCED = "bounced"
        NEEDLESS = "needless"  # what it would have told was over before it could be

    event = Reference(Event)
    kind = models.CharField(max_length=40)  # the wording: notify/wording
    person = Reference(Person, null=True)
    registration = Reference(Registration, null=True)
    ticket = Reference(Ticket, null=True)
    channel = models.CharField(max_length=20, default="email")
    address = models.CharField(max_length=254)
    message_id = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    attempts = models.IntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)  # the opening that it waits for
    sent_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "event", "kind", "channel", "address"], name="delivery_once"
            ),
            models.UniqueConstraint(fields=["institution", "message_id"], name="delivery_message_id"),
        ]
        indexes = [
            models.Index(
                fields=["institution", "ticket", "id"],
                name="delivery_of_ticket",
                condition=models.Q(ticket__isnull=False),
            ),
            # For the housekeeping, which removes registrations that are over.
            models.Index(
                fields=["institution", "registration"],
                name="delivery_of_registration",
                condition=models.Q(registration__isnull=False),
            ),
            models.Index(
                fields=["institution", "person", "not_before"],
                name="delivery_together",
                condition=models.Q(status="waiting", not_before__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

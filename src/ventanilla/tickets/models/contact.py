"""How the desk tried to reach the requester (UPN-14), and who of the desk is told of a ticket."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class ContactAttempt(Owned):
    """Written once, never changed: the application may insert and read."""

    class Way(models.TextChoices):
        PHONE = "phone", _("Telephone")
        WHATSAPP = "whatsapp", _("WhatsApp")
        EMAIL = "email", _("E-mail")
        IN_PERSON = "in_person", _("In person")
        OTHER = "other", _("Another way")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("We spoke")
        NO_ANSWER = "no_answer", _("No answer")
        LEFT_MESSAGE = "left_message", _("A message was left")
        WRONG = "wrong", _("The number or address is wrong")

    ticket = Reference(Ticket)
    by = Reference(Person)
    channel = models.CharField(max_length=20, choices=Way.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    note = models.TextField(blank=True)
    salt = models.BinaryField(max_length=16)
    key = models.UUIDField()  # the form's own: the same form twice records once
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="contact_once")]
        indexes = [models.Index(fields=["institution", "ticket", "id"], name="contact_of_ticket")]

    def __str__(self) -> str:
        return f"{self.channel} {self.outcome}"


class Follower(Owned):
    """Somebody of the desk who is told of a ticket as its assignee is."""

    ticket = Reference(Ticket)
    person = Reference(Person)
    by = Reference(Person)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "ticket", "person"], name="follower_once")
        ]
        indexes = [models.Index(fields=["institution", "person", "-id"], name="follower_of_person")]

    def __str__(self) -> str:
        return f"follower {self.pk}"

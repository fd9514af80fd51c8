"""What left the desk: to another area, as advice, to the unit that follows up, to the competent body."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Referral(Owned):
    """To whom a matter was referred, with which words, and what came back (UDG-06, UDG-03, MEN-08).

    `outside`: another area is asked by e-mail or phone, and its answer noted. `advice`: the requester is told
    where to write. `handover`: a closed ticket goes on in `unit`, outside the desk. `transfer`: another body is
    competent, and the ticket has ended with it.
    """

    class Kind(models.TextChoices):
        OUTSIDE = "outside", _("Referred")
        ADVICE = "advice", _("Advised to write elsewhere")
        HANDOVER = "handover", _("Handed over")
        TRANSFER = "transfer", _("Transferred")

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telephone")
        ADDRESS = "address", _("In person or by letter")

    ticket = Reference(Ticket)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    unit = Reference(Unit, null=True)
    addressee = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    salt = models.BinaryField(max_length=16)
    by = Reference(Person)
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = Reference(Person, null=True)
    answered_at = models.DateTimeField(null=True)  # of a handover: when the unit marked it as received
    key = models.UUIDField(null=True)  # the form's own

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "ticket", "key"], name="referral_once")]
        indexes = [
            models.Index(fields=["institution", "ticket", "id"], name="referral_of_ticket"),
            models.Index(
                fields=["institution", "unit", "-at", "-id"],
                name="handover_of_unit",
                condition=models.Q(unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

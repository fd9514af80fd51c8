"""Somebody leaves: all that he attends in a unit passes to others."""

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Succession(Owned):
    """What `person` attends in `unit` passes to `to`, to nobody (the director's queue), or as each service's
    chooser says. It goes on in batches until `finished_at`; broken off, it goes on where it was."""

    class Way(models.TextChoices):
        COLLEAGUE = "colleague"
        NOBODY = "nobody"
        CHOOSER = "chooser"

    person = Reference(Person)
    unit = Reference(Unit)
    way = models.CharField(max_length=10, choices=Way.choices)
    to = Reference(Person, null=True)
    reason = models.CharField(max_length=400)
    salt = models.BinaryField(max_length=16)
    by = Reference(Person)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "person", "unit"],
                name="succession_under_way",
                condition=models.Q(finished_at__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["institution", "person", "-id"], name="successions_of_person")]

    def __str__(self) -> str:
        return f"succession {self.pk}"


class PassedOn(Owned):
    """One ticket of a succession, and who attends it now (null: nobody yet). It may come back and pass once more."""

    succession = Reference(Succession)
    ticket = Reference(Ticket)
    to = Reference(Person, null=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "succession", "to", "id"], name="passed_on_to")]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} of succession {self.succession_id}"

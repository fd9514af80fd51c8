"""How tickets belong together, and what was put right in one after it was sent."""

from django.db import models

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Link(Owned):
    """Two tickets that belong together. `ticket` is the one that tells it: the child, the part, the later one.

    Merging is no link: what is merged is not there by itself any more (`Ticket.merged_into`).
    """

    class Kind(models.TextChoices):
        RELATED = "related"
        CHILD = "child"  # `other` is its parent
        SPLIT = "split"  # it was split off `other`
        FOLLOWS = "follows"  # `other` was over when it was sent

    kind = models.CharField(max_length=10, choices=Kind.choices)
    ticket = Reference(Ticket)
    other = Reference(Ticket)
    by = Reference(Person)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "ticket", "other"], name="link_once"),
            models.UniqueConstraint(
                fields=["institution", "ticket"], condition=models.Q(kind="child"), name="link_one_parent"
            ),
        ]
        indexes = [models.Index(fields=["institution", "other", "id"], name="link_of_other")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Reclassification(Owned):
    """A ticket that came to the wrong service or unit: what it was, and what had been answered there.

    The answers that the new form does not ask stay here; those that it asks stay on the ticket.
    """

    ticket = Reference(Ticket)
    version = Reference(ServiceVersion)  # before
    unit = Reference(Unit)  # before
    answers = models.JSONField(default=dict)  # of that version's form, as they were
    reason = models.TextField()
    salt = models.BinaryField(max_length=16)
    by = Reference(Person)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "ticket", "id"], name="reclassification_of_ticket")]

    def __str__(self) -> str:
        return f"reclassification {self.pk}"

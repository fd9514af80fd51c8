"""Words that the desk puts on tickets, to find them together."""

from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.tickets.models.ticket import Ticket

LONGEST_TAG = 40


class Tag(Owned):
    """A word on a ticket, in small letters, once."""

    ticket = Reference(Ticket)
    name = models.CharField(max_length=LONGEST_TAG)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "ticket", "name"], name="tag_once")]
        indexes = [models.Index(fields=["institution", "name", "ticket"], name="tag_named")]

    def __str__(self) -> str:
        return self.name

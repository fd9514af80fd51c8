"""What a ticket is found by."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.tickets.models.ticket import Ticket


class TicketWords(Owned):
    """The stems of all that is said on a ticket, made by tickets/words.py; read by the function ticket_search alone.

    Each stem carries the unit in front, and whether the ticket is confidential: the index itself finds nothing
    that one may not read.
    """

    ticket = Reference(Ticket)
    unit_id = models.BigIntegerField()  # as values: the ticket's own row holds the keys
    requester_id = models.BigIntegerField()
    confidential = models.BooleanField()
    created_at = models.DateTimeField()
    words = SearchVectorField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "ticket"], name="words_of_ticket")]
        indexes = [
            # Without its list of what is pending, which each search would read through.
            GinIndex(fields=["words"], name="words_of_tickets", fastupdate=False),
            models.Index(fields=["institution", "-created_at", "-ticket"], name="words_newest"),
        ]

    def __str__(self) -> str:
        return f"words of {self.ticket_id}"

"""One question after closing, answered once, through a signed link."""

from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.tickets.models import Ticket


class Survey(Owned):
    """The invitation of a ticket and its answer; questions as the institution worded them at that time."""

    ticket = Reference(Ticket)
    data = models.JSONField()  # question, scale, comment label
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    score = models.IntegerField(null=True)
    comment = models.TextField(blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "ticket"], name="survey_of_ticket")]

    def __str__(self) -> str:
        return f"survey {self.pk}"

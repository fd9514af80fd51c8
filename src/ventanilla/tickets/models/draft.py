"""What a requester wrote and has not sent."""

from django.db import models

from ventanilla.catalogue.models import Service
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person


class Draft(Owned):
    """What was written and not yet sent: kept when a form has errors or the session had expired.

    `key` is the form's token, and becomes the ticket's submission_key.
    """

    key = models.UUIDField()
    service = Reference(Service)
    person = Reference(Person, null=True)
    answers = models.JSONField(default=dict)
    documents = models.JSONField(default=dict)  # question name → [document id]
    saved_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="draft_key")]
        indexes = [models.Index(fields=["institution", "saved_at"], name="draft_saved")]

    def __str__(self) -> str:
        return f"draft {self.pk}"

"""What another unit is asked for while the ticket stays one (UME-12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models.ticket import Ticket


class Step(Owned):
    """A validation, opinion, document or approval that the ticket's unit asks of another.

    Life: planned → asked → done, returned (the asking unit must add something: then asked again) or cancelled.
    Those of one `position` run at the same time; the next position is asked when all before are done. While it is
    asked its promise is the deadline with the clock `step:<id>`; `due_at` repeats that one's date for the list.
    """

    class Kind(models.TextChoices):
        VALIDATION = "validation", _("Validation")
        OPINION = "opinion", _("Opinion")
        DOCUMENT = "document", _("Document")
        APPROVAL = "approval", _("Approval")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Comes after the others")
        ASKED = "asked", _("Asked for")
        DONE = "done", _("Done")
        RETURNED = "returned", _("Returned: something is missing")
        CANCELLED = "cancelled", _("Cancelled")

    class Verdict(models.TextChoices):
        GIVEN = "given", _("Given")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Not approved")

    ticket = Reference(Ticket)
    unit = Reference(Unit)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    position = models.IntegerField()
    status = models.CharField(max_length=10, choices=Status.choices)
    term = models.CharField(max_length=80)  # the slug; the version is chosen when it is asked
    request = models.TextField()
    salt = models.BinaryField(max_length=16)
    asked_by = Reference(Person)
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    assignee = Reference(Person, null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    answer = models.TextField(blank=True)  # also what is missing, and why it was cancelled
    answered_by = Reference(Person, null=True)
    answered_at = models.DateTimeField(null=True)
    key = models.UUIDField()  # the form's own: the same form twice asks once

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "ticket", "key", "position", "unit"], name="step_once"
            )
        ]
        indexes = [
            models.Index(fields=["institution", "ticket", "position", "id"], name="step_of_ticket"),
            models.Index(
                fields=["institution", "unit", "due_at", "id"],
                name="step_asked_of_unit",
                condition=models.Q(status="asked"),
            ),
            models.Index(
                fields=["institution", "unit", "-answered_at", "-id"],
                name="step_over_of_unit",
                condition=models.Q(answered_at__isnull=False, asked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STEPS


OPEN_STEPS = frozenset({Step.Status.PLANNED, Step.Status.ASKED, Step.Status.RETURNED})

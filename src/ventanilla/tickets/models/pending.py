"""What was decided and is done in a moment, or at a later hour; until then it can be taken back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person


class Pending(Owned):
    """Done by the worker at `run_at`, under the rights that `by` has then (tickets/actions/performing.py).

    Life: waiting → done, cancelled (by a person) or refused (`problem` says why; what was written stays in `data`
    until its author has taken it up again). `key` is the form's own: the same form twice waits once.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        CANCELLED = "cancelled"
        REFUSED = "refused"

    kind = models.CharField(max_length=20)  # tickets/actions/performing.py
    ticket = Reference("tickets.Ticket", null=True)
    ticket_id: int | None
    data = models.JSONField(default=dict)
    documents = ArrayField(models.BigIntegerField(), default=list)
    by = Reference(Person)
    key = models.UUIDField()
    run_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    problem = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)  # a refused one: its author has the text again

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="pending_once")]
        indexes = [
            models.Index(
                fields=["institution", "ticket", "id"],
                name="pending_of_ticket",
                condition=models.Q(status="waiting") | models.Q(status="refused", taken_up_at__isnull=True),
            ),
            models.Index(
                fields=["institution", "by", "-id"],
                name="pending_of_person",
                condition=models.Q(status="waiting") | models.Q(status="refused", taken_up_at__isnull=True),
            ),
            models.Index(
                fields=["institution", "run_at", "id"],
                name="pending_to_run",
                condition=models.Q(status="waiting"),
            ),
            models.Index(fields=["institution", "-ended_at", "-id"], name="pending_ended"),
        ]

    def __str__(self) -> str:
        return f"pending {self.pk}"

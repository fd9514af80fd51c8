"""The evidence of draws, and each unit's promise of the next."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.assignment.draw import Pool
from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference


class Drum(Owned):
    """What a unit draws from: the row that everybody who assigns in the unit holds, one after the other.

    `digest` is that of the n-th secret, in the journal since the event `promise`; `nonce` goes into the secret, so
    that a database put back promises others. `last` is who was chosen last in turn (a person's id).
    """

    unit = Reference(Unit)
    n = models.IntegerField(default=0)
    nonce = models.BinaryField(max_length=16)
    digest = models.CharField(max_length=64, blank=True)
    promise = models.BigIntegerField(null=True)  # the event's id
    last = models.BigIntegerField(null=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "unit"], name="drum_of_unit")]

    def __str__(self) -> str:
        return f"unit {self.unit_id}, draw {self.n}"


class Draw(Owned):
    """One draw, for ever: the application inserts and reads. What it draws for and from are ids as values.

    `person_for_ticket`: the subject is a ticket, the candidates are people. `ticket_for_reviewer`: the subject is a
    person, the candidates are tickets.
    """

    class Kind(models.TextChoices):
        PERSON_FOR_TICKET = "person_for_ticket"
        TICKET_FOR_REVIEWER = "ticket_for_reviewer"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    unit = Reference(Unit)
    n = models.IntegerField()  # of the unit's draws: which promise it kept
    version = models.IntegerField()
    candidates = ArrayField(models.BigIntegerField())  # ascending
    exclusions = models.JSONField(default=list)  # [{"id": …, "reasons": […]}], ascending
    promise = models.BigIntegerField(null=True)  # the event that told the digest before
    digest = models.CharField(max_length=64)  # of the secret, as promised
    seed = models.CharField(max_length=64)  # the secret, told
    chosen = models.BigIntegerField()
    by = models.BigIntegerField(null=True)  # a person's id; null: the desk itself
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "unit", "n"], name="draw_n_of_unit")]
        indexes = [
            models.Index(fields=["institution", "subject_kind", "subject_id", "id"], name="draws_of_subject"),
            models.Index(
                fields=["institution", "chosen", "id"],
                name="draws_of_ticket",
                condition=models.Q(kind="ticket_for_reviewer"),
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.n} of unit {self.unit_id}"

    @property
    def pool(self) -> Pool:
        return Pool(
            unit=self.unit_id,
            n=self.n,
            kind=str(self.kind),
            subject=(self.subject_kind, self.subject_id),
            candidates=tuple(self.candidates),
            exclusions={one["id"]: tuple(one["reasons"]) for one in self.exclusions},
            version=self.version,
        )

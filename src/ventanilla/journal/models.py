"""Events, the heads of their chains, and the seals over the heads."""

from django.db import models

from ventanilla.institutions.owned import Owned, Reference


class Event(Owned):
    """Something that happened, for ever: the application may insert and read, triggers refuse the rest.

    `n` counts the events of one subject without gaps; `mac` chains them. `at` is when it happened,
    `recorded_at` when it was told.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    n = models.IntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # a person's id as a value: people stand above the journal
    channel = models.CharField(max_length=20)
    data = models.JSONField()
    mac = models.BinaryField(max_length=32)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "subject_kind", "subject_id", "n"], name="event_n_of_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} #{self.n} {self.kind}"


class Head(Owned):
    """The last event of a subject: the lock under which the next is numbered."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    n = models.IntegerField()
    mac = models.BinaryField(max_length=32)
    sealed_n = models.IntegerField(default=0)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "subject_kind", "subject_id"], name="head_of_subject"
            )
        ]
        indexes = [
            models.Index(
                fields=["institution", "subject_kind", "subject_id"],
                name="head_unsealed",
                condition=models.Q(n__gt=models.F("sealed_n")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} at {self.n}"


class Seal(Owned):
    """A fixed point: the heads that moved since the seal before, chained to it and copied to a file outside."""

    n = models.IntegerField()
    at = models.DateTimeField()
    mac = models.BinaryField(max_length=32)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "n"], name="seal_n")]

    def __str__(self) -> str:
        return f"seal {self.n}"


class SealedHead(Owned):
    seal = Reference(Seal)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    n = models.IntegerField()
    mac = models.BinaryField(max_length=32)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "seal", "subject_kind", "subject_id"], name="sealed_head_of_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} at {self.n}"

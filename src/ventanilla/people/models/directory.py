"""What the student-information system says, and the files by which it says it."""

from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models.person import Person


class DirectoryEntry(Owned):
    """What the student-information system holds of somebody: the address that may register (UME-04).

    Who left stays, marked: `gone_at`. His address may be given to somebody else, his code not.
    """

    email = models.EmailField()
    student_code = models.CharField(max_length=40, null=True)
    #: given_names, surnames, types, document, phone, campus, modality, programme
    data = models.JSONField(default=dict)
    gone_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "email"],
                name="directory_email",
                condition=models.Q(gone_at__isnull=True),
            ),
            models.UniqueConstraint(fields=["institution", "student_code"], name="directory_student_code"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class DirectoryImport(Owned):
    """A file of the student-information system, compared with the directory; perhaps applied.

    Life: waiting → ready or refused; ready → applying → applied or outdated. `base` is a digest of the directory
    as it was compared: what changed since makes the comparison outdated.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        REFUSED = "refused"
        APPLYING = "applying"
        APPLIED = "applied"
        OUTDATED = "outdated"

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    name = models.CharField(max_length=200)  # of the file, as it was called
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()  # bytes
    partial = models.BooleanField(default=False)  # who is not in the file has not left
    channel = models.CharField(max_length=20)
    created_by = Reference(Person, null=True)
    created_at = models.DateTimeField()
    problem = models.JSONField(default=dict)  # why it was refused: `reason` and what belongs to it
    layout = models.JSONField(default=dict)  # how it was read: encoding, separator, columns, unknown values
    counts = models.JSONField(default=dict)
    base = models.CharField(max_length=64, blank=True)
    applied_by = Reference(Person, null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "-id"], name="directory_import_newest")]

    def __str__(self) -> str:
        return f"directory import {self.pk}"


class DirectoryLine(Owned):
    """A line of a file while the database compares it: nobody sees one, they go before the transaction ends.

    `reason` is empty while the line is in order; `other` is who stands in the way of a conflict.
    """

    n = models.IntegerField()
    email = models.CharField(max_length=254)
    code = models.CharField(max_length=40, null=True)
    data = models.JSONField()
    reason = models.CharField(max_length=40, blank=True)
    entry_id = models.BigIntegerField(null=True)  # found by the comparison
    person_id = models.BigIntegerField(null=True)
    other = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"line {self.n}"


class DirectoryDifference(Owned):
    """One thing that an import would change, or does not: `before` and `after` are told field by field."""

    class Kind(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        GONE = "gone"
        PERSON = "person"  # somebody registered whose data follow the directory
        CONFLICT = "conflict"  # stays as it is until a person decides
        WRONG = "wrong"  # a line that cannot be read

    source = Reference(DirectoryImport)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    line = models.IntegerField(null=True)  # of the file
    entry = Reference(DirectoryEntry, null=True)
    person = Reference(Person, null=True)
    reason = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "source", "kind", "id"], name="difference_of_import")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

"""A file that somebody brought: its bytes lie under their hash inside the institution's own prefix."""

from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person


class Document(Owned):
    """One upload. The same bytes may be brought twice: two rows, one stored file."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()  # bytes
    kind = models.CharField(max_length=10)  # pdf, jpg, png… found in the content
    name = models.CharField(max_length=200)  # as the person called it, cleaned; never used as a path
    uploaded_by = Reference(Person, null=True)
    uploaded_at = models.DateTimeField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "sha256"], name="document_hash")]

    def __str__(self) -> str:
        return f"document {self.pk}"

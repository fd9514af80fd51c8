"""What somebody of the office is writing and nobody else sees yet."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person


class Edit(Owned):
    """A draft of one thing of the institution (`kind` and `slug`) by one author.

    `base` is what was true when it was begun: whoever publishes on an outdated one reads first what the other
    changed. It ends when it is published or thrown away; what was published is in versions and events.
    """

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=80)
    author = Reference(Person)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    base = models.JSONField(encoder=DjangoJSONEncoder)
    base_n = models.IntegerField(null=True)  # its version, where versions are kept
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind", "slug", "author"], name="edit_of_author")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @property
    def differs(self) -> bool:
        return bool(self.data != self.base)

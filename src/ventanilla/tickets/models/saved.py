"""A list that somebody keeps by a name."""

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person


class SavedView(Owned):
    """Filters under a name: one's own, or for everybody of a unit. `query` is that of the list's address."""

    person = Reference(Person)
    unit = Reference(Unit, null=True)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["institution", "person", "id"], name="saved_view_of_person"),
            models.Index(fields=["institution", "unit", "id"], name="saved_view_of_unit"),
        ]

    def __str__(self) -> str:
        return self.name

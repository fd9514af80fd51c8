"""Rows that belong to one institution, and references between them that cannot leave it."""

from typing import Any

from django.db import models

from ventanilla.institutions.acting import current_institution_id


class OwnedManager(models.Manager[Any]):
    """Refuses to read outside `acting_in`: a policy would answer with nothing, which looks like a result."""

    def get_queryset(self) -> models.QuerySet[Any]:
        current_institution_id()
        return super().get_queryset()


class Owned(models.Model):
    """A row of one institution. Every migration that creates such a table also runs `Own` (ownership.py)."""

    institution = models.ForeignKey(
        "institutions.Institution",
        on_delete=models.DO_NOTHING,
        db_index=False,
        default=current_institution_id,
        editable=False,
        related_name="+",
    )

    objects = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class Reference(models.ForeignKey):
    """A relation to a row of the same institution.

    Django sees an ordinary relation; the database holds a composite key (institution_id, column), because
    a plain foreign key accepts another institution's row in spite of policies.
    """

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **options: Any) -> None:
        options.setdefault("db_constraint", False)
        options.setdefault("db_index", False)
        options.setdefault("related_name", "+")
        super().__init__(to, on_delete, **options)

"""Texts and steps that a unit keeps ready: replies.yaml and macros.yaml, or the desk's own pages."""

from typing import Any

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference


class Kept(Owned):
    """`data` is the shape of the folder (tickets/section.py); `unit` null: for every unit."""

    slug = models.CharField(max_length=80)
    unit = Reference(Unit, null=True)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    active = models.BooleanField(default=True)

    class Meta(Owned.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Any:
        return self.data["name"]


class Canned(Kept):
    """A reply with variables, filled when it is put into a text."""

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "slug"], name="canned_slug")]
        indexes = [models.Index(fields=["institution", "unit", "active"], name="canned_of_unit")]


class Macro(Kept):
    """Several steps as one."""

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "slug"], name="macro_slug")]
        indexes = [models.Index(fields=["institution", "unit", "active"], name="macro_of_unit")]

"""What can be asked for: categories, services and their versions."""

from typing import Any

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.institutions.versions import Version


class Category(Owned):
    slug = models.CharField(max_length=80)
    position = models.IntegerField()
    data = models.JSONField()  # name, description
    digest = models.CharField(max_length=64)
    active = models.BooleanField(default=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "slug"], name="category_slug")]

    def __str__(self) -> str:
        return self.slug


class Service(Owned):
    """A service of the catalogue. What it promises and asks is in its current ServiceVersion."""

    slug = models.CharField(max_length=80)
    category = Reference(Category)
    unit = Reference(Unit)
    active = models.BooleanField(default=True)
    position = models.IntegerField(default=0)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "slug"], name="service_slug")]

    def __str__(self) -> str:
        return self.slug


class ServiceVersion(Version):
    """A service with its form, stages and terms as they were promised; `data` is catalogue/shape.py's Service."""

    service = Reference(Service)

    class Meta(Version.Meta):
        indexes = [
            models.Index(
                fields=["institution", "service"],
                include=["slug", "digest"],  # all that the search asks of them, at each question
                name="service_current",
                condition=models.Q(current=True),
            )
        ]

    @property
    def name(self) -> Any:
        return self.data["name"]

"""An institution and what its folder says of places, units, hours and terms."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.institutions import holidays
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.institutions.versions import Version


class Institution(models.Model):
    """A tenant. `data` is its `institution.yaml`, validated (institutions/section.py)."""

    slug = models.SlugField(max_length=40, unique=True)
    code_prefix = models.CharField(max_length=12, unique=True)
    hosts = ArrayField(models.CharField(max_length=253), default=list)
    zone = models.CharField(max_length=64)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Any:
        return self.data["name"]

    @property
    def short_name(self) -> Any:
        return self.data["short_name"]

    @property
    def desk_name(self) -> Any:
        return self.data["desk_name"]

    @property
    def hue(self) -> int:
        return int(self.data["hue"])

    @property
    def address(self) -> str:
        """How a person is addressed: `usted` or `tu`."""
        return str(self.data["address"])

    @property
    def undo(self) -> timedelta:
        """How long what an agent sends waits, so that he can take it back."""
        return timedelta(seconds=self.data.get("desk", {}).get("undo", 10))

    @cached_property
    def zoneinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def speaks(self, language: str) -> bool:
        """Whether the pages exist in `es` or `en`."""
        return language in self.data["languages"]

    def language(self, wanted: str | None) -> str:
        """The Django language for a reader who asked for `es` or `en` (or nothing)."""
        if wanted == "en" and self.speaks("en"):
            return "en"
        return "es-tu" if self.address == "tu" else "es"


class Section(Owned):
    """A part of the folder that is read whole (people, request_types, surveys…), as validated JSON."""

    name = models.CharField(max_length=40)
    data = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "name"], name="section_name")]

    def __str__(self) -> str:
        return self.name


class Applied(Owned):
    """What the folder said of one thing when it was last applied (or exported): the base of every comparison.

    Without it nobody could tell a change in the office from one in the folder (institutions/comparison.py).
    """

    section = models.CharField(max_length=40)
    slug = models.CharField(max_length=80, blank=True)  # empty for a section that is one mapping
    data = models.JSONField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "section", "slug"], name="applied_once")
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.slug}".strip()


class Campus(Owned):
    slug = models.CharField(max_length=80)
    position = models.IntegerField()
    zone = models.CharField(max_length=64)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    active = models.BooleanField(default=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "slug"], name="campus_slug")]

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Any:
        return self.data["name"]


class Unit(Owned):
    """An organisational unit; its director administers what it attends."""

    slug = models.CharField(max_length=80)
    parent = Reference("institutions.Unit", null=True)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    active = models.BooleanField(default=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "slug"], name="unit_slug")]

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Any:
        return self.data["name"]


class CalendarVersion(Version):
    """Opening hours, closures and holidays as worktime.Calendar reads them, the public ones with their dates."""

    @classmethod
    def whole(cls, data: Any, *, before: Any, at: datetime) -> Any:
        return holidays.kept(data, before=before, at=at)


class TermVersion(Version):
    """A promise of time as worktime.Term reads it, with its public words and its source."""

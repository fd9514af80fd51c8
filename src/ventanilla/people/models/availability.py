"""When and what for an agent is there: his hours in a unit, his absences, and whom he had better not attend."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models.person import Person


class Availability(Owned):
    """What a director says of one of his people; without a row one works by the unit's calendar, without limit."""

    person = Reference(Person)
    unit = Reference(Unit)
    hours = models.JSONField(default=dict)  # a week like a calendar's; empty: the unit's calendar
    capacity = models.IntegerField(null=True)  # most open tickets of the unit; null: no limit
    languages = ArrayField(
        models.CharField(max_length=5), default=list
    )  # empty: every one of the institution
    campuses = ArrayField(models.CharField(max_length=80), default=list)  # slugs; empty: all

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "person", "unit"], name="availability_once")
        ]
        indexes = [models.Index(fields=["institution", "unit"], name="availability_of_unit")]

    def __str__(self) -> str:
        return f"person {self.person_id} in unit {self.unit_id}"


class Absence(Owned):
    """Somebody is not there, in any unit, from `since` until before `until`. The journal keeps that it was said."""

    person = Reference(Person)
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=400)
    salt = models.BinaryField(max_length=16)
    by = Reference(Person)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="absence_lasts")
        ]
        indexes = [models.Index(fields=["institution", "person", "until"], name="absences_of_person")]

    def __str__(self) -> str:
        return f"absence {self.pk}"


class Conflict(Owned):
    """A conflict of interest: this agent is never made responsible for this requester by a chooser."""

    agent = Reference(Person)
    requester = Reference(Person)
    reason = models.CharField(max_length=400)
    salt = models.BinaryField(max_length=16)
    by = Reference(Person)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "agent", "requester"], name="conflict_once")
        ]
        indexes = [models.Index(fields=["institution", "requester"], name="conflicts_of_requester")]

    def __str__(self) -> str:
        return f"conflict {self.pk}"

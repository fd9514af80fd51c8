"""Who one is for an institution, and what one may do there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import folded
from ventanilla.people.models.account import Account


class Person(Owned):
    """Somebody as one institution knows him; `account` is null until he registers."""

    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_index=False, related_name="+"
    )
    given_names = models.CharField(max_length=120)
    surnames = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)  # where this institution writes to
    username = models.CharField(max_length=60, null=True)
    student_code = models.CharField(max_length=40, null=True)
    document_type = models.CharField(max_length=20, blank=True)
    document_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    zone = models.CharField(max_length=64, blank=True)  # empty: the institution's
    language = models.CharField(max_length=5, blank=True)
    types = ArrayField(models.CharField(max_length=80), default=list)
    campus = Reference("institutions.Campus", null=True)
    modality = models.CharField(max_length=80, blank=True)  # slugs of people.yaml; empty: not known
    programme = models.CharField(max_length=80, blank=True)
    locality = models.CharField(max_length=80, blank=True)  # slug of a local calendar: where he lives
    wants_notices = models.BooleanField(default=True)
    email_bounced_at = models.DateTimeField(null=True)
    unread = models.IntegerField(default=0)  # own tickets with something new; kept by tickets.actions
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)  # when he last said that his data are right (UME-10)
    name_key = models.GeneratedField(
        expression=folded.key("given_names", "surnames"),
        output_field=models.CharField(max_length=folded.ROOM),
        db_persist=True,
    )
    surname_key = models.GeneratedField(
        expression=folded.key("surnames", "given_names"),
        output_field=models.CharField(max_length=folded.ROOM),
        db_persist=True,
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "account"], name="person_of_account"),
            models.UniqueConstraint(fields=["institution", "username"], name="person_username"),
            models.UniqueConstraint(fields=["institution", "student_code"], name="person_student_code"),
        ]
        indexes = [
            models.Index(fields=["institution", "email"], name="person_email"),
            models.Index(fields=["institution", "name_key", "id"], name="person_by_name"),
            models.Index(fields=["institution", "surname_key", "id"], name="person_by_surname"),
            models.Index(
                fields=["institution", "document_number", "id"],
                name="person_by_document",
                condition=models.Q(document_number__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.surnames}".strip()

    @property
    def roles(self) -> "list[Role]":
        """The roles as loaded with the person (queries.with_roles), otherwise read now."""
        if "_roles" not in self.__dict__:
            self._roles = list(Role.objects.filter(person=self).order_by("id"))
        return self._roles

    def has_role(self, *kinds: str, unit_id: int | None = None) -> bool:
        return any(r.kind in kinds and (unit_id is None or r.unit_id == unit_id) for r in self.roles)

    @property
    def attends(self) -> bool:
        """Agent or director of some unit."""
        return any(role.unit_id is not None for role in self.roles)


class RoleKind(models.TextChoices):
    """Everybody is a requester without a role; these are given by the institution."""

    AGENT = "agent"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"
    QUALITY = "quality"
    EXECUTIVE = "executive"


class Role(Owned):
    """What a person may do, agents and directors in one unit each."""

    person = Reference(Person)
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    unit = Reference(Unit, null=True)
    unit_id: int | None
    confidential = models.BooleanField(default=False)  # may read the unit's confidential tickets

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "person", "kind", "unit"], name="role_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["institution", "unit", "kind"], name="role_of_unit")]

    def __str__(self) -> str:
        return self.kind


class RoleChange(Owned):
    """A role given or taken back: by whom, when and why. The journal keeps that it happened, this row the reason."""

    person = Reference(Person)
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    unit = Reference(Unit, null=True)
    given = models.BooleanField()
    by = Reference(Person)
    reason = models.CharField(max_length=400)
    salt = models.BinaryField(max_length=16)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "person", "-id"], name="role_changes_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} {'given' if self.given else 'taken'}"

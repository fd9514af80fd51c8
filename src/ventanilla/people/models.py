"""Who logs in (Account, global) and who one is for an institution (Person)."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """One proven e-mail address, one password, its sessions. Says nothing about any institution."""

    email = models.EmailField(unique=True)  # kept in small letters
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField()

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return f"account {self.pk}"


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

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "account"], name="person_of_account"),
            models.UniqueConstraint(fields=["institution", "username"], name="person_username"),
            models.UniqueConstraint(fields=["institution", "student_code"], name="person_student_code"),
        ]
        indexes = [models.Index(fields=["institution", "email"], name="person_email")]

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


class Registration(Owned):
    """A wish to register, or to set a new password: an address to prove and what was filled in.

    One is made for every wish, whoever asks, so that the answer is the same for a known, an unknown and a
    refused address. The code is derived from the row (people/codes.py) and never stored.
    """

    class Purpose(models.TextChoices):
        REGISTER = "register"
        PASSWORD = "password"  # noqa: S105  a purpose, not a secret

    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.REGISTER)
    email = models.EmailField()
    data = models.JSONField(default=dict)  # the fields of the institution's rule
    language = models.CharField(max_length=5)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sendings = models.IntegerField(default=1)  # each sending has its own code
    attempts = models.IntegerField(default=0)
    verified_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_index=False, related_name="+"
    )

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "expires_at"], name="registration_expires")]

    def __str__(self) -> str:
        return f"registration {self.pk}"


class Activation(Owned):
    """A one-time code that staff hand to a *person* (never a password): opens the account's first door."""

    person = Reference(Person)
    code_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "code_digest"], name="activation_code")]

    def __str__(self) -> str:
        return f"activation {self.pk}"

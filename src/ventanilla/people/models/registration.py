"""How somebody gets in: a wish to register, a code that staff hand over."""

from django.db import models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models.account import Account
from ventanilla.people.models.person import Person


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

"""Who logs in: one account, whatever the institution."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


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

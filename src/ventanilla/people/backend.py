"""How a session becomes somebody: an account is only known where it has a person."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from ventanilla.institutions.acting import NoInstitution
from ventanilla.people.models import Account
from ventanilla.people.queries import person_of_account


class PersonBackend(ModelBackend):
    """Checks e-mail and password; loads account, person and roles in one statement."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **fields: Any
    ) -> Account | None:
        email = (username or fields.get("email") or "").strip().lower()
        if not email or password is None:
            return None
        account = Account.objects.filter(email=email).first()
        if account is None:
            Account().set_password(password)  # the same work as for a known address
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        try:
            person = person_of_account(user_id)
        except NoInstitution:
            return None
        if person is None or person.account is None or not person.account.is_active:
            return None
        person.account.person = person  # type: ignore[attr-defined]
        return person.account

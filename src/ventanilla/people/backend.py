"""How a session becomes somebody: an account is only known where it has a person."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from ventanilla.institutions.acting import NoInstitution
from ventanilla.people.models import Account, Person
from ventanilla.people.queries import person_of_account, person_who_signs_in


class PersonBackend(ModelBackend):
    """Checks a password for an e-mail address or the institution's user name.

    Account, person and roles come in one statement; the account carries its person (`account.person`).
    """

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **fields: Any
    ) -> Account | None:
        login = (username or fields.get("email") or "").strip()
        if not login or password is None:
            return None
        account = _account(person_who_signs_in(login))
        if account is None:
            Account().set_password(password)  # the same work as for a known address
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        try:
            account = _account(person_of_account(user_id))
        except NoInstitution:
            return None
        return account if account is not None and account.is_active else None


def _account(person: Person | None) -> Account | None:
    if person is None or person.account is None:
        return None
    person.account.person = person  # type: ignore[attr-defined]
    return person.account

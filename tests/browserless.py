"""A visitor without a browser: Django's client, at the address of one institution."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person


class Visitor:
    """`get` and `post` take paths of the institution: `visitor.get("/tickets/")`."""

    def __init__(self, institution: Institution, **headers: str) -> None:
        self.institution = institution
        self.client = Client(headers={"accept-language": "es", **headers})

    @classmethod
    def signed_in(cls, person: Person, **headers: str) -> "Visitor":
        """With a session of the person's account at the person's institution."""
        visitor = cls(person.institution, **headers)
        account = person.account
        assert account is not None, "only people with an account sign in"
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session["institution"] = person.institution_id
        session.save()
        visitor.client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
        return visitor

    def at(self, path: str) -> str:
        return f"/{self.institution.slug}{path}"

    def get(self, path: str, data: Any = None, **options: Any) -> Any:
        return self.client.get(self.at(path), data, **options)

    def post(self, path: str, data: Any = None, **options: Any) -> Any:
        return self.client.post(self.at(path), data, **options)

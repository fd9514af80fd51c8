"""For whom a form was made: a signed word in it, so that a session that ended does not lose what was written,
and nobody else finds it who signs in on the same computer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import signing

from ventanilla.people.models import Person

LASTS = timedelta(days=7)
SALT = "ventanilla.portal.form"


def bearer_of(key: UUID, person: Person) -> str:
    return signing.dumps([person.institution_id, person.pk, key.hex], salt=SALT)


def person_of(bearer: str, key: UUID) -> Person | None:
    """Whose form this was, at the institution that acts; None for anything else than what was signed."""
    try:
        parts: Any = signing.loads(bearer, salt=SALT, max_age=LASTS)
        institution_id, person_id, made_for = parts
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if made_for != key.hex:
        return None
    found: Person | None = Person.objects.filter(pk=person_id, institution_id=institution_id).first()
    return found


def is_bearer(bearer: str, key: UUID, person: Person) -> bool:
    """Whether the form was made for this person; asks no database."""
    try:
        parts = signing.loads(bearer, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return False
    return bool(parts == [person.institution_id, person.pk, key.hex])

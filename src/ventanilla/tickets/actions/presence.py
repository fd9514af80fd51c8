"""Who else has a ticket open: a sign every few seconds, and nobody who gave none for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from ventanilla.institutions.acting import current_institution_id
from ventanilla.people.models import Person
from ventanilla.tickets.models import Presence

#: A page gives a sign every ten seconds; one that missed three is shut.
FRESH = timedelta(seconds=35)
KEPT = timedelta(hours=1)

SIGN = """
WITH sign AS (
    INSERT INTO tickets_presence AS p (institution_id, ticket_id, person_id, writing, seen_at)
    VALUES (%(institution)s, %(ticket)s, %(person)s, %(writing)s, %(at)s)
    ON CONFLICT (institution_id, ticket_id, person_id)
    DO UPDATE SET writing = excluded.writing, seen_at = excluded.seen_at
)
SELECT who.given_names, who.surnames, other.writing
FROM tickets_presence other
JOIN people_person who ON who.institution_id = other.institution_id AND who.id = other.person_id
WHERE other.institution_id = %(institution)s AND other.ticket_id = %(ticket)s
    AND other.person_id <> %(person)s AND other.seen_at > %(since)s
ORDER BY other.person_id
"""


@dataclass(frozen=True)
class Here:
    name: str
    writing: bool


def sign(*, ticket_id: int, person: Person, writing: bool, at: datetime) -> list[Here]:
    """Say that one is here; returns who else is. One statement."""
    told: dict[str, Any] = {
        "institution": current_institution_id(),
        "ticket": ticket_id,
        "person": person.pk,
        "writing": writing,
        "at": at,
        "since": at - FRESH,
    }
    with connection.cursor() as cursor:
        cursor.execute(SIGN, told)
        return [
            Here(f"{given} {family}".strip(), bool(writes)) for given, family, writes in cursor.fetchall()
        ]


def forget(*, at: datetime) -> None:
    Presence.objects.filter(seen_at__lt=at - KEPT).delete()

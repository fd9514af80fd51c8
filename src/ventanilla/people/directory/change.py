"""An import's differences become what the directory holds, and what registered people take from it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from ventanilla.institutions.acting import current_institution_id
from ventanilla.people.directory.sets import joined_as_sets

#: Marked first, so that two who exchange addresses do not meet at the unique key; who comes back is unmarked below.
LEAVE = """
UPDATE people_directoryentry e SET gone_at = %(at)s FROM people_directorydifference d
WHERE d.source_id = %(source)s AND d.kind IN ('gone', 'changed') AND e.id = d.entry_id AND e.gone_at IS NULL
"""
CHANGE = """
UPDATE people_directoryentry e SET email = d.after ->> 'email', student_code = d.after ->> 'student_code',
    data = d.after - ARRAY['email', 'student_code'], gone_at = NULL
FROM people_directorydifference d WHERE d.source_id = %(source)s AND d.kind = 'changed' AND e.id = d.entry_id
"""
ENTER = """
INSERT INTO people_directoryentry (institution_id, email, student_code, data)
SELECT %(institution)s, after ->> 'email', after ->> 'student_code', after - ARRAY['email', 'student_code']
FROM people_directorydifference WHERE source_id = %(source)s AND kind = 'new' ORDER BY id
"""
#: Only who still is as he was compared; a new address has not bounced yet.
FOLLOW = """
UPDATE people_person p SET
    email = coalesce(a ->> 'email', p.email),
    email_bounced_at = CASE WHEN a ? 'email' THEN NULL ELSE p.email_bounced_at END,
    student_code = coalesce(a ->> 'student_code', p.student_code),
    given_names = coalesce(a ->> 'given_names', p.given_names),
    surnames = coalesce(a ->> 'surnames', p.surnames),
    types = CASE WHEN a ? 'types' THEN ARRAY(SELECT jsonb_array_elements_text(a -> 'types')) ELSE p.types END,
    campus_id = coalesce(
        (SELECT id FROM institutions_campus c WHERE c.institution_id = p.institution_id AND c.slug = a ->> 'campus'),
        p.campus_id),
    modality = coalesce(a ->> 'modality', p.modality),
    programme = coalesce(a ->> 'programme', p.programme),
    document_type = coalesce(a ->> 'document_type', p.document_type),
    document_number = coalesce(a ->> 'document_number', p.document_number),
    phone = coalesce(a ->> 'phone', p.phone)
FROM (
    SELECT d.person_id, d.after AS a FROM people_directorydifference d
    JOIN people_person o ON o.id = d.person_id LEFT JOIN institutions_campus c ON c.id = o.campus_id
    WHERE d.source_id = %(source)s AND d.kind = 'person' AND d.before <@ (
        to_jsonb(o) || jsonb_build_object('campus', coalesce(c.slug, ''),
                                          'student_code', coalesce(o.student_code, '')))
) told WHERE p.id = told.person_id
"""
FOLLOWERS = """
SELECT person_id, ARRAY(SELECT jsonb_object_keys(after) ORDER BY 1) FROM people_directorydifference
WHERE source_id = %s AND kind = 'person' ORDER BY person_id
"""


def change(*, source_id: int, at: datetime) -> dict[str, int]:
    """Returns how many rows each step touched: less than were compared means that somebody was faster."""
    told: dict[str, Any] = {"institution": current_institution_id(), "source": source_id, "at": at}
    touched = {}
    with connection.cursor() as cursor, joined_as_sets():
        cursor.execute(LEAVE, told)
        for name, statement in (("changed", CHANGE), ("new", ENTER), ("person", FOLLOW)):
            cursor.execute(statement, told)
            touched[name] = int(cursor.rowcount)
    return touched


def followers(*, source_id: int) -> Iterator[tuple[int, list[str]]]:
    """(person, the names of the fields that changed) of each registered person who followed."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWERS, [source_id])
        yield from cursor.fetchall()

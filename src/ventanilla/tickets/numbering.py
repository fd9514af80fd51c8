"""The next number of an institution's year. The row is locked until the submit commits or fails."""

from datetime import datetime

from django.db import connection

from ventanilla.institutions.acting import current_institution_id
from ventanilla.lib import throttle
from ventanilla.people.models import Person
from ventanilla.tickets import pace

NUMBER = """
INSERT INTO tickets_ticketnumber AS n (institution_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (institution_id, year) DO UPDATE SET last = n.last + 1 RETURNING last
"""


def next_number(*, year: int, person: Person, at: datetime) -> int:
    """The person's pace is counted in the same statement; raises TooOften beyond it."""
    digest, until = throttle.window(pace.SUBMITTED, pace.whose(person), at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH pace AS ({throttle.COUNT}), number AS ({NUMBER}) SELECT last, used FROM number, pace",  # noqa: S608  constants
            [digest, until, current_institution_id(), year],
        )
        last, used = cursor.fetchone()
    if used > pace.SUBMITTED.times:
        raise throttle.TooOften(until)
    return int(last)

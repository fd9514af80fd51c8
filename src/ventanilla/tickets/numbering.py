"""The next number of an institution's year. The row is locked until the submit commits or fails."""

from django.db import connection

from ventanilla.institutions.acting import current_institution_id


def next_number(*, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tickets_ticketnumber AS t (institution_id, year, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (institution_id, year) DO UPDATE SET last = t.last + 1 RETURNING last",
            [current_institution_id(), year],
        )
        return int(cursor.fetchone()[0])

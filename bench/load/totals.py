"""What is kept beside the tickets: sequences, the last numbers of a year, what is unread, how many each view holds."""

from collections.abc import Iterable, Sequence

from psycopg import Connection, sql

from bench.load.columns import Rows
from bench.load.house import House
from ventanilla.tickets.models import TicketNumber

UNREAD = """
UPDATE people_person p SET unread = t.n
FROM (SELECT institution_id, requester_id, count(*) AS n FROM tickets_ticket WHERE unread GROUP BY 1, 2) t
WHERE p.institution_id = t.institution_id AND p.id = t.requester_id
"""


def last_id(connection: Connection, table: str) -> int:
    found = connection.execute(
        sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(table))
    ).fetchone()
    assert found is not None
    return int(found[0])


def last_seal(connection: Connection, institution_id: int) -> tuple[int, bytes]:
    """Its number and its mac; (0, b"") before the first."""
    found = connection.execute(
        "SELECT n, mac FROM journal_seal WHERE institution_id = %s ORDER BY n DESC LIMIT 1", [institution_id]
    ).fetchone()
    return (found[0], bytes(found[1])) if found else (0, b"")


def keep(connection: Connection, houses: Iterable[House], tables: Sequence[Rows]) -> None:
    """In the load's own transaction."""
    for rows in tables:
        advance(connection, rows.table)
    numbers = Rows(TicketNumber, "institution_id", "year", "last")
    for house in houses:
        for year, last in house.numbers.items():
            numbers.add(house.institution.pk, year, last)
    with connection.cursor() as cursor:
        numbers.flush(cursor)
    connection.execute(UNREAD)
    connection.execute("SELECT tickets_tally_recount()")


def advance(connection: Connection, table: str) -> None:
    """Ids were given past the sequence."""
    connection.execute(
        sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, 'id'), greatest((SELECT max(id) FROM {}), 1))"
        ).format(sql.Literal(table), sql.Identifier(table))
    )


def tidy(connection: Connection, tables: Iterable[str]) -> None:
    """As autovacuum would leave them; outside a transaction."""
    for table in tables:
        connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
    connection.execute("VACUUM (ANALYZE)")

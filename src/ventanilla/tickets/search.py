"""Finding tickets by words: newest first, among what somebody may read at the desk, and nothing said of the rest.

The question goes through one function of the owner's (migration 0009), because beside a policy no full-text index
is reached; what it finds is read again under policy, as any other list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from ventanilla.lib.clock import now
from ventanilla.lib.words import fold, root, telling
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.tickets.queue.pages import shown
from ventanilla.tickets.queue.place import Place, cursor
from ventanilla.tickets.words import PIECED, joined, marked

FOUND = 25
#: Words of one question: who writes more has pasted a text.
MOST_WORDS = 12
LONGEST = 500  # characters that are looked at
#: How many of the newest are looked at first, and how many at most before the index of words is asked.
SAMPLE, REACH = 300, 2_500


@dataclass(frozen=True)
class Hits:
    """`older`: where the next page begins; empty on the last."""

    tickets: list[Ticket]
    older: str = ""


def search(words: str, *, person: Person, units: Iterable[int], after: Place | None = None) -> Hits:
    """What says all the words, in whatever form; two statements. `units`: those that one may open."""
    asked = understood(words)
    if not asked:
        return Hits([])
    cleared, attended = rules.cleared_units(person), rules.unit_ids(person)
    queries = {unit: _query(asked, unit, cleared=unit in cleared) for unit in {*units, *attended}}
    places = _places(queries, person, after)
    found = {
        ticket.pk: ticket
        for ticket in shown(visible_on_desk(person).filter(pk__in=[pk for _at, pk in places]))
    }
    tickets = [found[pk] for _at, pk in places[:FOUND] if pk in found]
    return Hits(tickets, cursor(*places[FOUND - 1]) if len(places) > FOUND else "")


Word = list[list[str]]


def understood(words: str) -> list[Word]:
    """All must be found, each in one of its ways: what was written in one piece as that piece, or by its parts."""
    text = fold(words[:LONGEST])
    found: list[Word] = []
    for piece in PIECED.findall(text):
        parts = [root(word) for word in telling(piece)]
        whole = root(joined(piece))
        found += [[[whole], parts]] if parts and whole.isascii() else [[parts]] if parts else []
    rest = PIECED.sub(" ", text)
    found += [[[root(word)]] for word in telling(rest)]
    return found[:MOST_WORDS]


def _query(words: list[Word], unit: int, *, cleared: bool) -> str:
    """In PostgreSQL's tongue; stems hold letters and digits alone."""
    return " | ".join(_every(words, unit, kind) for kind in ([False, True] if cleared else [False]))


def _every(words: list[Word], unit: int, confidential: bool) -> str:
    told = (
        " | ".join(
            "(" + " & ".join(f"'{marked(unit, stem, confidential=confidential)}'" for stem in way) + ")"
            for way in word
        )
        for word in words
    )
    return "(" + " & ".join(f"({one})" for one in told) + ")"


def _places(queries: dict[int, str], person: Person, after: Place | None) -> list[tuple[datetime, int]]:
    """One more than a page."""
    if not queries:
        return []
    at, pk = after or (now() + timedelta(days=1), 0)
    values: list[Any] = [list(queries), list(queries.values()), person.pk, at, pk, FOUND + 1, SAMPLE, REACH]
    with connection.cursor() as cursor:
        cursor.execute("SELECT ticket, at FROM ticket_search(%s, %s, %s, %s, %s, %s, %s, %s)", values)
        return [(found_at, ticket) for ticket, found_at in cursor.fetchall()]

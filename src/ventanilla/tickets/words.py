"""The stems by which a ticket is found, each marked with its unit and with whether it is confidential."""

import re
from collections.abc import Iterable

from django.db import connection
from django.db.models import Exists, OuterRef

from ventanilla.institutions.acting import current_institution_id
from ventanilla.lib.text import said
from ventanilla.lib.words import LONGEST, fold, root, telling
from ventanilla.tickets.models import Message, Note, Ticket, TicketWords
from ventanilla.tickets.parts import parts

#: Stems of one ticket: a conversation that says more is found by what it said first.
MOST = 3_000
BATCH = 500
#: Written in one piece with signs between: a student's code, a ticket's.
PIECED = re.compile(r"\w+(?:[-./_]\w+)+")
KEEP = """
INSERT INTO tickets_ticketwords (institution_id, ticket_id, unit_id, requester_id, confidential, created_at, words)
VALUES (%s, %s, %s, %s, %s, %s, array_to_tsvector(%s::text[]))
ON CONFLICT (institution_id, ticket_id) DO UPDATE SET unit_id = excluded.unit_id,
    requester_id = excluded.requester_id, confidential = excluded.confidential, words = excluded.words
"""


def marked(unit_id: int, stem: str, *, confidential: bool) -> str:
    return f"{unit_id}{'!' if confidential else ':'}{stem}"


def stems(texts: Iterable[str]) -> list[str]:
    """Of all that the texts say, in their order, each once."""
    found: dict[str, None] = {}
    for text in texts:
        for word in telling(text):
            found.setdefault(root(word))
        for piece in PIECED.findall(fold(text)):
            found.setdefault(root(joined(piece)))
        if len(found) > MOST:
            break
    return list(found)[:MOST]


def joined(piece: str) -> str:
    """A code as it is typed without its signs."""
    return re.sub(r"[\W_]", "", piece)[:LONGEST]


def index(ticket_id: int) -> None:
    """Keep what the ticket is found by now; five statements. Repeated, it says the same."""
    ticket = Ticket.objects.select_related("requester", "version").get(pk=ticket_id)
    lexemes = [
        marked(ticket.unit_id, stem, confidential=ticket.confidential) for stem in stems(_texts(ticket))
    ]
    with connection.cursor() as cursor:
        place = (current_institution_id(), ticket.pk, ticket.unit_id, ticket.requester_id)
        cursor.execute(KEEP, [*place, ticket.confidential, ticket.created_at, lexemes])


def index_whole(ticket_id: int) -> None:
    """As `index`, with all that was merged into it: what changes where they stand changes by what they are found."""
    for pk in parts(ticket_id).order_by("pk").values_list("pk", flat=True):
        index(pk)


def _texts(ticket: Ticket) -> Iterable[str]:
    """Names and codes first, so that no long conversation crowds them out."""
    who = ticket.requester
    yield f"{who.full_name} {who.student_code or ''} {who.document_number}"
    yield said(ticket.version.data["name"], "es").words
    yield ticket.title
    yield from (str(answer) for answer in ticket.answers.values() if isinstance(answer, str))
    for model in (Message, Note):
        yield from model.objects.filter(ticket=ticket).order_by("id").values_list("body", flat=True)


def index_all(*, again: bool) -> int:
    """All tickets of the institution acted for that have no words yet, the newest first; returns how many."""
    tickets, count, below = Ticket.objects.order_by("-pk"), 0, None
    if not again:
        tickets = tickets.exclude(Exists(TicketWords.objects.filter(ticket=OuterRef("pk"))))
    while ids := list(
        (tickets.filter(pk__lt=below) if below else tickets).values_list("pk", flat=True)[:BATCH]
    ):
        for pk in ids:
            index(pk)
        count, below = count + len(ids), ids[-1]
    return count

"""The whole case as data, in the reader's language: what was asked, said, promised, done, and how it is checked."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from ventanilla.institutions.models import Institution
from ventanilla.lib.text import said
from ventanilla.people import moments
from ventanilla.people.models import Person
from ventanilla.tickets import extensions, history, queries
from ventanilla.tickets.actions.export import Mark
from ventanilla.tickets.models import Attachment, Message, Note, Ticket
from ventanilla.tickets.parts import parts
from ventanilla.tickets.spells import clockwork
from ventanilla.web.components import merged
from ventanilla.web.components.answers import told
from ventanilla.web.components.casefile.beyond import beyond
from ventanilla.web.components.chips import of_state
from ventanilla.web.components.clocks import Face, faces

#: So many messages and notes are in one file.
MOST = 1000


def content(
    ticket: Ticket, *, institution: Institution, reader: Person, mark: Mark, notes: bool, at: datetime
) -> dict[str, Any]:
    """Seven statements. `notes`: the copy for the desk; the requester's has none of them."""
    language = get_language()
    papers = queries.attachments(ticket)
    talk, cut = _talk(ticket, papers, notes=notes, at=at)
    rows, past = clockwork(ticket, also=extensions.beside)
    clocks = faces(rows, past, ticket.version.data, at=at, desk=notes)
    return {
        "code": ticket.code,
        "language": (language or "es").split("-")[0],
        "institution": said(institution.data["name"], language).words,
        "heading": ticket.title,
        "facts": _facts(ticket, at),
        "asked": _asked(ticket),
        "talk": talk,
        "cut": cut,
        "beyond": beyond(ticket, internal=notes, at=at),
        "clocks": [_clock(face, at) for face in clocks],
        "history": [
            [moments.day_and_hour(line.at, now=at), line.what, f"{line.who} · {line.channel}"]
            for line in history.lines(ticket, internal=notes)
        ],
        "papers": [[one.document.name, f"SHA-256 {one.document.sha256}"] for one in papers],
        "check": [
            [gettext("Made on"), moments.day_and_hour(at, now=at)],
            [gettext("Made by"), reader.full_name],
            [gettext("Events of the journal"), str(mark.n)],
            [gettext("Mark of the last one"), mark.mac],
        ],
        "words": _words(),
    }


def _facts(ticket: Ticket, at: datetime) -> list[list[str]]:
    person = ticket.requester
    known = [person.student_code, person.document_number, person.email, person.phone]
    rows = [
        (gettext("Requester"), " · ".join([person.full_name, *(one for one in known if one)])),
        (gettext("Service"), _in_words(ticket.version.name)),
        (gettext("Attended by"), _in_words(ticket.unit.name)),
        (gettext("Received"), moments.day_and_hour(ticket.created_at, now=at)),
        (gettext("Channel"), str(history.CHANNELS.get(ticket.channel, ticket.channel))),
        (gettext("State"), str(of_state(ticket.state).words)),
    ]
    if ticket.closed_at:
        rows.append((gettext("Ended"), moments.day_and_hour(ticket.closed_at, now=at)))
    if ticket.registered_by_id != ticket.requester_id:
        rows.append((gettext("Registered on behalf by"), ticket.registered_by.full_name))
    return [list(row) for row in rows]


def _asked(ticket: Ticket) -> list[list[str]]:
    places = {ticket.campus.slug: ticket.campus.name} if ticket.campus else {}
    rows = [
        [_in_words(label), words]
        for label, words in told(ticket.version.data["form"], ticket.answers, places)
    ]
    if ticket.evidence_statement:
        rows.append([gettext("Why there is no evidence"), ticket.evidence_statement])
    if ticket.declaration:
        rows.append([gettext("Declared"), ticket.declaration])
    return rows


def _talk(
    ticket: Ticket, papers: Sequence[Attachment], *, notes: bool, at: datetime
) -> tuple[list[dict[str, Any]], str]:
    said_here = queries.conversation(ticket, most=MOST + 1)
    rows = [(one.created_at, _message(one, ticket, papers, at)) for one in said_here[:MOST]]
    more = len(said_here) > MOST
    if notes:
        found = Note.objects.filter(ticket__in=parts(ticket.pk)).select_related("author").order_by("id")
        noted = list(found[: MOST + 1])
        more = more or len(noted) > MOST
        rows += [(one.created_at, _note(one, at)) for one in noted[:MOST]]
    rows.sort(key=lambda row: row[0])
    cut = ngettext(
        "Only the first %(n)d message is shown here.", "Only the first %(n)d messages are shown here.", MOST
    )
    return [row for _at, row in rows], cut % {"n": MOST} if more else ""


def _message(one: Any, ticket: Ticket, papers: Sequence[Attachment], at: datetime) -> dict[str, Any]:
    kinds = {Message.Kind.ANSWER: gettext("Answer"), Message.Kind.QUESTION: gettext("Question")}
    who = one.author.full_name if one.author else _in_words(ticket.unit.name)
    parts_of_head = [who, moments.day_and_hour(one.created_at, now=at), kinds.get(one.kind, "")]
    if one.code != ticket.code:
        parts_of_head.append(one.code)
    begins = one.kind == Message.Kind.REQUEST
    return {
        "head": " · ".join(part for part in parts_of_head if part),
        "internal": False,
        "text": merged.words(one.request, one.body),
        "files": [
            paper.document.name
            for paper in papers
            if paper.message_id == one.pk
            or (begins and paper.message_id is None and paper.ticket_id == one.ticket_id)
        ],
    }


def _note(one: Note, at: datetime) -> dict[str, Any]:
    head = f"{one.author.full_name} · {moments.day_and_hour(one.created_at, now=at)}"
    return {"head": head, "internal": True, "text": one.body, "files": []}


def _clock(face: Face, at: datetime) -> dict[str, Any]:
    return {
        "head": f"{_in_words(face.name)}: {face.chip.words}",
        "lines": list(_lines(face, at)),
    }


def _lines(face: Face, at: datetime) -> Iterator[str]:
    yield f"{_in_words(face.term)} · {moments.day_and_hour(face.due, now=at)}"
    for given in face.changes:
        told_by = {"who": given.by, "old": moments.day_and_hour(given.old, now=at), "reason": given.reason}
        yield gettext("Extended by %(who)s (before: %(old)s): %(reason)s") % told_by
    if face.broken is not None:
        yield gettext("Not kept on %(when)s.") % {"when": moments.day_and_hour(face.broken, now=at)}
    yield from face.why


def _in_words(text: Any) -> str:
    return said(text, get_language()).words if isinstance(text, str | dict) else str(text)


def _words() -> dict[str, Any]:
    return {
        "title": gettext("File of the case"),
        "page": gettext("Page"),
        "case": gettext("The case"),
        "asked": gettext("What was asked for"),
        "talk": gettext("Conversation"),
        "internal": gettext("Internal note"),
        "files": gettext("Files"),
        "clocks": gettext("Terms, and why they end when they do"),
        "history": gettext("What happened"),
        "columns": [gettext("When"), gettext("What"), gettext("Who")],
        "papers": gettext("Files and their hashes"),
        "check": gettext("How this file is checked"),
        "explained": " ".join(
            (
                gettext(
                    "Each event of the journal is chained to the one before by a code that needs the institution's key."
                ),
                gettext(
                    "Whoever keeps the key can compute the mark above again: after any change it would differ."
                ),
                gettext("The hash of each file tells whether a copy is the same."),
            )
        ),
    }

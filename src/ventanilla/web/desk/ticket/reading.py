"""What the ticket page shows, gathered in as few statements as it has parts."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, F, JSONField, Value
from django.urls import reverse
from django.utils.http import urlencode

from ventanilla.documents.links import token
from ventanilla.people.models import Person
from ventanilla.tickets import extensions, merging, queries
from ventanilla.tickets.clocks import is_step
from ventanilla.tickets.intake import body_question
from ventanilla.tickets.models import Attachment, Deadline, Message, Note, Ticket
from ventanilla.tickets.parts import parts
from ventanilla.tickets.spells import Spell, clockwork
from ventanilla.web.components import answers, merged
from ventanilla.web.components.clocks import Face, faces

FIELDS = ("id", "of", "note", "mine", "text", "at", "by", "given", "family", "code", "request")


def talk(ticket: Ticket, reader: Person) -> list[dict[str, Any]]:
    """Messages and internal notes in the order of time, each with its files: two statements.

    What was merged into it stands there with the number that it came under (tickets/merging.py).
    """
    files, whole = _files(ticket, reader), {"ticket__in": parts(ticket.pk)}
    told = merging.with_requests(Message.objects.filter(**whole), of=ticket.pk)
    said = _rows(told, mine=F("by_requester"), note=False)
    notes = Note.objects.filter(**whole).annotate(code=F("ticket__code"), request=Value(None, JSONField()))
    noted = _rows(notes, mine=Value(value=False, output_field=BooleanField()), note=True)
    rows = [dict(zip(FIELDS, row, strict=True)) for row in said.union(noted, all=True)]
    rows.sort(key=lambda row: (row["at"], row["note"], row["id"]))
    report = reverse("desk:report", args=[ticket.code, 0])  # one address for a hundred messages
    for row in rows:
        row["who"] = f"{row['given'] or ''} {row['family'] or ''}".strip()
        row["initials"] = f"{(row['given'] or ' ')[0]}{(row['family'] or ' ')[0]}".strip()
        row["files"] = [] if row["note"] else files.pop(-row["of"], []) + files.get(row["id"], [])
        row["under"] = merging.of_another(row["code"], ticket)
        others = not row["note"] and row["text"] and row["by"] != reader.pk
        row["report"] = report.replace("/0/", f"/{row['id']}/") if others else ""
        row["text"] = merged.words(row["request"], row["text"])
    return rows


def _rows(rows: Any, *, mine: Any, note: bool) -> Any:
    return rows.annotate(
        of=F("ticket_id"),
        mine=mine,
        note=Value(note, BooleanField()),
        text=F("body"),
        at=F("created_at"),
        by=F("author_id"),
        given=F("author__given_names"),
        family=F("author__surnames"),
    ).values_list(*FIELDS)


def _files(ticket: Ticket, reader: Person) -> dict[int, list[dict[str, Any]]]:
    """By message; those of the form by their ticket, as `-id`: they stand with its first message."""
    found: dict[int, list[dict[str, Any]]] = {}
    for attachment in queries.attachments(ticket):
        place = attachment.message_id or -attachment.ticket_id
        found.setdefault(place, []).append(shown(attachment, reader))
    return found


def shown(attachment: Attachment, reader: Person) -> dict[str, Any]:
    document = attachment.document
    url = reverse("portal:document", args=[token(document, reader)])
    return {"name": document.name, "size": document.size, "url": url}


class Promises(NamedTuple):
    """What was promised, as it shows and as it is kept; `past` are the states that the ticket was in."""

    faces: list[Face]
    rows: list[Deadline]
    past: list[Spell]


def promises(ticket: Ticket, at: datetime, *, extends: bool) -> Promises:
    """Each promise with the reasons of its date, and the way to more time for whoever attends: one statement."""
    rows, past = clockwork(ticket, also=extensions.beside)
    rows = [row for row in rows if not is_step(row.clock)]
    found = faces(rows, past, ticket.version.data, at=at, desk=True)
    if extends and ticket.is_open:
        page = reverse("desk:extension", args=[ticket.code])
        found = [
            replace(face, url=f"{page}?{urlencode({'clock': face.clock})}") if face.runs else face
            for face in found
        ]
    return Promises(found, rows, past)


def lost(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Letters that could not be delivered."""
    return [{**row, "at": datetime.fromisoformat(row["at"])} for row in rows]


def answered(ticket: Ticket) -> list[tuple[Any, str]]:
    """What the form of that version asked, and what was answered, in words; the first message stands in the talk."""
    places = {ticket.campus.slug: ticket.campus.name} if ticket.campus else {}
    said_first = body_question(ticket.version.data, ticket.answers)
    asked = [question for question in ticket.version.data["form"] if question["name"] != said_first]
    return answers.told(asked, ticket.answers, places)

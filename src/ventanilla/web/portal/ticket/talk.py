"""The conversation as the requester reads it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext

from ventanilla.documents.links import token
from ventanilla.documents.models import Document
from ventanilla.lib.text import said
from ventanilla.people.models import Person
from ventanilla.tickets import merging
from ventanilla.tickets.history import CHANNELS
from ventanilla.tickets.models import Message
from ventanilla.web.components import merged
from ventanilla.web.portal.ticket.reading import Paper, Reading

#: Channels that go without saying: the page itself, and the desk's.
UNSAID = frozenset({"portal", "desk"})


def talk(reading: Reading, reader: Person) -> list[dict[str, Any]]:
    """What was said after the request itself, which the page shows with its questions; with what was merged into it.

    `reading` is from before it was marked as read: what is new since the requester's last word is marked.
    """
    said_after = [m for m in reading.messages if m.kind != Message.Kind.REQUEST or m.request]
    rows = [_row(message, reading, reader) for message in said_after]
    last_own = max((n for n, row in enumerate(rows) if row["mine"]), default=-1)
    for n, row in enumerate(rows):
        row["unread"] = reading.ticket.unread and n > last_own
    return rows


def shown(papers: list[Paper], reading: Reading, reader: Person) -> list[dict[str, Any]]:
    """Files with links for this reader, ten minutes long."""
    institution_id = reading.ticket.institution_id
    return [
        {
            "name": paper.name,
            "size": paper.size,
            "url": reverse(
                "portal:document",
                args=[token(Document(pk=paper.document_id, institution_id=institution_id), reader)],
            ),
        }
        for paper in papers
    ]


def via(channel: str) -> str:
    return "" if channel in UNSAID else str(CHANNELS.get(channel, channel))


def _row(message: Any, reading: Reading, reader: Person) -> dict[str, Any]:
    mine = message.by_requester
    papers = [paper for paper in reading.papers if paper.message_id == message.pk]
    if message.request:
        papers += [p for p in reading.papers if p.message_id is None and p.ticket_id == message.ticket_id]
    return {
        "id": message.pk,
        "who": gettext("You") if mine else _agent(message, reading),
        "initials": initials(message.author),
        "at": message.created_at,
        "text": merged.words(message.request, message.body),
        "under": merging.of_another(message.code, reading.ticket),
        "mine": mine,
        "report": "" if mine or not message.author else report_url(message, reading),
        "links": not mine,
        "via": via(message.channel),
        "files": shown(papers, reading, reader),
    }


def report_url(message: Message, reading: Reading) -> str:
    return reverse("portal:report", args=[reading.ticket.code, message.pk])


def _agent(message: Message, reading: Reading) -> str:
    unit = said(reading.ticket.unit.name, get_language()).words
    return f"{message.author.full_name}, {unit}" if message.author else unit


def initials(person: Person | None) -> str:
    if person is None:
        return ""
    return (person.given_names[:1] + person.surnames[:1]).upper()

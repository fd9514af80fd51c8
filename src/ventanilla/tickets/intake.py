"""A request before it is a ticket: what a channel brought, and what the service asks of it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.documents.models import Document
from ventanilla.lib.text import said

TITLE_LENGTH = 120


@dataclass(frozen=True)
class Request:
    """What somebody asks for, as a channel brought it: raw answers by question, documents by question."""

    version: ServiceVersion  # with service and unit loaded
    key: UUID  # the form's or message's own: the same key twice is the same request
    channel: str
    answers: dict[str, Any]
    documents: dict[str, list[Document]] = field(default_factory=dict)
    declared: bool = False
    evidence_statement: str = ""
    wants_notices: bool = True
    said: str = ""  # what was said where the form has no place for it: by telephone, in a message


class NotOpenToYou(Exception):
    """The service is not open to this person, or not now: `reason` as in rules.audience_problem."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Incomplete(Exception):
    """Answers that the form does not accept: sentences by question; "" is the form as a whole."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(f"{len(errors)} answers to correct")
        self.errors = errors


def demands(request: Request) -> dict[str, str]:
    """What the service asks beside its questions: the declaration of truth, and evidence or why there is none."""
    data = request.version.data
    found = {}
    if data.get("declaration") and not request.declared:
        found["declared"] = gettext("Please declare that what you state and upload is true.")
    evidence = data.get("evidence", "none")
    if evidence == "none" or any(request.documents.values()):
        return found
    if evidence == "required":
        files = next(q["name"] for q in data["form"] if q["type"] == "file")
        found[files] = gettext("Please add the evidence: a screenshot, a voucher or a document.")
    elif not request.evidence_statement.strip():
        found["evidence_statement"] = gettext("Please add the evidence, or tell us why you have none.")
    return found


def title_of(data: dict[str, Any], answers: dict[str, Any], said_beside: str = "") -> str:
    """One line for lists: the beginning of what was told at length, otherwise the service's name."""
    line = " ".join((body_of(data, answers) or said_beside).split()) or said(data["name"], "es").words
    return line if len(line) <= TITLE_LENGTH else f"{line[:TITLE_LENGTH].rsplit(' ', 1)[0]}…"


def body_of(data: dict[str, Any], answers: dict[str, Any]) -> str:
    """What was told at length: the first long answer; the others stand in the ticket's answers."""
    name = body_question(data, answers)
    return str(answers[name]) if name else ""


def body_question(data: dict[str, Any], answers: dict[str, Any]) -> str | None:
    """The question whose answer is the first message of the conversation."""
    return next((q["name"] for q in data["form"] if q["type"] == "long" and answers.get(q["name"])), None)

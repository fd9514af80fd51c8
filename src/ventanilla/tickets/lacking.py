"""What a request still lacks: of the form that it has now, be it that it came to the wrong service, or by telephone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import questions_of, unanswered
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.states import OPEN, State


@dataclass(frozen=True)
class Lacking:
    """`evidence`: a file, or where the service allows it a statement why there is none (UPN-07)."""

    questions: list[Question] = field(default_factory=list)
    evidence: bool = False
    declaration: bool = False

    def __bool__(self) -> bool:
        return bool(self.questions or self.evidence or self.declaration)

    @property
    def names(self) -> list[str]:
        """For the journal: of the form, and of what is asked beside it."""
        beside = [("evidence_statement", self.evidence), ("declared", self.declaration)]
        return [question.name for question in self.questions] + [name for name, there in beside if there]


def of_ticket(ticket: Ticket, files: Mapping[str, int]) -> Lacking:
    """`files` counts those of its form by question. What has ended lacks nothing any more."""
    if State(ticket.state) not in OPEN:
        return Lacking()
    return lacking(
        ticket.version.data,
        ticket.answers,
        files,
        statement=ticket.evidence_statement,
        declaration=ticket.declaration,
    )


def lacking(
    data: Mapping[str, Any],
    answers: Mapping[str, Any],
    files: Mapping[str, int],
    *,
    statement: str = "",
    declaration: str = "",
) -> Lacking:
    """`data` is a service version's."""
    evidence = data.get("evidence", "none")
    without = evidence != "none" and not any(files.values()) and not (evidence == "statement" and statement)
    asked = unanswered(data["form"], answers, files)
    if without and not any(question.type == "file" for question in asked):
        asked += [q for q in questions_of(data["form"]) if q.type == "file"][:1]
    return Lacking(asked, without, bool(data.get("declaration")) and not declaration)


def counted(questions: Iterable[str]) -> dict[str, int]:
    """How many files each question has, from the questions of the attachments."""
    found: dict[str, int] = {}
    for name in questions:
        if name:
            found[name] = found.get(name, 0) + 1
    return found

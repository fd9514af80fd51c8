"""Several steps as one: all of them or none. What each would do is said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from ventanilla.institutions.acting import current_institution_id
from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend, mentioning, sending, tagging
from ventanilla.tickets.actions.message import NothingSaid, TooLong
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.filling import words_for
from ventanilla.tickets.models import Canned, Macro, Ticket
from ventanilla.tickets.moves import IllegalMove, may_move

SAYS = {"answer": "answer", "question": "ask", "correction": "return"}


class StepFailed(Exception):
    """`n` (from 1) is the step that could not be done, `problem` why; none of the others was done either."""

    def __init__(self, n: int, problem: Exception) -> None:
        super().__init__(f"step {n}: {problem!r}")
        self.n = n
        self.problem = problem


class NoReply(Exception):
    """The reply that the step names is offered no more."""


REFUSED = (
    PermissionError,
    IllegalMove,
    NothingSaid,
    TooLong,
    NoReply,
    NoSuchPromise,
    attend.NothingToCorrect,
    attend.TakenAlready,
    tagging.TooManyTags,
)


@dataclass(frozen=True)
class Foreseen:
    """What a step would do to the ticket: its words filled in, and whether its state allows it."""

    do: str
    words: str = ""
    tag: str = ""
    possible: bool = True


def of_unit(ticket: Ticket) -> list[Macro]:
    """What may be run on a ticket of this unit."""
    rows = Macro.objects.filter(active=True, unit=None) | Macro.objects.filter(
        active=True, unit=ticket.unit_id
    )
    return list(rows.order_by("slug"))


def texts(macros: Sequence[Macro]) -> dict[str, Any]:
    """The replies that macros name, by slug; one statement."""
    slugs = {step["reply"] for macro in macros for step in macro.data["steps"] if step["reply"]}
    rows = Canned.objects.filter(slug__in=slugs, active=True)
    return {slug: data["text"] for slug, data in rows.values_list("slug", "data")}


@dataclass(frozen=True)
class Speaker:
    """Who says the words of a macro, when, and the replies that it names (`texts`)."""

    agent: Person
    institution: Institution
    texts: Mapping[str, Any]
    at: datetime

    def words(self, step: Mapping[str, Any], ticket: Ticket) -> str:
        """Of a step for one ticket: a reply's or its own, with the variables filled; raises NoReply."""
        text = step["text"] or self.texts.get(step["reply"])
        if text is None:
            raise NoReply
        return words_for(text, ticket, agent=self.agent, institution=self.institution, at=self.at)


def foresee(macro: Macro, ticket: Ticket, speaker: Speaker) -> list[Foreseen]:
    """Without touching anything."""
    told = []
    for step in macro.data["steps"]:
        try:
            says = speaker.words(step, ticket) if step["reply"] or step["text"] else ""
        except NoReply:
            told.append(Foreseen(step["do"], possible=False))
            continue
        told.append(Foreseen(step["do"], says, step["tag"] or "", _possible(step["do"], ticket)))
    return told


def possible(macro: Macro, ticket: Ticket) -> bool:
    """Whether the ticket's state allows every step."""
    return all(_possible(step["do"], ticket) for step in macro.data["steps"])


def run_one(*, macro: Macro, ticket_id: int, agent: Person, at: datetime) -> None:
    """As `run`, of many tickets: nobody presses a button for this one."""
    institution = Institution.objects.get(pk=current_institution_id())
    run(
        macro=macro, ticket_id=ticket_id, speaker=Speaker(agent, institution, texts([macro]), at), key=uuid4()
    )


def run(*, macro: Macro, ticket_id: int, speaker: Speaker, key: UUID) -> None:
    """One transaction. `key` is the form's own: what was said with it before raises SaidAlready, and nothing is done.

    Raises StepFailed; PermissionError for who does not attend the ticket, and for another unit's macro.
    """
    with transaction.atomic(), attend.attending(ticket_id, speaker.agent) as ticket:
        if not macro.active or macro.unit_id not in (None, ticket.unit_id):
            raise PermissionError("the macro of another unit")
        for n, step in enumerate(macro.data["steps"], 1):
            try:
                _do(step, ticket, speaker, key)
            except REFUSED as problem:
                raise StepFailed(n, problem) from problem


def _do(step: Mapping[str, Any], ticket: Ticket, speaker: Speaker, key: UUID) -> None:
    """Each of the actions locks the ticket again, which is ours already, and reads it as the last step left it."""
    whom: dict[str, Any] = {"ticket_id": ticket.pk, "agent": speaker.agent, "at": speaker.at}
    match step["do"]:
        case "answer" | "question" | "correction" as says:
            speech = sending.SPEECHES[says]
            speech.act(**whom, body=speaker.words(step, ticket), documents=[], key=key)
        case "note":
            mentioning.note(**whom, body=speaker.words(step, ticket))
        case "tag":
            tagging.tag(**whom, name=step["tag"])
        case "untag":
            tagging.untag(**whom, name=step["tag"])
        case "assign":
            _take(ticket.pk, speaker.agent, speaker.at)
        case "close":
            attend.close(**whom)


def _take(ticket_id: int, agent: Person, at: datetime) -> None:
    held = Ticket.objects.values_list("assignee_id", flat=True).get(pk=ticket_id)
    if held != agent.pk:
        attend.take(ticket_id=ticket_id, agent=agent, at=at, instead_of=held)


def _possible(do: str, ticket: Ticket) -> bool:
    moves = {**SAYS, "note": "note", "assign": "take", "close": "close"}
    return do not in moves or may_move(ticket, moves[do])

"""Several steps as one: all of them or none. What each would do is said before."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from ventanilla.institutions.acting import current_institution_id
from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend, mentioning, pending, sending, tagging
from ventanilla.tickets.actions.message import NothingSaid, SaidAlready, TooLong, checked
from ventanilla.tickets.actions.news import MACRO, Seen, Stale, has_news, was_said
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.filling import words_for
from ventanilla.tickets.models import Canned, Macro, Pending, Ticket
from ventanilla.tickets.moves import IllegalMove, may_move

SAYS = {"answer": "answer", "question": "ask", "correction": "return"}
SPOKEN = {*SAYS, "note"}
#: Of a step: the move that it makes.
MOVES = {**SAYS, "note": "note", "assign": "take", "close": "close"}


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


class Changed(Exception):
    """It would do something else now than its preview showed: a text or a step changed, or who is responsible."""


@dataclass(frozen=True)
class Foreseen:
    """What a step would do to the ticket: its words filled in, and whether its state allows it.

    `instead_of`: who is responsible, where the step makes somebody else so.
    """

    do: str
    words: str = ""
    tag: str = ""
    possible: bool = True
    instead_of: int | None = None

    @property
    def kept(self) -> dict[str, Any]:
        return {"do": self.do, "words": self.words, "tag": self.tag, "instead_of": self.instead_of}


@dataclass(frozen=True)
class Shown:
    """What the preview showed: the conversation until then, and `print_of` the steps."""

    seen: Seen
    print: str


@dataclass(frozen=True)
class Doing:
    """Steps as they were looked at. `seen` None: nobody looked at the conversation of this one ticket."""

    steps: Sequence[Foreseen]
    unit: int | None
    seen: Seen | None = None


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
    return [_foreseen(step, ticket, speaker) for step in macro.data["steps"]]


def _foreseen(step: Mapping[str, Any], ticket: Ticket, speaker: Speaker) -> Foreseen:
    do = step["do"]
    try:
        words = speaker.words(step, ticket) if step["reply"] or step["text"] else ""
    except NoReply:
        return Foreseen(do, possible=False)
    held = ticket.assignee_id if do == "assign" else None
    return Foreseen(do, words, step["tag"] or "", _possible(do, ticket), held)


def print_of(steps: Sequence[Foreseen]) -> str:
    """Differs whenever something else would be done."""
    return sha256(json.dumps([step.kept for step in steps]).encode()).hexdigest()[:32]


def possible(macro: Macro, ticket: Ticket) -> bool:
    """Whether the ticket's state allows every step."""
    return all(_possible(step["do"], ticket) for step in macro.data["steps"])


def run(
    *, macro: Macro, ticket: Ticket, speaker: Speaker, key: UUID, shown: Shown, undo: timedelta
) -> Pending | None:
    """What the preview showed: at once (None), or, where it says something, after the time to take that back.

    Then all of it waits, and is done together with the sending. Raises Changed, Stale, StepFailed; PermissionError
    for who does not attend the ticket, and for another unit's macro; for the same form SaidAlready or PutAlready.
    """
    steps = foresee(macro, ticket, speaker)
    if not macro.active:
        raise PermissionError("a macro that is offered no more")
    if print_of(steps) != shown.print:
        raise Changed
    doing = Doing(steps, macro.unit_id, shown.seen)
    says = next((n for n, step in enumerate(steps, 1) if step.do in SAYS), None)
    leaves = sending.departure(ticket, at=speaker.at, undo=undo) if says else sending.AT_ONCE
    if says is None or leaves.at is None:
        _do_all(doing, ticket.pk, speaker.agent, key, speaker.at, news=has_news)
        return None
    said = sending.Said(key, steps[says - 1].do, steps[says - 1].words, seen=shown.seen)
    _refuse_now(steps, says, ticket, speaker.agent, said)
    with transaction.atomic():
        if has_news(ticket.pk, shown.seen, speaker.agent):
            raise Stale
        data = {
            **sending.kept(said, said.body, ticket, chosen=False),
            "macro": macro.name,
            "unit": macro.unit_id,
            "steps": [step.kept for step in steps],
        }
        order = pending.Order(MACRO, key, data, ticket.pk)
        return pending.put(order, by=speaker.agent, run_at=leaves.at, at=speaker.at)


def send(row: Pending, agent: Person, at: datetime) -> None:
    """For performing.py: its time has come. Raises what keeps it from being sent, or StepFailed."""
    data = row.data
    assert row.ticket_id is not None, "a macro is run on a ticket"
    steps = [Foreseen(**step) for step in data["steps"]]
    doing = Doing(steps, data["unit"], Seen(data["seen"], frozenset(data["waiting"])))
    try:
        _do_all(doing, row.ticket_id, agent, row.key, at, news=was_said)
    except SaidAlready:
        return
    except StepFailed as failed:
        if isinstance(failed.problem, tuple(sending.PROBLEMS)):
            raise failed.problem from failed
        raise


def run_one(*, macro: Macro, ticket_id: int, agent: Person, at: datetime) -> None:
    """Of many tickets: nobody presses a button for this one."""
    institution = Institution.objects.get(pk=current_institution_id())
    with attend.attending(ticket_id, agent) as ticket:
        steps = foresee(macro, ticket, Speaker(agent, institution, texts([macro]), at))
        _do_all(Doing(steps, macro.unit_id), ticket_id, agent, uuid4(), at, news=has_news)


def _do_all(
    doing: Doing, ticket_id: int, agent: Person, key: UUID, at: datetime, *, news: Callable[..., bool]
) -> None:
    """All or nothing."""
    with attend.attending(ticket_id, agent) as ticket:
        if doing.unit not in (None, ticket.unit_id):
            raise PermissionError("the macro of another unit")
        if doing.seen is not None and news(ticket_id, doing.seen, agent):
            raise Stale
        for n, step in enumerate(doing.steps, 1):
            try:
                _do(step, key, {"ticket_id": ticket_id, "agent": agent, "at": at})
            except REFUSED as problem:
                raise StepFailed(n, problem) from problem


def _do(step: Foreseen, key: UUID, whom: dict[str, Any]) -> None:
    """Each of the actions locks the ticket again, which is ours already, and reads it as the last step left it."""
    match step.do:
        case "answer" | "question" | "correction" | "note" if not step.words and not step.possible:
            raise NoReply
        case "answer" | "question" | "correction" as says:
            sending.SPEECHES[says].act(**whom, body=step.words, documents=[], key=key)
        case "note":
            mentioning.note(**whom, body=step.words)
        case "tag":
            tagging.tag(**whom, name=step.tag)
        case "untag":
            tagging.untag(**whom, name=step.tag)
        case "assign":
            attend.take(**whom, instead_of=step.instead_of)
        case "close":
            attend.close(**whom)


def _refuse_now(
    steps: Sequence[Foreseen], says: int, ticket: Ticket, agent: Person, said: sending.Said
) -> None:
    """What is known already to be impossible is not left to wait."""
    for n, step in enumerate(steps, 1):
        if not step.possible:
            problem = (
                IllegalMove(MOVES[step.do], ticket.state)
                if step.words or step.do not in SPOKEN
                else NoReply()
            )
            raise StepFailed(n, problem)
    try:
        checked(said.body)
        sending.refuse_now(ticket, agent, said)
    except PermissionError:
        raise
    except REFUSED as problem:
        raise StepFailed(says, problem) from problem


def _possible(do: str, ticket: Ticket) -> bool:
    return do not in MOVES or may_move(ticket, MOVES[do])

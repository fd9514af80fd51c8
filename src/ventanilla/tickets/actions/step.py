"""Steps by other units (UME-12): asked for, taken, done, returned, asked again, cancelled.

Each is one transaction under the ticket's row lock. The ticket stays one, and its unit answers it.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from ventanilla.documents.models import Document
from ventanilla.journal.chain import instant, text_digest
from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import TakenAlready, attending, take_on
from ventanilla.tickets.actions.message import checked
from ventanilla.tickets.involving import Around, Wish, around, arranged, promised
from ventanilla.tickets.models import OPEN_STEPS, Attachment, Deadline, Step, Ticket
from ventanilla.tickets.moves import locked, may_move, move
from ventanilla.tickets.settling import settle
from ventanilla.tickets.stepping import clock_of, note_cancelled


class AskedAlready(Exception):
    """The same form came before: what it asks for is asked."""


class Case(NamedTuple):
    """A locked ticket, one of its steps, and all of them in their order."""

    ticket: Ticket
    step: Step
    steps: list[Step]


class NotOpen(Exception):
    """The step is over, returned or not asked yet: somebody was faster, or the page was old."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.status)
        self.status = Step.Status(step.status)


def ask(
    *,
    ticket_id: int,
    agent: Person,
    wishes: Sequence[Wish],
    key: UUID,
    at: datetime,
    documents: Sequence[Document] = (),
) -> list[Step]:
    """Ask other units; those whose turn it is begin at once, and the ticket waits for them.

    `documents` go with the first. Raises Unfit, NothingSaid, TooLong, AskedAlready, NoSuchPromise.
    """
    with attending(ticket_id, agent) as ticket:
        move(ticket, "involve", at=at)
        known = around(ticket)
        if str(key) in known.keys:
            raise AskedAlready
        steps = [
            Step(
                ticket=ticket,
                unit=known.units[wish.unit],
                kind=wish.kind,
                position=position,
                status=Step.Status.PLANNED,
                term=wish.term,
                request=checked(wish.request),
                salt=os.urandom(16),
                asked_by=agent,
                created_at=at,
                key=key,
            )
            for wish, position in arranged(ticket, wishes, known)
        ]
        before = [position for position, status in known.positions if status in OPEN_STEPS]
        first = min([*before, *(step.position for step in steps)])
        begun = [step for step in steps if step.position == first]
        rows = [promised(step, Deadline(ticket=ticket), known, at) for step in begun]
        Step.objects.bulk_create(steps)
        for step, row in zip(begun, rows, strict=True):
            row.clock = clock_of(step)
        Deadline.objects.bulk_create(rows)
        _attach(steps[0], documents)
        take_on(ticket, agent)
        _wait(ticket, begun, by=agent, at=at)
    return steps


def take(*, step_id: int, person: Person, at: datetime, instead_of: int | None = None) -> Step:
    """Make oneself responsible within the step's unit: as attend.take."""
    with _doing(step_id, person) as case:
        ticket, step, _steps = case
        if step.assignee_id == person.pk:
            return step
        if step.assignee_id not in (None, instead_of):
            raise TakenAlready(Person.objects.get(pk=step.assignee_id))
        step.assignee = person
        step.save(update_fields=["assignee"])
        _tell(ticket, "ticket.step_taken", step, person, at)
    return step


def answer(
    *,
    step_id: int,
    person: Person,
    verdict: str,
    body: str,
    at: datetime,
    documents: Sequence[Document] = (),
) -> Step:
    """Give what was asked for. The next ones begin; after the last the ticket is its agent's again."""
    with _doing(step_id, person) as case:
        ticket, step, _steps = case
        _check_verdict(step, verdict)
        words = checked(body, empty=bool(documents) or verdict == Step.Verdict.APPROVED)
        _end(step, Step.Status.DONE, words, person, at, verdict=verdict)
        _attach(step, documents)
        _go_on(case, by=person, at=at)
        hashes = [document.sha256 for document in documents]
        _tell(ticket, "ticket.step_done", step, person, at, {"verdict": verdict, "documents": hashes})
    return step


def give_back(*, step_id: int, person: Person, body: str, at: datetime) -> Step:
    """Something is missing: the asking unit adds it, and asks again. Its own time is over with this."""
    with _doing(step_id, person) as case:
        ticket, step, _steps = case
        _end(step, Step.Status.RETURNED, checked(body), person, at)
        _go_on(case, by=person, at=at)
        _tell(ticket, "ticket.step_returned", step, person, at)
    return step


def ask_again(
    *, step_id: int, agent: Person, body: str, at: datetime, documents: Sequence[Document] = ()
) -> Step:
    """What was missing is added to the request; the step's time begins anew."""
    with _asking(step_id, agent) as case:
        ticket, step, _steps = case
        if step.status != Step.Status.RETURNED:
            raise NotOpen(step)
        move(ticket, "involve", at=at)
        step.request = f"{step.request}\n\n{checked(body)}"
        step.verdict, step.answered_at = "", None
        _attach(step, documents)
        known = around(ticket)
        _wait(ticket, [_begin(step, known, at)], by=agent, at=at)
    return step


def cancel(*, step_id: int, agent: Person, body: str, at: datetime) -> Step:
    """It is not needed any more; whoever was asked is told why."""
    with _asking(step_id, agent) as case:
        ticket, step, _steps = case
        if step.status not in OPEN_STEPS:
            raise NotOpen(step)
        note_cancelled(step, at=at, by=agent.pk, why=checked(body))
        Deadline.objects.filter(ticket=ticket, clock=clock_of(step), met_at=None).update(
            dropped_at=at, look_at=None, paused_at=None
        )
        _go_on(case, by=agent, at=at)
    return step


def _begin(step: Step, known: Around, at: datetime) -> Step:
    """A step that waited for its turn, or came back."""
    clock = {"ticket_id": step.ticket_id, "clock": clock_of(step)}
    row = Deadline.objects.filter(**clock).first() or Deadline(**clock)
    promised(step, row, known, at).save()
    step.save()
    return step


def _wait(ticket: Ticket, begun: Sequence[Step], *, by: Person, at: datetime) -> None:
    if begun and may_move(ticket, "validate"):
        move(ticket, "validate", at=at)
    settle(ticket, at=at, by=by.pk)
    ticket.last_activity_at = at
    ticket.save()
    for step in begun:
        _tell_asked(ticket, step, by, at)


def _go_on(case: Case, *, by: Person, at: datetime) -> None:
    """A step is over, or back: the next ones begin; when none is asked, the agent goes on."""
    ticket, step, every = case
    steps = [one for one in every if one.status in OPEN_STEPS]
    here = min((one.position for one in steps), default=0)
    turn = [one for one in steps if one.position == here and one.status == Step.Status.PLANNED]
    if turn and may_move(ticket, "involve"):
        known = around(ticket)
        turn = [_begin(one, known, at) for one in turn]
    asked = any(one.status == Step.Status.ASKED for one in steps)
    if not asked and may_move(ticket, "validated"):
        move(ticket, "validated", at=at)
    settle(ticket, at=at, met=[clock_of(step)], by=by.pk)
    ticket.last_activity_at = at
    ticket.save()
    for one in turn:
        _tell_asked(ticket, one, by, at)


def _end(step: Step, status: str, words: str, by: Person, at: datetime, *, verdict: str = "") -> None:
    step.status, step.verdict, step.answer = status, verdict, words
    step.answered_by, step.answered_at = by, at
    if step.assignee_id is None:
        step.assignee = by
    step.save()


def _check_verdict(step: Step, verdict: str) -> None:
    decides = step.kind in {Step.Kind.APPROVAL, Step.Kind.VALIDATION}
    decided = {Step.Verdict.APPROVED, Step.Verdict.REJECTED}
    if verdict not in (decided if decides else {Step.Verdict.GIVEN}):
        raise ValueError(f"{verdict!r} is no verdict on a step of the kind {step.kind}")


def _attach(step: Step, documents: Sequence[Document]) -> None:
    if documents:
        Attachment.objects.bulk_create(
            [Attachment(ticket_id=step.ticket_id, document=one, question=clock_of(step)) for one in documents]
        )


@contextmanager
def _doing(step_id: int, person: Person) -> Iterator[Case]:
    """The step, asked for, with its locked ticket, for somebody of its unit."""
    with transaction.atomic():
        case = _held(step_id)
        if not rules.may_do(person, case.step):
            raise PermissionError("not of the step's unit")
        if case.step.status != Step.Status.ASKED:
            raise NotOpen(case.step)
        yield case


@contextmanager
def _asking(step_id: int, agent: Person) -> Iterator[Case]:
    """The step with its locked ticket, for somebody who attends the ticket."""
    with transaction.atomic():
        case = _held(step_id)
        if not rules.may_attend(agent, case.ticket):
            raise PermissionError("not an agent of the ticket's unit")
        yield case


def _held(step_id: int) -> Case:
    """Locked in the order of all: the ticket first; its steps as they are then."""
    ticket = locked(Step.objects.filter(pk=step_id).values("ticket_id")[:1])
    steps = list(Step.objects.filter(ticket=ticket).order_by("position", "id"))
    step = next(one for one in steps if one.pk == step_id)
    step.ticket = ticket
    return Case(ticket, step, steps)


def _tell_asked(ticket: Ticket, step: Step, by: Person, at: datetime) -> None:
    assert step.due_at is not None, "what is asked has its date"
    data = {"kind": step.kind, "clock": clock_of(step), "due": instant(step.due_at)}
    _tell(ticket, "ticket.step_asked", step, by, at, data, text=step.request)


def _tell(
    ticket: Ticket,
    kind: str,
    step: Step,
    by: Person,
    at: datetime,
    data: Mapping[str, object] | None = None,
    *,
    text: str | None = None,
) -> None:
    digest = text_digest(bytes(step.salt), step.answer if text is None else text)
    told = {"step": step.pk, "unit": step.unit_id, "text": digest, "state": str(ticket.state), **(data or {})}
    record(kind=kind, subject=("ticket", ticket.pk), actor=by.pk, channel="desk", data=told, at=at)

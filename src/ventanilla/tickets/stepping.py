"""What a change of a ticket does to the steps of other units: their promises, and their end with the ticket's."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ventanilla.journal.record import record
from ventanilla.tickets.clocks import STEP, is_step
from ventanilla.tickets.models import OPEN_STEPS, Deadline, Step, Ticket
from ventanilla.tickets.states import ENDED, WAITING, State

#: Whoever has his answer waits for no other unit any more.
NEEDLESS = ENDED | {State.ANSWERED}


def clock_of(step: Step) -> str:
    return f"{STEP}{step.pk}"


def step_id(clock: str) -> int:
    return int(clock.removeprefix(STEP))


def goes_on_waiting(ticket: Ticket, rows: Iterable[Deadline], left: str) -> bool:
    """Whether the requester's reply leads back to another unit's step, and not to the agent."""
    answered = State(left) in WAITING and ticket.state == State.IN_PROGRESS
    return answered and any(row.runs for row in rows if is_step(row.clock))


def whose(ticket: Ticket, row: Deadline) -> tuple[int, int | None]:
    """The unit whose promise it is, and the person; of a step one statement."""
    if not is_step(row.clock):
        return ticket.unit_id, ticket.assignee_id
    unit_id, agent_id = Step.objects.values_list("unit_id", "assignee_id").get(pk=step_id(row.clock))
    return unit_id, agent_id


def keep_dates(changed: Iterable[Deadline]) -> None:
    """The list of steps is ordered by what their deadlines say."""
    for row in changed:
        if is_step(row.clock):
            Step.objects.filter(pk=step_id(row.clock)).update(due_at=row.due_at)


def cancel_needless(
    ticket: Ticket, rows: Sequence[Deadline], left: str, *, at: datetime, by: int | None
) -> None:
    """The ticket came to an end: nobody is asked any more, and whoever was asked is told. Nothing where none was."""
    known = [row for row in rows if is_step(row.clock)]
    if not known or ticket.state == left or ticket.state not in NEEDLESS:
        return
    for row in known:
        if row.runs:
            row.dropped_at = at
    for step in Step.objects.filter(ticket=ticket, status__in=OPEN_STEPS).order_by("id"):
        note_cancelled(step, at=at, by=by)


def note_cancelled(step: Step, *, at: datetime, by: int | None, why: str = "") -> None:
    was_asked = step.status != Step.Status.PLANNED
    step.status, step.answer = Step.Status.CANCELLED, why
    step.answered_at = at
    step.save(update_fields=["status", "answer", "answered_at"])
    data = {"step": step.pk, "unit": step.unit_id, "asked": was_asked}
    record(kind="ticket.step_cancelled", subject=("ticket", step.ticket_id), actor=by, data=data, at=at)

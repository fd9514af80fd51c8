"""The time of what waited has come: one table, kind → function, under the rights that its author has now."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.people.queries import with_his_roles
from ventanilla.tickets.actions import bulk, macro, sending
from ventanilla.tickets.actions.news import MACRO, SAYING
from ventanilla.tickets.models import Pending

Perform = Callable[[Pending, Person, datetime], None]

#: Each does all of it or nothing, and raises one of REFUSALS where it must not be done any more.
PERFORM: dict[str, Perform] = {SAYING: sending.send, MACRO: macro.send, bulk.KIND: bulk.perform}
REFUSALS: dict[type[Exception], str] = {**sending.PROBLEMS, macro.StepFailed: "step"}
#: Of `problem`: it failed again and again, and nobody foresaw why. A worker was not away for so long.
FAULT = "fault"
GIVEN_UP = timedelta(hours=6)


def perform(*, pending_id: int, at: datetime) -> Pending | None:
    """Once, however often it is called: the row is locked while it is done, and says so in the same transaction.

    What is refused is told to its author, whose words stay in the row. Anything else fails, and comes again.
    """
    with transaction.atomic():
        waiting = Pending.objects.filter(pk=pending_id, status=Pending.Status.WAITING)
        row: Pending | None = waiting.select_for_update(no_key=True).first()
        if row is None:
            return None
        agent = with_his_roles(row.by_id)
        assert agent is not None, "people are never deleted"
        try:
            with transaction.atomic():
                PERFORM[row.kind](row, agent, at)
            row.status = Pending.Status.DONE
        except tuple(REFUSALS) as problem:
            _refuse(row, next(words for kind, words in REFUSALS.items() if isinstance(problem, kind)), at)
        row.ended_at = at
        row.save(update_fields=["status", "problem", "ended_at"])
    return row


def give_up(*, at: datetime) -> int:
    """What failed for hours, whatever the reason, is not tried for ever: its author is told; returns how many."""
    with transaction.atomic():
        late = Pending.objects.filter(status=Pending.Status.WAITING, run_at__lt=at - GIVEN_UP)
        rows = list(late.select_for_update(no_key=True, skip_locked=True))
        for row in rows:
            _refuse(row, FAULT, at)
            row.ended_at = at
            row.save(update_fields=["status", "problem", "ended_at"])
    return len(rows)


def _refuse(row: Pending, problem: str, at: datetime) -> None:
    row.status = Pending.Status.REFUSED
    row.problem = problem
    if row.ticket_id is not None:
        record(
            kind="ticket.unsent",
            subject=("ticket", row.ticket_id),
            data={"pending": row.pk, "problem": row.problem, "to": row.by_id},
            at=at,
        )

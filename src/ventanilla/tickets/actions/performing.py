"""The time of what waited has come: one table, kind → function, under the rights that its author has now."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.people.queries import with_his_roles
from ventanilla.tickets.actions import bulk, sending
from ventanilla.tickets.models import Pending

Perform = Callable[[Pending, Person, datetime], None]

#: Each does all of it or nothing, and raises one of REFUSALS where it must not be done any more.
PERFORM: dict[str, Perform] = {sending.KIND: sending.send, bulk.KIND: bulk.perform}
REFUSALS: dict[type[Exception], str] = {**sending.PROBLEMS}


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
            _refuse(row, problem, at)
        row.ended_at = at
        row.save(update_fields=["status", "problem", "ended_at"])
    return row


def _refuse(row: Pending, problem: Exception, at: datetime) -> None:
    row.status = Pending.Status.REFUSED
    row.problem = next(words for kind, words in REFUSALS.items() if isinstance(problem, kind))
    if row.ticket_id is not None:
        record(
            kind="ticket.unsent",
            subject=("ticket", row.ticket_id),
            data={"pending": row.pk, "problem": row.problem, "to": row.by_id},
            at=at,
        )

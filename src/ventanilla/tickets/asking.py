"""An extension that was asked for ends with its clock: what begins again later is another run, and owes it nothing.

Whoever asked and whoever decides read why. One statement more only where something was asked for.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext

from ventanilla.journal.record import record
from ventanilla.tickets.models import Deadline, Extension, Ticket

ASKED = "asked_extension"


def beside(deadlines: QuerySet[Any]) -> QuerySet[Any]:
    """The deadlines with the id of the extension that waits for a decision, for `end_needless`."""
    waiting = Extension.objects.filter(deadline=OuterRef("pk"), status=Extension.Status.ASKED)
    return deadlines.annotate(**{ASKED: Subquery(waiting.values("pk")[:1])})


def end_needless(ticket: Ticket, rows: Sequence[Deadline], *, at: datetime, by: int | None) -> None:
    """What was asked for a clock that does not run any more has come to nothing; `rows` are read `beside`."""
    for row in rows:
        asked = getattr(row, ASKED, None)
        if asked is None or row.runs:
            continue
        setattr(row, ASKED, None)
        ending = Extension.Ending.MET if row.met_at is not None else Extension.Ending.DROPPED
        Extension.objects.filter(pk=asked).update(status=Extension.Status.ENDED, ending=ending, ended_at=at)
        record(
            kind="ticket.extension_ended",
            subject=("ticket", ticket.pk),
            actor=by,
            data={"extension": asked, "clock": row.clock, "ending": str(ending)},
            at=at,
        )


def why_ended(ending: str) -> str:
    if ending == Extension.Ending.MET:
        return gettext("The term was met before anybody decided: there is nothing to extend any more.")
    return gettext("The term ended with its request before anybody decided.")

"""The promises of a ticket: until when, whether kept, and why these dates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import said
from ventanilla.tickets import why
from ventanilla.tickets.clocks import Clock, name_of
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import explain
from ventanilla.tickets.spells import Spell

LEADS: dict[str, Any] = {
    Clock.FIRST_CONTACT: gettext_lazy("First contact at the latest on"),
    Clock.RESOLUTION: gettext_lazy("Answer at the latest on"),
}


@dataclass(frozen=True)
class Shown:
    name: str
    lead: str
    due: datetime
    met: datetime | None
    late: bool  # kept after its time, or past it and still open
    why: list[str]


def clocks(rows: list[Deadline], past: list[Spell], version: dict[str, Any], *, at: datetime) -> list[Shown]:
    return [
        Shown(
            name=str(said(name_of(row.clock, version), get_language()).words),
            lead=str(LEADS.get(row.clock, _("At the latest on"))),
            due=row.due_at,
            met=row.met_at,
            late=row.breached_at is not None or (row.runs and row.paused_at is None and at > row.due_at),
            why=why.lines(row, explain(row, past).steps, at=at, fully=True),
        )
        for row in rows
    ]

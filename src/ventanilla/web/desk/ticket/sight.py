"""What every panel and button of the ticket page may know. None of them asks the database: see beside.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ventanilla.people.models import Person
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.spells import Spell
from ventanilla.web.components.clocks import Face


@dataclass(frozen=True)
class Sight:
    """One ticket as one reader sees it now; `attends`: whether he may act on it, `gives`: say who is responsible.

    It `waits` for the director to give it to somebody: nobody acts for it before.
    `clocks` are the promises as they show, `rows` as they are kept, `past` the states in which the ticket was,
    `seen` is what stands on the page (web/desk/shown.py).
    """

    ticket: Ticket
    reader: Person
    at: datetime
    attends: bool
    clocks: Sequence[Face]
    rows: Sequence[Deadline]
    past: Sequence[Spell]
    seen: str = ""
    gives: bool = True

    @property
    def waits(self) -> bool:
        return self.ticket.assignee_id is None and not self.gives

    def beside(self, name: str) -> Any:
        """What beside.py brought along under this name."""
        return getattr(self.ticket, name)

"""What every panel and button of the ticket page may know. None of them asks the database: see beside.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket
from ventanilla.web.components.clocks import Face


@dataclass(frozen=True)
class Sight:
    """One ticket as one reader sees it now; `attends`: whether he may act on it."""

    ticket: Ticket
    reader: Person
    at: datetime
    attends: bool
    clocks: Sequence[Face]

    def beside(self, name: str) -> Any:
        """What beside.py brought along under this name."""
        return getattr(self.ticket, name)

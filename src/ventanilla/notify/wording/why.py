"""“¿Por qué esta fecha?” in letters, in the words of the pages."""

from django.utils import timezone
from django.utils.translation import gettext

from ventanilla.notify.case import Case
from ventanilla.tickets.reckoning import explain
from ventanilla.tickets.spells import clockwork
from ventanilla.tickets.why import lines


def why(case: Case, *clocks: str) -> tuple[str, ...]:
    """A paragraph for each of these clocks that the ticket has, in the reader's zone; one statement."""
    rows, past = clockwork(case.ticket)
    with timezone.override(case.zone):
        return tuple(
            f"{gettext('Why this date?')} {' '.join(lines(row, explain(row, past).steps, at=case.at))}"
            for row in rows
            if row.clock in clocks
        )

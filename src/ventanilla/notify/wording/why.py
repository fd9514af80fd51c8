"""“¿Por qué esta fecha?” in letters: line by line what the page says."""

from django.utils import timezone
from django.utils.translation import gettext

from ventanilla.notify.case import Case
from ventanilla.tickets import extensions
from ventanilla.tickets.reckoning import explain
from ventanilla.tickets.spells import clockwork
from ventanilla.tickets.why import lines

#: Of more, the first so many, and where the others are.
MOST = 40


def why(case: Case, clock: str) -> tuple[str, ...]:
    """Why this clock is due when it is, in the reader's zone; nothing where the ticket has none; one statement."""
    rows, past = clockwork(case.ticket, also=extensions.beside)
    row = next((row for row in rows if row.clock == clock), None)
    if row is None:
        return ()
    with timezone.override(case.zone):
        told = lines(row, explain(row, past).steps, at=case.at, given=extensions.of(row))
    if len(told) <= MOST:
        return tuple(told)
    return (*told[:MOST], gettext("The page of your request tells the rest."))

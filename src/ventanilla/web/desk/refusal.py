"""Why something was not done, in a sentence for whoever tried."""

from django.utils.translation import gettext

from ventanilla.tickets.actions import attend, escalate, offence, referral, step
from ventanilla.tickets.actions.message import NothingSaid, SaidAlready, TooLong
from ventanilla.tickets.actions.news import Stale
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.involving import Unfit
from ventanilla.tickets.moves import IllegalMove
from ventanilla.web.desk.ticket.reasons import reason

#: What the actions beyond one unit refuse; each has words.
REFUSALS = (
    *(IllegalMove, PermissionError, NothingSaid, TooLong, NoSuchPromise, Unfit, Stale),
    *(step.NotOpen, referral.Unaddressed, escalate.EscalatedAlready, escalate.DecidedAlready),
    *(offence.NotSaid, offence.ReportedAlready, offence.JudgedAlready, attend.NotInUnit, attend.TakenAlready),
)
#: The same form came before: what it says is done.
DONE = (step.AskedAlready, referral.ReferredAlready, SaidAlready)


def why(problem: Exception) -> str:
    if isinstance(problem, Unfit | referral.Unaddressed):
        return str(problem)
    if isinstance(problem, step.NotOpen):
        words = gettext("The step changed meanwhile: it is now “%(state)s”.")
        return words % {"state": problem.status.label}
    if isinstance(problem, NothingSaid):
        return gettext("Write it before sending.")
    if isinstance(problem, NoSuchPromise):
        return gettext("The calendar of that unit ends before the term does. Choose a shorter one.")
    if isinstance(problem, escalate.EscalatedAlready):
        return gettext("The request is marked as critical already.")
    if isinstance(problem, escalate.DecidedAlready | offence.JudgedAlready):
        return gettext("Somebody decided it meanwhile.")
    if isinstance(problem, offence.NotSaid):
        return gettext("The passage does not stand in the message as you marked it. Copy it as it is.")
    if isinstance(problem, offence.ReportedAlready):
        return gettext("You reported this message already.")
    return reason(problem)

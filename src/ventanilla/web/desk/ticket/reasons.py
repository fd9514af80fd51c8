"""What an action refuses, in a sentence for the agent."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext

from ventanilla.tickets.actions import attend, news, pending, sending
from ventanilla.tickets.actions.message import NothingSaid, TooLong
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.moves import IllegalMove
from ventanilla.web.components.chips import of_state

#: All that `reason` has words for.
REFUSALS = (*sending.PROBLEMS, attend.NotInUnit, attend.Moved, attend.TakenAlready, pending.TooLate)


class told_why:  # noqa: N801  (reads as a sentence: with told_why(request))
    """What an action refuses becomes a sentence on the next page; nothing else is swallowed."""

    def __init__(self, request: Any) -> None:
        self.request = request

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: Any, problem: BaseException | None, _trace: Any) -> bool:
        if not isinstance(problem, Exception) or not isinstance(problem, REFUSALS):
            return False
        messages.error(self.request, reason(problem))
        return True


def reason(problem: Exception) -> str:
    """Why it was not done, for the agent."""
    if isinstance(problem, NothingSaid):
        return gettext("Write something, or add a file, before sending.")
    if isinstance(problem, news.Stale):
        return gettext(
            "Nothing was sent: there is something new on the request, shown above. Read it; what you wrote is "
            "still here, and if it still holds, send it once more."
        )
    if isinstance(problem, pending.TooLate):
        return gettext(
            "It was too late to take that back: it has been sent, or somebody took it back before."
        )
    if isinstance(problem, TooLong):
        return gettext("The text is longer than 20,000 characters. Shorten it, or send it as a file.")
    if isinstance(problem, attend.NothingToCorrect):
        return gettext("This service gives no time to correct: ask the requester instead.")
    if isinstance(problem, NoSuchPromise):
        return gettext(
            "The calendar of working days ends before the time to correct would: nothing was sent. Ask the requester "
            "instead, and tell the administration that the calendar must go on."
        )
    if isinstance(problem, attend.TakenAlready | attend.Moved):
        return _held(problem)
    if isinstance(problem, attend.NotInUnit):
        return gettext("That person no longer attends in this unit. Choose somebody else.")
    if isinstance(problem, IllegalMove):
        words = str(of_state(problem.state, desk=True).words)
        return gettext("The ticket changed meanwhile: it is now “%(state)s”.") % {"state": words}
    return _not_yours(problem)


def _not_yours(problem: Exception) -> str:
    if isinstance(problem, attend.HandedOut):
        return gettext("The director hands out the requests of this service by name.")
    return gettext("You do not attend this ticket.")


def _held(problem: attend.TakenAlready | attend.Moved) -> str:
    """Somebody else is responsible than the page showed."""
    if isinstance(problem, attend.TakenAlready):
        return gettext("%(who)s took it first.") % {"who": problem.by.full_name}
    if problem.to is None:
        return gettext("Nothing was changed: nobody is responsible any more. Look at it again, and choose.")
    words = gettext(
        "Nothing was changed: %(who)s is responsible meanwhile. If it is to change all the same, choose again."
    )
    return words % {"who": problem.to.full_name}

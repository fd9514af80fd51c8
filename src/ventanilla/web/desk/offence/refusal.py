"""Why no case was opened, in a sentence for the director."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.throttle import TooOften
from ventanilla.tickets.actions.submit import AlreadyOpen, KeyOfAnother
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.intake import Incomplete, NotOpenToYou
from ventanilla.web.desk import refusal

WORDS: dict[type[Exception], Any] = {
    KeyOfAnother: _("This form opened another case before. Load the page anew, and decide again."),
    NoSuchPromise: _(
        "The service for cases can promise no date now. Ask its administrator to look at its terms."
    ),
    NotOpenToYou: _("The service for these cases is switched off, or not open now. Choose another one."),
    TooOften: _("You opened too many in the last hour. Wait a little; what you wrote is still here."),
}
REFUSALS: tuple[type[Exception], ...] = (*refusal.REFUSALS, AlreadyOpen, Incomplete, *WORDS)


def why(problem: Exception) -> str:
    if isinstance(problem, AlreadyOpen):
        words = gettext(
            "You have a case of this service open already, %(code)s, and it allows one at a time."
        )
        return words % {"code": problem.ticket.code}
    if isinstance(problem, Incomplete):
        words = gettext("The service for these cases asks for what is not here: %(what)s")
        return words % {"what": " ".join(dict.fromkeys(str(line) for line in problem.errors.values()))}
    return str(WORDS[type(problem)]) if type(problem) in WORDS else refusal.why(problem)

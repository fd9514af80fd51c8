"""Why something was not sent, in the words of the page and for whoever wrote it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

#: Of Pending.problem: tickets/actions/sending.py.
PROBLEMS: dict[str, Any] = {
    "handed_out": _("The director hands out the requests of this service, so it was not sent."),
    "news": _("Somebody wrote on the request after you did, so it was not sent."),
    "overtaken": _("The request changed before its hour came, so it was not sent."),
    "state": _("The request had ended, so it was not sent."),
    "rights": _("You did not attend the request any more, so it was not sent."),
    "correction": _("The service gives no time to correct any more, so it was not sent."),
    "calendar": _("The calendar ends before the time to correct would, so it was not sent."),
    "fault": _(
        "Something failed here again and again, so it was not sent. Send it anew; if it fails, ask for help."
    ),
    "step": _("A step of its macro was not possible any more, so nothing of it was done."),
    "nothing": _("There was nothing to send."),
    "long": _("The text was too long to be sent."),
}


def why(problem: str) -> Any:
    return PROBLEMS.get(problem, _("It was not sent."))

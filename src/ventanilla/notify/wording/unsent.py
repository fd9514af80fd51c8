"""What was to be sent later, and was not: to who wrote it why, and where his words are; to who goes on with it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.channels.base import Letter
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import greeting, subject
from ventanilla.people.models import Person

#: Of the event's `problem`: tickets/actions/sending.py.
WHY: dict[str, Any] = {
    "handed_out": _("The director hands out the requests of its service."),
    "news": _("Somebody wrote on the request after you did."),
    "overtaken": _("The request changed before the hour that you had chosen."),
    "state": _("The request has ended."),
    "rights": _("You do not attend the request any more."),
    "correction": _("The service gives no time to correct any more."),
    "calendar": _("The calendar of working days ends before the time to correct would."),
    "step": _("A step of its macro was not possible any more, so nothing of it was done."),
    "fault": _("Something failed here again and again."),
}


def left(case: Case) -> Letter:
    """To who goes on with it: the words themselves stay on the desk."""
    writer = Person.objects.get(pk=case.event.data["to"])
    told = {"who": writer.full_name, "code": case.ticket.code}
    return Letter(
        subject=subject(case, gettext("A message of somebody who left was not sent")),
        greeting=greeting(case),
        lines=(
            gettext("%(who)s had written to the requester of %(code)s, to be sent later. It was not sent.")
            % told,
            gettext(
                "Who wrote it attends the request no more. You can take the words up, and send them yourself."
            ),
        ),
        button=(gettext("Open the request"), case.address("desk:ticket", case.ticket.code)),
    )


def unsent(case: Case) -> Letter:
    """Nothing of the request but its number: its author may have lost the right to read it."""
    told = {"code": case.ticket.code}
    lines = [gettext("What you wrote on the request %(code)s was not sent.") % told]
    if why := WHY.get(case.event.data["problem"]):
        lines.append(str(why))
    lines.append(
        gettext("Your words are kept. You can read them, and take them up again where you still may.")
    )
    return Letter(
        subject=subject(case, gettext("Your message was not sent")),
        greeting=greeting(case),
        lines=tuple(lines),
        button=(gettext("Read what I wrote"), case.address("desk:sendings")),
    )

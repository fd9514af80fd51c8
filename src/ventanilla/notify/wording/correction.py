"""To who was asked to put a request right (UNE-09). Says nothing of what it is about: the page does."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import greeting, page, subject


def ends(case: Case) -> Letter:
    told = {"code": case.ticket.code, "when": case.when(case.instant("due"))}
    return Letter(
        subject=subject(case, gettext("Your time to correct ends soon")),
        greeting=greeting(case),
        lines=(
            gettext("You can correct your request %(code)s until %(when)s.") % told,
            gettext("If nothing arrives by then, the request is closed."),
        ),
        button=(gettext("Correct it now"), page(case)),
    )


def over(case: Case) -> Letter:
    told = {"code": case.ticket.code, "when": case.when(case.instant("due"))}
    return Letter(
        subject=subject(case, gettext("The time to correct ended and your request was closed")),
        greeting=greeting(case),
        lines=(
            gettext("You had until %(when)s to correct your request %(code)s.") % told,
            gettext("Nothing arrived, so the request was closed. What was said about it stays on its page."),
            gettext("If you still need it, send a new request with everything that was missing."),
        ),
        button=_again(case),
    )


def _again(case: Case) -> tuple[str, str]:
    """The address of a confidential service names it, and one that was switched off leads nowhere."""
    service = case.ticket.service
    if case.is_confidential or not service.active:
        return gettext("See my request"), page(case)
    return gettext("Send a new request"), case.address("portal:service", service.slug)

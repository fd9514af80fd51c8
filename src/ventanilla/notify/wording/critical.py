"""Critical matters: to the director, to top management, and back (UDG-07)."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.notify.case import Case, Outdated
from ventanilla.notify.wording.requester import greeting, subject
from ventanilla.tickets.models import Escalation


def marked(case: Case) -> Letter:
    made = _escalation(case)
    if made.status != Escalation.Status.MARKED:
        raise Outdated("the director decided meanwhile")
    return Letter(
        subject=subject(case, gettext("A request is marked as critical")),
        greeting=greeting(case),
        lines=(gettext("Decide whether it goes to top management."),),
        quote="" if case.is_confidential else made.reason,
        facts=() if case.is_confidential else ((gettext("Request"), case.ticket.title),),
        button=(gettext("Decide on it"), case.address("desk:escalation", case.ticket.code)),
    )


def up(case: Case) -> Letter:
    """To top management. The summary stays on its page."""
    made = _escalation(case)
    return Letter(
        subject=gettext("A critical matter needs you"),
        greeting=greeting(case),
        lines=(gettext("A director sends a critical matter up to you."),),
        facts=((gettext("Unit"), case.said(made.unit.name)),),
        button=(gettext("See the matter"), case.address("office:critical", str(made.pk))),
    )


def decided(case: Case) -> Letter:
    """To who marked it."""
    made = _escalation(case)
    up_words, kept = gettext("It goes to top management."), gettext("The unit settles it.")
    return _news(
        case,
        gettext("The director decided on a critical request"),
        up_words if case.event.data["up"] else kept,
        made.decision,
    )


def acknowledged(case: Case) -> Letter:
    return _news(case, gettext("Top management knows of the matter"), gettext("It was acknowledged."), "")


def answered(case: Case) -> Letter:
    made = _escalation(case)
    return _news(case, gettext("Top management answered"), gettext("This is the answer:"), made.answer)


def _news(case: Case, title: str, line: str, quote: str) -> Letter:
    discreet = gettext("There is news about a request that you sent up.")
    return Letter(
        subject=subject(case, title),
        greeting=greeting(case),
        lines=(discreet if case.is_confidential else line,),
        quote="" if case.is_confidential else quote,
        button=(gettext("Open the request"), case.address("desk:ticket", case.ticket.code)),
    )


def _escalation(case: Case) -> Escalation:
    rows = Escalation.objects.select_related("unit")
    found: Escalation = rows.get(pk=case.event.data["escalation"], ticket=case.ticket)
    return found

"""To who attends: what happened, and the way to it. What people wrote stays on the desk."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter, Words
from ventanilla.notify.attendance import able
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import greeting, subject


def replied(case: Case) -> Letter:
    return _letter(
        case,
        gettext("The requester wrote"),
        gettext("There is a new message in a request that you attend."),
    )


def assigned(case: Case) -> Letter:
    return _letter(case, gettext("A request for you"), gettext("You are responsible for this request now."))


def withdrawn(case: Case) -> Letter:
    return _letter(
        case,
        gettext("The requester withdrew the request"),
        gettext("The requester withdrew a request that you attend. Nothing more needs to be done."),
    )


def mentioned(case: Case) -> Letter:
    """What the note says stays on the desk."""
    return _letter(
        case,
        gettext("You are named in a note"),
        gettext(
            "A note of a colleague names you. You follow the request now: you are told when its requester writes."
        ),
    )


def news(case: Case) -> Letter:
    """For confidential services."""
    words = gettext("There is news in the request %(code)s.") % {"code": case.ticket.code}
    return _letter(case, gettext("There is news"), words)


def _letter(case: Case, words: str, line: str) -> Letter:
    return Letter(
        subject=subject(case, words),
        greeting=greeting(case),
        lines=(line, *_left(case)),
        facts=() if case.is_confidential else _facts(case),
        button=(gettext("Open the request"), case.address("desk:ticket", case.ticket.code)),
    )


def _left(case: Case) -> tuple[str, ...]:
    """To whoever hears it in the stead of somebody who attends it no more."""
    agent = case.ticket.assignee
    if agent is None or agent == case.reader or able([agent], case.ticket):
        return ()
    told = {"who": agent.full_name}
    return (gettext("%(who)s, who attended it, may not do so any more: hand it to somebody else.") % told,)


def letter_to_desk(case: Case, words: str, line: str) -> Letter:
    """What happened, the way to it, and nothing of what is confidential."""
    return _letter(case, words, line)


def _facts(case: Case) -> tuple[tuple[str, Words], ...]:
    ticket = case.ticket
    due: tuple[tuple[str, Words], ...] = ()
    if ticket.is_open:
        due = ((gettext("Due"), case.when(ticket.due_at)),)
    return (
        (gettext("Request"), ticket.title),
        (gettext("Service"), case.said(ticket.version.name)),
        (gettext("Requester"), ticket.requester.full_name),
        *due,
    )

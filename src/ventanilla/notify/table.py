"""Which event is told to whom, and in which letter. Everything that this package decides is on this page."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ventanilla.channels.base import Letter
from ventanilla.journal.models import Event
from ventanilla.notify import audience
from ventanilla.notify.audience import Recipient
from ventanilla.notify.case import Case
from ventanilla.notify.wording import accounts, desk, requester, survey


class Notice(NamedTuple):
    kind: str
    audience: Callable[[Event], Iterable[Recipient]]


CODES = (
    Notice("registration_code", audience.newcomer),
    Notice("registration_known", audience.registered_already),
    Notice("password_code", audience.owner_without_password),
)
NOTICES: dict[str, tuple[Notice, ...]] = {
    "registration.requested": CODES,
    "registration.resent": CODES,
    "registration.corrected": CODES,
    "password.reset_requested": CODES,
    "password.changed": (Notice("password_changed", audience.person),),
    "ticket.submitted": (Notice("confirmation", audience.requester),),
    "ticket.confirmation_resent": (Notice("confirmation", audience.requester),),
    "ticket.answered": (Notice("answered", audience.requester),),
    "ticket.asked": (Notice("asked", audience.requester),),
    "ticket.taken": (Notice("taken", audience.requester_once),),
    "ticket.assigned": (
        Notice("taken", audience.requester_once),
        Notice("assigned", audience.new_assignee),
    ),
    "ticket.closed": (Notice("closed", audience.requester_who_wants_notices),),
    "ticket.replied": (Notice("replied", audience.assignee),),
    "ticket.withdrawn": (Notice("withdrawn", audience.assignee),),
    "survey.invited": (Notice("survey", audience.requester),),
}

LETTERS: dict[str, Callable[[Case], Letter]] = {
    "registration_code": accounts.registration_code,
    "registration_known": accounts.registration_known,
    "password_code": accounts.password_code,
    "password_changed": accounts.password_changed,
    "confirmation": requester.confirmation,
    "answered": requester.answered,
    "asked": requester.asked,
    "taken": requester.taken,
    "closed": requester.closed,
    "replied": desk.replied,
    "assigned": desk.assigned,
    "withdrawn": desk.withdrawn,
    "survey": survey.survey,
}
#: Mails that answer what the reader has just sent (RFC 3834: auto-replied).
REPLIES = frozenset({"confirmation"})

#: Of a confidential ticket, these letters say nothing of it by themselves; all others become `news`.
DISCREET = frozenset({"confirmation", "survey"})
FOR_AGENTS = frozenset({"replied", "assigned", "withdrawn"})


def letter_for(kind: str, case: Case) -> Letter:
    if case.is_confidential and kind not in DISCREET:
        return (desk if kind in FOR_AGENTS else requester).news(case)
    return LETTERS[kind](case)

"""What a requester does with his own ticket after sending it. Somebody else's does not exist for him."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from ventanilla.documents.models import Document
from ventanilla.journal.record import record
from ventanilla.lib.thanks import only_thanks
from ventanilla.lib.throttle import count
from ventanilla.people.models import Person
from ventanilla.tickets import pace, rules
from ventanilla.tickets.actions.message import told, write
from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.models import Deadline, Message, Ticket
from ventanilla.tickets.moves import locked, move
from ventanilla.tickets.settling import settle
from ventanilla.tickets.states import WAITING, State


class CorrectionOver(Exception):
    """The requester's time to put the request right is over: the desk closes it (UNE-09)."""


def reply(
    *,
    ticket_id: int,
    requester: Person,
    body: str,
    documents: list[Document],
    at: datetime,
    channel: str,
    key: UUID | None = None,
    automatic: bool = False,
) -> Ticket:
    """Say more, or add files: what waited for the requester goes on, what was answered is taken up again.

    An answer for which he only thanks stays given; what a machine sent (`automatic`) changes no state at all.
    """
    with own(ticket_id, requester) as ticket:
        _refuse_late_correction(ticket, at)
        move(ticket, "reply", at=at)
        count(pace.REPLIED, pace.whose(requester), at=at)
        message = write(
            ticket,
            kind=Message.Kind.REPLY,
            author=requester,
            body=body,
            documents=documents,
            channel=channel,
            at=at,
            key=key,
        )
        thanks = ticket.state == State.ANSWERED and not documents and _only_thanks(ticket, body)
        if State(ticket.state) in WAITING | {State.ANSWERED} and not (thanks or automatic):
            move(ticket, "resume", at=at)
            settle(ticket, at=at, by=requester.pk)
        ticket.save()
        data = {**told(message, documents), "state": str(ticket.state)}
        data |= {"thanks": True} if thanks else {}
        _tell(ticket, "ticket.replied", requester, channel, at, data)
    return ticket


def _only_thanks(ticket: Ticket, body: str) -> bool:
    agent = ticket.assignee.full_name if ticket.assignee is not None else ""
    return only_thanks(body, names=(agent, ticket.requester.full_name))


def _refuse_late_correction(ticket: Ticket, at: datetime) -> None:
    if ticket.state != State.CORRECTING:
        return
    if Deadline.objects.filter(ticket=ticket, clock=Clock.CORRECTION, due_at__lt=at).exists():
        raise CorrectionOver


def withdraw(*, ticket_id: int, requester: Person, at: datetime, channel: str) -> Ticket:
    """Take the request back; it stays readable."""
    with own(ticket_id, requester) as ticket:
        move(ticket, "withdraw", at=at)
        settle(ticket, at=at, by=requester.pk)
        ticket.save()
        _tell(ticket, "ticket.withdrawn", requester, channel, at, {"state": str(ticket.state)})
    return ticket


def resend_confirmation(*, ticket_id: int, requester: Person, at: datetime, channel: str) -> Ticket:
    """Send the receipt once more (UME-05)."""
    with own(ticket_id, requester) as ticket:
        _tell(ticket, "ticket.confirmation_resent", requester, channel, at, {})
    return ticket


def mark_read(*, ticket: Ticket, requester: Person) -> None:
    """The requester has the page open: nothing is new any more. Writes only when something was."""
    if not ticket.unread:
        return
    with transaction.atomic():
        if Ticket.objects.filter(pk=ticket.pk, unread=True).update(unread=False):
            Person.objects.filter(pk=requester.pk).update(unread=Greatest(F("unread") - 1, 0))
    ticket.unread = False
    requester.unread = max(requester.unread - 1, 0)


@contextmanager
def own(ticket_id: int, requester: Person) -> Iterator[Ticket]:
    with transaction.atomic():
        ticket = locked(ticket_id)
        if not rules.is_requester(requester, ticket):
            raise PermissionError("not the requester of this ticket")
        yield ticket


def _tell(
    ticket: Ticket, kind: str, requester: Person, channel: str, at: datetime, data: dict[str, object]
) -> None:
    record(
        kind=kind,
        subject=("ticket", ticket.pk),
        actor=requester.pk,
        channel=channel,
        data=data,
        at=at,
    )

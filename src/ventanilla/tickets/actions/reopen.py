"""A request is taken up again: an answer did not solve it, or it was closed too soon.

Its clock goes on as its term says. Within the service's window; after it a new request follows (actions/following.py).
"""

from datetime import datetime
from uuid import UUID

from ventanilla.documents.models import Document
from ventanilla.journal.models import Event
from ventanilla.journal.record import record
from ventanilla.lib.throttle import count
from ventanilla.people.models import Person
from ventanilla.tickets import pace, queries, reopening
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.message import checked, told, write
from ventanilla.tickets.actions.reading import tell_something_new
from ventanilla.tickets.actions.request import own
from ventanilla.tickets.actions.submit import save_as_the_only_one
from ventanilla.tickets.models import Message, Ticket
from ventanilla.tickets.moves import IllegalMove, move
from ventanilla.tickets.settling import settle
from ventanilla.tickets.states import State


class WindowOver(Exception):
    """It was closed too long ago, or for good: a new request may follow it."""


def reopen(
    *,
    ticket_id: int,
    agent: Person,
    reason: str,
    at: datetime,
    channel: str = "desk",
    key: UUID | None = None,
) -> Ticket:
    """The desk takes it up again; the requester reads the reason. Raises WindowOver, AlreadyOpen, IllegalMove."""
    with attending(ticket_id, agent) as ticket:
        _check_window(ticket, at)
        return _take_up(ticket, agent, reason, [], at=at, channel=channel, key=key, kind=Message.Kind.NOTICE)


def reopen_own(
    *,
    ticket_id: int,
    requester: Person,
    reason: str,
    documents: list[Document],
    at: datetime,
    channel: str,
    key: UUID | None = None,
) -> Ticket:
    """The requester says why it is not over. Raises as above; NothingSaid without a reason, where it was closed."""
    with own(ticket_id, requester) as ticket:
        _check_window(ticket, at)
        if ticket.state == State.CLOSED:
            _refuse_for_good(ticket)
        count(pace.REPLIED, pace.whose(requester), at=at)
        return _take_up(
            ticket, requester, reason, documents, at=at, channel=channel, key=key, kind=Message.Kind.REPLY
        )


def still_unsolved(*, ticket_id: int, requester: Person, at: datetime, channel: str) -> Ticket:
    """One press below an answer that a “thank you” had left as it was."""
    with own(ticket_id, requester) as ticket:
        if ticket.state != State.ANSWERED:
            raise IllegalMove("reopen", ticket.state)
        before = ticket.state
        _go_on(ticket, requester, at)
        ticket.save()
        _tell(ticket, requester, before, {}, at, channel)
    return ticket


def _check_window(ticket: Ticket, at: datetime) -> None:
    if ticket.merged_into_id is not None:
        raise WindowOver
    if ticket.state == State.CLOSED and not reopening.is_open(
        ticket, zone=ticket.institution.zoneinfo, at=at
    ):
        raise WindowOver


def _refuse_for_good(ticket: Ticket) -> None:
    """Only what the desk closed: not what was transferred, or ended because it was not corrected in time."""
    last = Event.objects.filter(subject_kind="ticket", subject_id=ticket.pk, kind__in=reopening.CLOSINGS)
    closing: Event = last.order_by("-n")[:1].get()
    if closing.kind != "ticket.closed" or closing.data.get("reason") in reopening.FOR_GOOD:
        raise WindowOver


def _take_up(
    ticket: Ticket,
    by: Person,
    reason: str,
    documents: list[Document],
    *,
    at: datetime,
    channel: str,
    key: UUID | None,
    kind: Message.Kind,
) -> Ticket:
    before = ticket.state
    move(ticket, "reopen", at=at)
    checked(reason)  # files alone say not why
    message = write(
        ticket, kind=kind, author=by, body=reason, documents=documents, channel=channel, at=at, key=key
    )
    _go_on(ticket, by, at, moved=True)
    if kind == Message.Kind.NOTICE:
        tell_something_new(ticket)
    _save_as_the_only_one(ticket)
    _tell(ticket, by, before, told(message, documents), at, channel)
    return ticket


def _go_on(ticket: Ticket, by: Person, at: datetime, *, moved: bool = False) -> None:
    if not moved:
        move(ticket, "reopen", at=at)
    ticket.closed_at = None
    held = ticket.assignee_id
    if held is not None and not queries.roles_for(ticket).filter(person_id=held).exists():
        ticket.assignee = None
    settle(ticket, at=at, by=by.pk)


def _save_as_the_only_one(ticket: Ticket) -> None:
    """Where the service allows one open request, this is it again; raises AlreadyOpen with the one that is."""
    if ticket.version.data.get("one_open"):
        ticket.only_open_key = f"{ticket.requester_id}:{ticket.service_id}"
    save_as_the_only_one(ticket)


def _tell(
    ticket: Ticket, by: Person, before: str, data: dict[str, object], at: datetime, channel: str
) -> None:
    record(
        kind="ticket.reopened",
        subject=("ticket", ticket.pk),
        actor=by.pk,
        channel=channel,
        data={**data, "from": str(before), "state": str(ticket.state)},
        at=at,
    )

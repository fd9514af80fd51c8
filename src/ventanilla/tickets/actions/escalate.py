"""Critical matters: marked by who attends, decided by the director, answered by top management (UDG-07)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.people.models import Person, RoleKind
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.message import checked
from ventanilla.tickets.models import Deadline, Escalation, Note, Ticket
from ventanilla.tickets.moves import locked, move


class EscalatedAlready(Exception):
    """The ticket is marked, or up, already."""


class DecidedAlready(Exception):
    """Somebody decided, or answered, meanwhile."""


def mark(*, ticket_id: int, agent: Person, reason: str, at: datetime) -> Escalation:
    """Call a ticket critical; the unit's director decides whether it goes up. A director's own goes there too."""
    with attending(ticket_id, agent) as ticket:
        move(ticket, "escalate", at=at)
        if Escalation.objects.filter(ticket=ticket, is_open=True).exists():
            raise EscalatedAlready
        made: Escalation = Escalation.objects.create(
            ticket=ticket,
            unit=ticket.unit,
            status=Escalation.Status.MARKED,
            reason=checked(reason),
            salt=os.urandom(16),
            marked_by=agent,
            marked_at=at,
        )
        ticket.save(update_fields=["last_activity_at"])
        _tell("ticket.marked_critical", made, agent, at, text=made.reason)
    return made


def decide(
    *, escalation_id: int, director: Person, up: bool, reason: str, summary: str, at: datetime
) -> Escalation:
    """Up, with the summary that top management reads, or kept in the unit, with the reason."""
    with _held(escalation_id) as made:
        if not rules.directs(director, made.ticket):
            raise PermissionError("not a director of the unit")
        if made.status != Escalation.Status.MARKED:
            raise DecidedAlready
        made.decision = checked(reason, empty=up)
        made.summary = checked(summary) if up else ""
        made.decided_by, made.decided_at = director, at
        made.status = Escalation.Status.UP if up else Escalation.Status.KEPT
        made.up_at, made.is_open = (at, True) if up else (None, None)
        made.save()
        _tell("ticket.critical_decided", made, director, at, {"up": up}, text=made.summary or made.decision)
    return made


def acknowledge(*, escalation_id: int, executive: Person, at: datetime) -> Escalation:
    """Top management knows of it; a second click changes nothing."""
    with _for_the_top(escalation_id, executive) as made:
        if made.acknowledged_at is None:
            made.acknowledged_by, made.acknowledged_at = executive, at
            made.save(update_fields=["acknowledged_by", "acknowledged_at"])
            _tell("ticket.critical_acknowledged", made, executive, at)
    return made


def answer(*, escalation_id: int, executive: Person, body: str, at: datetime) -> Escalation:
    """What top management says goes back to the director, and stays on the ticket as an internal note."""
    with _for_the_top(escalation_id, executive) as made:
        if made.status != Escalation.Status.UP:
            raise DecidedAlready
        made.answer = checked(body)
        made.answered_by, made.answered_at = executive, at
        if made.acknowledged_at is None:
            made.acknowledged_by, made.acknowledged_at = executive, at
        made.status, made.is_open = Escalation.Status.ANSWERED, None
        made.save()
        note: Note = Note.objects.create(
            ticket_id=made.ticket_id, author=executive, body=made.answer, salt=os.urandom(16), created_at=at
        )
        digest = {"note": note.pk, "note_text": text_digest(bytes(note.salt), note.body)}
        _tell("ticket.critical_answered", made, executive, at, digest, text=made.answer)
    return made


def reach_the_top(ticket: Ticket, row: Deadline, *, unit_id: int, at: datetime) -> None:
    """A broken promise whose term names the executive is up by itself; the ticket is locked.

    What is confidential goes up through its director alone, who writes what may be read of it.
    """
    if ticket.confidential or Escalation.objects.filter(ticket=ticket, is_open=True).exists():
        return
    Escalation.objects.create(
        ticket=ticket,
        unit_id=unit_id,
        status=Escalation.Status.UP,
        clock=row.clock,
        salt=os.urandom(16),
        marked_at=at,
        up_at=at,
    )


@contextmanager
def _held(escalation_id: int) -> Iterator[Escalation]:
    with transaction.atomic():
        ticket = locked(Escalation.objects.values_list("ticket_id", flat=True).get(pk=escalation_id))
        made: Escalation = Escalation.objects.get(pk=escalation_id)
        made.ticket = ticket
        yield made


@contextmanager
def _for_the_top(escalation_id: int, executive: Person) -> Iterator[Escalation]:
    with _held(escalation_id) as made:
        if not executive.has_role(RoleKind.EXECUTIVE) or rules.is_party(executive, made.ticket):
            raise PermissionError("not top management")
        if made.up_at is None:
            raise DecidedAlready
        yield made


def _tell(
    kind: str,
    made: Escalation,
    by: Person,
    at: datetime,
    data: dict[str, object] | None = None,
    *,
    text: str = "",
) -> None:
    digest = {"text": text_digest(bytes(made.salt), text)} if text else {}
    told = {"escalation": made.pk, **digest, **(data or {})}
    record(kind=kind, subject=("ticket", made.ticket_id), actor=by.pk, channel="desk", data=told, at=at)

"""A request that came to the wrong service or unit is put right: the commonest correction of a desk.

Nothing that was said is lost, what the new form lacks is asked for, and the requester reads why and what changes.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Institution, Unit
from ventanilla.journal.chain import instant
from ventanilla.journal.record import record
from ventanilla.lib.text import said
from ventanilla.people.models import Person, RoleKind
from ventanilla.tickets import queries, rules
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.message import told, write
from ventanilla.tickets.actions.prolong import checked_reason
from ventanilla.tickets.actions.reading import tell_something_new
from ventanilla.tickets.actions.submit import save_as_the_only_one
from ventanilla.tickets.clocks import stage_clock, stage_of
from ventanilla.tickets.intake import NotOpenToYou, title_of
from ventanilla.tickets.lacking import counted
from ventanilla.tickets.models import Attachment, Deadline, Message, Reclassification, Ticket
from ventanilla.tickets.moves import move
from ventanilla.tickets.parts import follow
from ventanilla.tickets.reclassifying import CHANGING, Outlook, change, outlook
from ventanilla.tickets.settling import expire, noted, save_changed, settle, start
from ventanilla.tickets.spells import clockwork
from ventanilla.tickets.states import State


class NothingChanges(Exception):
    """It is this service and this unit already."""


class PassedAlready(Exception):
    """It is with another service or unit than the page showed: somebody else put it right meanwhile."""


class StaysConfidential(Exception):
    """Only a director lets what was confidential be read by others."""


@dataclass(frozen=True)
class Change:
    """`version` with its service and unit; `unit` None: the service's rules choose. `key` makes the form count once.

    `was`: the version and the unit that the page showed (`standing`), where there was one.
    """

    version: ServiceVersion
    unit: Unit | None
    reason: str
    key: UUID | None = None
    was: str = ""


def standing(ticket: Ticket) -> str:
    return f"{ticket.version_id}.{ticket.unit_id}"


def reclassify(
    *,
    ticket_id: int,
    agent: Person,
    institution: Institution,
    wish: Change,
    at: datetime,
    channel: str = "desk",
) -> Ticket:
    """Raises NothingChanges, PassedAlready, StaysConfidential, WrongReason, AlreadyOpen, NoSuchPromise, SaidAlready.

    IllegalMove too, as all of them.
    """
    with attending(ticket_id, agent, whole=True) as ticket:
        reason = checked_reason(wish.reason)
        move(ticket, "reclassify", at=at)
        rows, past = clockwork(ticket)
        found = look_ahead(ticket, wish, institution=institution, rows=rows, at=at)
        _check(ticket, agent, wish, found)
        before, old = noted(rows), {row.clock: row.due_at for row in rows if row.runs}
        expire(ticket, rows, past, at=at)
        _keep_what_was(ticket, reason, agent, at)
        was = (ticket.version, ticket.unit)
        _change(ticket, wish.version, found, at)
        for row in change(ticket, rows, found.made, at=at):
            if row.pk is None:
                row.save()
        save_changed([row for row in rows if row.pk in before], before)
        _begin_stage(ticket, rows, past[-1].state if past else ticket.state, at)
        now_due = settle(ticket, at=at, by=agent.pk)
        message = _say_why(ticket, was[0], reason, agent, institution, wish.key, at)
        save_as_the_only_one(ticket)
        follow(ticket)
        moves = [
            {"clock": row.clock, "from": instant(old[row.clock]), "to": instant(row.due_at)}
            for row in now_due
            if row.clock in CHANGING and row.runs and row.clock in old
        ]
        _tell(ticket, was, found, message, moves, agent, at, channel)
    return ticket


def look_ahead(
    ticket: Ticket, wish: Change, *, institution: Institution, rows: list[Deadline], at: datetime
) -> Outlook:
    """What would become of it: for the page, and under the lock. One statement for its files, one for the terms."""
    questions = Attachment.objects.filter(ticket=ticket).values_list("question", flat=True)
    return outlook(
        ticket,
        wish.version,
        institution=institution,
        unit=wish.unit,
        files=counted(questions),
        rows=rows,
        at=at,
    )


def _check(ticket: Ticket, agent: Person, wish: Change, found: Outlook) -> None:
    if wish.version.pk == ticket.version_id and found.place.unit.pk == ticket.unit_id:
        raise NothingChanges
    if wish.was not in ("", standing(ticket)):
        raise PassedAlready
    if wish.version.data.get("restricted"):
        raise NotOpenToYou("restricted")
    check_stays_confidential(ticket, wish.version, agent)


def check_stays_confidential(ticket: Ticket, into: ServiceVersion, agent: Person) -> None:
    """What was said in confidence reaches a service that others read by a director's hand alone."""
    opens = ticket.confidential and not into.data.get("confidential")
    if opens and not rules.directs(agent, ticket):
        raise StaysConfidential


def _keep_what_was(ticket: Ticket, reason: str, agent: Person, at: datetime) -> None:
    Reclassification.objects.create(
        ticket=ticket,
        version=ticket.version,
        unit=ticket.unit,
        answers=ticket.answers,
        reason=reason,
        salt=os.urandom(16),
        by=agent,
        at=at,
    )


def _change(ticket: Ticket, version: ServiceVersion, found: Outlook, at: datetime) -> None:
    was = ticket.version.data
    if ticket.title == title_of(was, {}):
        ticket.title = title_of(version.data, found.kept)
    ticket.version, ticket.service = version, version.service
    ticket.request_type = version.data["request_type"]
    ticket.answers = found.kept
    ticket.confidential = bool(version.data.get("confidential") or version.data.get("restricted"))
    one = f"{ticket.requester_id}:{version.service_id}" if version.data.get("one_open") else None
    ticket.only_open_key = one
    ticket.unit = found.place.unit
    _let_go(ticket)
    if found.lacking:
        move(ticket, "ask", at=at)
    elif ticket.state == State.CORRECTING:
        move(ticket, "resume", at=at)


def _let_go(ticket: Ticket) -> None:
    """Whoever was responsible stays so, if he may attend it where and as it is now; of what is excepted a director."""
    if ticket.assignee_id is None:
        return
    held = queries.roles_for(ticket).filter(person_id=ticket.assignee_id)
    if rules.is_excepted(ticket):
        held = held.filter(kind=RoleKind.DIRECTOR)
    if not held.exists():
        ticket.assignee = None


def _begin_stage(ticket: Ticket, rows: list[Deadline], left: str, at: datetime) -> None:
    """`settle` begins the stages of a state that changes; here the state may stay and its stage be another's."""
    stage = stage_of(ticket.version.data, ticket.state)
    if stage is not None and ticket.state == left:
        start(ticket, stage_clock(stage), stage["term"], like=rows[0], at=at)


def _say_why(
    ticket: Ticket,
    was: ServiceVersion,
    reason: str,
    agent: Person,
    institution: Institution,
    key: UUID | None,
    at: datetime,
) -> Message:
    """In the conversation, in the requester's language."""
    with translation.override(institution.language(ticket.requester.language or None)):
        language = translation.get_language()
        names = {"old": said(was.name, language).words, "new": said(ticket.version.name, language).words}
        if was.service_id == ticket.version.service_id:
            line = gettext("Your request is attended by another unit: %(unit)s.")
            line %= {"unit": said(ticket.unit.name, language).words}
        else:
            line = gettext("Your request was passed from “%(old)s” to “%(new)s”.") % names
    tell_something_new(ticket)
    return write(
        ticket,
        kind=Message.Kind.NOTICE,
        author=agent,
        body=f"{line}\n\n{reason}",
        documents=[],
        channel="desk",
        at=at,
        key=key,
    )


def _tell(
    ticket: Ticket,
    was: tuple[ServiceVersion, Unit],
    found: Outlook,
    message: Message,
    moves: list[dict[str, str]],
    agent: Person,
    at: datetime,
    channel: str,
) -> None:
    (version, unit), now = was, ticket.version
    record(
        kind="ticket.reclassified",
        subject=("ticket", ticket.pk),
        actor=agent.pk,
        channel=channel,
        data={
            **told(message, []),
            "from": {"service": version.slug, "version": version.n, "unit": unit.pk},
            "to": {
                "service": now.slug,
                "version": now.n,
                "unit": ticket.unit_id,
                "agent": ticket.assignee_id,
                "rule": found.place.way.rule,
            },
            "moves": moves,
            "missing": found.lacking.names,
            "was_confidential": bool(version.data.get("confidential")),
            "state": str(ticket.state),
        },
        at=at,
    )

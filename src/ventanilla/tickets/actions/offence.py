"""Offence or harassment: reported with the passage, judged by the director, kept as it was said (UNE-12)."""

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Institution
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib.constraints import broken
from ventanilla.people.models import Person
from ventanilla.tickets import judging
from ventanilla.tickets.actions.message import TooLong, checked
from ventanilla.tickets.actions.submit import KeyOfAnother, submit
from ventanilla.tickets.intake import Request
from ventanilla.tickets.models import Attachment, Evidence, Message, Offence, Ticket


class NotSaid(Exception):
    """The passage does not stand in the message as it was marked."""


class ReportedAlready(Exception):
    """The reader reported this message before."""


class JudgedAlready(Exception):
    """Somebody decided meanwhile."""


@dataclass(frozen=True)
class Passage:
    """What of a message, from where to where."""

    words: str
    start: int
    end: int


def passage_of(body: str, marked: str) -> Passage:
    """The place of the marked words; all of the message where nothing is marked. Line ends are those of the web."""
    marked = marked.replace("\r\n", "\n").strip()
    if not marked:
        return Passage(body, 0, len(body))
    start = body.find(marked)
    if start < 0:
        raise NotSaid
    return Passage(marked, start, start + len(marked))


def report(
    *, message: Message, reporter: Person, marked: str, reason: str, channel: str, at: datetime
) -> Offence:
    """Tell the unit's director at once. The message comes with its ticket, fetched through the reporter."""
    if message.author_id == reporter.pk:
        raise PermissionError("one's own message")
    passage = passage_of(message.body, marked)
    words = checked(reason)
    with transaction.atomic():
        made = Offence(
            ticket=message.ticket,
            message=message,
            unit_id=message.ticket.unit_id,
            accused_id=message.author_id,
            reporter=reporter,
            passage=passage.words,
            start=passage.start,
            end=passage.end,
            reason=words,
            salt=os.urandom(16),
            at=at,
        )
        _add_once(made)
        data = {
            "ticket": message.ticket_id,
            "message": message.pk,
            "text": text_digest(bytes(message.salt), message.body),
            "start": passage.start,
            "end": passage.end,
            "reason": text_digest(bytes(made.salt), words),
        }
        _tell("offence.reported", made, reporter, at, data, channel=channel, first=True)
    return made


def dismiss(*, offence_id: int, director: Person, reason: str, at: datetime) -> Offence:
    """No case is opened, for a reason that stays on record."""
    with transaction.atomic():
        made = _held(offence_id, director)
        made.status, made.decision = Offence.Status.DISMISSED, checked(reason)
        _decided(made, director, at)
        data = {"ticket": made.ticket_id, "reason": text_digest(bytes(made.salt), made.decision)}
        _tell("offence.dismissed", made, director, at, data)
    return made


def open_case(
    *,
    offence_id: int,
    director: Person,
    institution: Institution,
    version: ServiceVersion,
    reason: str,
    key: UUID,
    at: datetime,
) -> Offence:
    """A ticket of a restricted service, asked for by the director and attended by its unit, with sealed evidence.

    Raises what `submit` does, PermissionError, JudgedAlready, NothingSaid, TooLong.
    """
    if not version.data.get("restricted"):
        raise ValueError("a disciplinary case is a restricted service")
    with transaction.atomic():
        made = _held(offence_id, director)
        words = checked(reason)
        case = submit(
            institution=institution,
            requester=director,
            registered_by=director,
            request=_request(version, key, made, words),
            at=at,
            restricted=True,
        )
        if case.created_at != at:
            raise KeyOfAnother  # the same form again, of another report
        case.accused_id = made.accused_id
        case.save(update_fields=["accused"])
        seal(case=case, offence=made, at=at, by=director)
        made.status, made.decision, made.case = Offence.Status.CASE, words, case
        _decided(made, director, at)
        data = {
            "ticket": made.ticket_id,
            "case": case.pk,
            "reason": text_digest(bytes(made.salt), words),
        }
        _tell("offence.case_opened", made, director, at, data)
    return made


def seal(*, case: Ticket, offence: Offence, at: datetime, by: Person) -> Evidence:
    """The words as they are now, with the digest that the journal has since they were said; the files beside them."""
    message: Message = Message.objects.get(pk=offence.message_id)
    attached = list(Attachment.objects.filter(message=message).select_related("document").order_by("id"))
    digest = text_digest(bytes(message.salt), message.body)
    made: Evidence = Evidence.objects.create(
        case=case,
        offence=offence,
        message=message,
        body=message.body,
        salt=message.salt,
        digest=digest,
        files=[one.document.sha256 for one in attached],
        said_at=message.created_at,
        sealed_at=at,
    )
    Attachment.objects.bulk_create(
        [Attachment(ticket=case, document=one.document, question=f"evidence:{made.pk}") for one in attached]
    )
    record(
        kind="ticket.evidence_sealed",
        subject=("ticket", case.pk),
        actor=by.pk,
        channel="desk",
        data={"evidence": made.pk, "message": message.pk, "text": digest, "documents": made.files},
        at=at,
    )
    return made


def _request(version: ServiceVersion, key: UUID, made: Offence, words: str) -> Request:
    """The director's words answer the first long question; nothing else is asked of him."""
    asked = next(question for question in version.data["form"] if question["type"] == "long")
    about = gettext("What was said stands in the sealed evidence; it comes from %(code)s.")
    text = f"{words}\n\n{about % {'code': made.ticket.code}}"
    if len(text) > (asked.get("max_length") or 4000):
        raise TooLong
    return Request(version=version, key=key, channel="desk", answers={asked["name"]: text}, declared=True)


def _held(offence_id: int, director: Person) -> Offence:
    row = Offence.objects.select_for_update(of=("self",), no_key=True).select_related("ticket")
    made: Offence = row.get(pk=offence_id)
    if not judging.may_judge(director, made):
        raise PermissionError("not a director who may judge it")
    if made.status != Offence.Status.REPORTED:
        raise JudgedAlready
    return made


def _decided(made: Offence, director: Person, at: datetime) -> None:
    made.decided_by, made.decided_at = director, at
    made.save(update_fields=["status", "decision", "decided_by", "decided_at", "case"])


def _add_once(made: Offence) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if broken(error) != "offence_reported_once":
            raise
        raise ReportedAlready from error


def _tell(
    kind: str,
    made: Offence,
    by: Person,
    at: datetime,
    data: dict[str, Any],
    *,
    channel: str = "desk",
    first: bool = False,
) -> None:
    record(
        kind=kind,
        subject=("offence", made.pk),
        actor=by.pk,
        channel=channel,
        data=data,
        at=at,
        first=first,
    )

"""Absences and conflicts of interest: said and taken back, each with its reason and by whom."""

import os
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ventanilla.journal.chain import instant, text_digest
from ventanilla.journal.record import record
from ventanilla.lib.text import printable
from ventanilla.people.models import Absence, Conflict, Person
from ventanilla.people.rules import looks_after, tells_absence_of

LONGEST = 400
#: Nobody is absent longer than this at once; it is said again.
FARTHEST = timedelta(days=731)


class NoReason(Exception):
    """It has a reason that can be read later, in at most LONGEST characters."""


class NotSo(Exception):
    """An absence ends after it begins, is not over yet, and does not last for years."""


class Gone(Exception):
    """It was taken back already, or is over."""


class SaidAlready(Exception):
    """The conflict is known."""


def add_absence(
    *,
    person: Person,
    since: datetime,
    until: datetime,
    reason: str,
    by: Person,
    at: datetime,
    channel: str = "office",
) -> Absence:
    """By himself, by a director of a unit of his, or an administrator. Raises PermissionError, NoReason, NotSo."""
    if not tells_absence_of(by, person):
        raise PermissionError("neither himself nor his director")
    words = _told(reason)
    if until <= since or until <= at or until - since > FARTHEST:
        raise NotSo
    with transaction.atomic():
        row: Absence = Absence.objects.create(
            person=person, since=since, until=until, reason=words, salt=os.urandom(16), by=by, at=at
        )
        data = {
            "absence": row.pk,
            "since": instant(since),
            "until": instant(until),
            "reason": text_digest(bytes(row.salt), words),
        }
        _tell("absence.added", person, by, data, at, channel)
    return row


def end_absence(
    *, absence_id: int, person: Person, by: Person, at: datetime, channel: str = "office"
) -> None:
    """One that has begun ends now; one that has not is taken back. Raises PermissionError, Gone."""
    if not tells_absence_of(by, person):
        raise PermissionError("neither himself nor his director")
    with transaction.atomic():
        rows = Absence.objects.select_for_update().filter(pk=absence_id, person=person, until__gt=at)
        row: Absence | None = rows.first()
        if row is None:
            raise Gone
        if row.since < at:
            row.until = at
            row.save(update_fields=["until"])
        else:
            row.delete()
        data = {"absence": absence_id, "until": instant(max(row.since, at))}
        _tell("absence.ended", person, by, data, at, channel)


def add_conflict(*, agent: Person, requester: Person, reason: str, by: Person, at: datetime) -> Conflict:
    """By a director of a unit of the agent's, or an administrator. Raises PermissionError, NoReason, SaidAlready."""
    if not looks_after(by, agent) or agent.pk == requester.pk:
        raise PermissionError("not his director")
    words = _told(reason)
    with transaction.atomic():
        row, new = Conflict.objects.get_or_create(
            agent=agent,
            requester=requester,
            defaults={"reason": words, "salt": os.urandom(16), "by": by, "at": at},
        )
        if not new:
            raise SaidAlready
        data = {
            "conflict": row.pk,
            "requester": requester.pk,
            "reason": text_digest(bytes(row.salt), words),
        }
        _tell("conflict.added", agent, by, data, at)
    conflict: Conflict = row
    return conflict


def remove_conflict(*, conflict_id: int, agent: Person, by: Person, at: datetime) -> None:
    """Raises PermissionError, Gone."""
    if not looks_after(by, agent):
        raise PermissionError("not his director")
    with transaction.atomic():
        row: Conflict | None = (
            Conflict.objects.select_for_update().filter(pk=conflict_id, agent=agent).first()
        )
        if row is None:
            raise Gone
        row.delete()
        data = {"conflict": conflict_id, "requester": row.requester_id}
        _tell("conflict.removed", agent, by, data, at)


def _told(reason: str) -> str:
    words = " ".join(printable(reason).split())
    if not words or len(words) > LONGEST:
        raise NoReason
    return words


def _tell(
    kind: str, person: Person, by: Person, data: dict[str, Any], at: datetime, channel: str = "office"
) -> None:
    record(kind=kind, subject=("person", person.pk), actor=by.pk, channel=channel, data=data, at=at)

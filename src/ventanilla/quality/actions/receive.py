"""What the agent does with his evaluation: he says something to it, and that he has read it."""

import os
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib.constraints import broken
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.quality import rules
from ventanilla.quality.models import Acknowledgement, Evaluation, Remark

LONGEST = 10_000  # characters


class NothingSaid(Exception):
    """A remark without words."""


class TooLong(Exception):
    """A remark beyond LONGEST characters."""


class SaidAlready(Exception):
    """The same form came before: what it says is there."""


def remark(*, evaluation: Evaluation, agent: Person, body: str, key: UUID, at: datetime) -> Remark:
    """Raises PermissionError, NothingSaid, TooLong, SaidAlready."""
    _own(evaluation, agent)
    said = printable(body).replace("\r\n", "\n").strip()
    if not said:
        raise NothingSaid
    if len(said) > LONGEST:
        raise TooLong
    row = Remark(evaluation=evaluation, body=said, salt=os.urandom(16), at=at, key=key)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            digest = text_digest(bytes(row.salt), said)
            _tell("evaluation.commented", evaluation, at, remark=row.pk, text=digest, to=evaluation.author_id)
    except IntegrityError as error:
        if broken(error) != "remark_said_once":
            raise
        raise SaidAlready from error
    return row


def acknowledge(*, evaluation: Evaluation, agent: Person, at: datetime) -> None:
    """Once; again changes nothing. Raises PermissionError."""
    _own(evaluation, agent)
    with transaction.atomic():
        _row, new = Acknowledgement.objects.get_or_create(evaluation=evaluation, defaults={"at": at})
        if new:
            _tell("evaluation.acknowledged", evaluation, at)


def _own(evaluation: Evaluation, agent: Person) -> None:
    if not rules.is_agent(agent, evaluation):
        raise PermissionError


def _tell(kind: str, evaluation: Evaluation, at: datetime, **data: object) -> None:
    record(
        kind=kind,
        subject=("person", evaluation.agent_id),
        actor=evaluation.agent_id,
        channel="office",
        data={"evaluation": evaluation.pk, **data},
        at=at,
    )

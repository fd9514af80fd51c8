"""Writing an evaluation: begun with figures, saved as often as one likes, delivered once and for all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ventanilla.institutions.models import Unit
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib.constraints import broken
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.quality import rules
from ventanilla.quality.models import Evaluation, EvaluationDraft
from ventanilla.quality.models.evaluation import PARTS

LONGEST = 10_000  # characters of each part


class NothingSaid(Exception):
    """An evaluation says something in at least one of its parts."""


class TooLong(Exception):
    """`part` has more than LONGEST characters."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class CorrectedAlready(Exception):
    """Another correction of the same evaluation was delivered first."""


@dataclass(frozen=True)
class Days:
    """Both included."""

    since: date
    until: date


def begin(
    *, author: Person, agent: Person, unit: Unit, days: Days, figures: dict[str, Any], at: datetime
) -> EvaluationDraft:
    """Raises PermissionError. The figures are those of now, and stay."""
    if not rules.may_evaluate(author, agent, unit.pk):
        raise PermissionError
    draft: EvaluationDraft = EvaluationDraft.objects.create(
        unit=unit,
        agent=agent,
        author=author,
        since=days.since,
        until=days.until,
        figures=figures,
        figures_at=at,
        saved_at=at,
    )
    return draft


def correct(*, author: Person, evaluation: Evaluation, at: datetime) -> EvaluationDraft:
    """Another one that will name the first: its words and figures to begin with. Raises PermissionError."""
    if not rules.may_correct(author, evaluation):
        raise PermissionError
    begun: EvaluationDraft | None = EvaluationDraft.objects.filter(author=author, corrects=evaluation).first()
    if begun is not None:
        return begun
    same = {name: getattr(evaluation, name) for name in (*PARTS, "since", "until", "figures", "figures_at")}
    draft: EvaluationDraft = EvaluationDraft.objects.create(
        unit_id=evaluation.unit_id,
        agent_id=evaluation.agent_id,
        author=author,
        corrects=evaluation,
        saved_at=at,
        **same,
    )
    return draft


def save(*, draft: EvaluationDraft, words: Mapping[str, str], at: datetime) -> EvaluationDraft:
    """Raises TooLong; what was written so far stays."""
    for part in PARTS:
        told = printable(words.get(part, "")).replace("\r\n", "\n").strip()
        if len(told) > LONGEST:
            raise TooLong(part)
        setattr(draft, part, told)
    draft.saved_at = at
    draft.save(update_fields=[*PARTS, "saved_at"])
    return draft


def refresh(*, draft: EvaluationDraft, figures: dict[str, Any], at: datetime) -> None:
    """The figures as they are now."""
    draft.figures, draft.figures_at = figures, at
    draft.save(update_fields=["figures", "figures_at"])


def throw_away(*, draft: EvaluationDraft) -> None:
    draft.delete()


def deliver(*, draft_id: int, author: Person, at: datetime) -> Evaluation:
    """From now on the agent reads it and nobody changes it. Raises PermissionError, NothingSaid, CorrectedAlready,
    EvaluationDraft.DoesNotExist (delivered or thrown away meanwhile)."""
    with transaction.atomic():
        rows = EvaluationDraft.objects.select_for_update(of=("self",)).select_related("agent", "corrects")
        draft: EvaluationDraft = rows.get(pk=draft_id, author=author)
        _may(author, draft)
        if not any(getattr(draft, part) for part in PARTS):
            raise NothingSaid
        evaluation = _delivered(draft, at)
        draft.delete()
        _tell(evaluation, at)
    return evaluation


def _may(author: Person, draft: EvaluationDraft) -> None:
    """As it is now: a role may be gone since it was begun."""
    if draft.corrects is not None:
        allowed = rules.may_correct(author, draft.corrects)
    else:
        allowed = rules.may_evaluate(author, draft.agent, draft.unit_id)
    if not allowed:
        raise PermissionError


def _delivered(draft: EvaluationDraft, at: datetime) -> Evaluation:
    copied = (
        "unit_id",
        "agent_id",
        "author_id",
        "since",
        "until",
        "figures",
        "figures_at",
        "corrects_id",
        *PARTS,
    )
    corrected = draft.corrects
    of_director = corrected.of_director if corrected else rules.directs(draft.agent, draft.unit_id)
    evaluation = Evaluation(
        **{name: getattr(draft, name) for name in copied},
        of_director=of_director,
        salt=os.urandom(16),
        delivered_at=at,
    )
    try:
        with transaction.atomic():
            evaluation.save(force_insert=True)
    except IntegrityError as error:
        if broken(error) != "evaluation_corrected_once":
            raise
        raise CorrectedAlready from error
    return evaluation


def _tell(evaluation: Evaluation, at: datetime) -> None:
    said = "\0".join(getattr(evaluation, part) for part in PARTS)
    record(
        kind="evaluation.delivered",
        subject=("person", evaluation.agent_id),
        actor=evaluation.author_id,
        channel="office",
        data={
            "evaluation": evaluation.pk,
            "unit": evaluation.unit_id,
            "since": evaluation.since.isoformat(),
            "until": evaluation.until.isoformat(),
            "text": text_digest(bytes(evaluation.salt), said),
            **({"corrects": evaluation.corrects_id} if evaluation.corrects_id else {}),
        },
        at=at,
    )

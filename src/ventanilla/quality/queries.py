"""Named reads of evaluations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from ventanilla.people.models import Person, RoleKind
from ventanilla.people.rules import administers, directed_units
from ventanilla.quality.models import Acknowledgement, Evaluation, EvaluationDraft, Remark

PAGE = 50


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    older: int  # below which the next page begins; 0 on the last


def drafts_of(author: Person) -> list[Any]:
    """The latest first; few."""
    rows = EvaluationDraft.objects.filter(author=author).select_related("agent", "unit")
    return list(rows.order_by("-id")[:PAGE])


def own_draft(author: Person, pk: int) -> EvaluationDraft | None:
    rows = EvaluationDraft.objects.filter(author=author, pk=pk)
    found: EvaluationDraft | None = rows.select_related("agent", "unit", "corrects").first()
    return found


def of_agent(agent: Person, *, after: int = 0) -> Page:
    """What somebody was told about himself, the latest first."""
    return _page([Evaluation.objects.filter(agent=agent)], after)


def readable(person: Person, *, after: int = 0) -> Page:
    """What he reads of others, the latest first; each part by its own index. Two statements."""
    others = Evaluation.objects.exclude(agent=person)
    if person.has_role(RoleKind.QUALITY):
        return _page([others], after)
    parts = [others.filter(unit=unit, of_director=False) for unit in directed_units(person)]
    if administers(person):
        parts.append(others.filter(of_director=True))
    return _page(parts, after)


def evaluation(pk: int) -> Evaluation | None:
    """With all that its page tells of it, in one statement: what took its place, and that it was read."""
    rows = Evaluation.objects.filter(pk=pk).select_related("unit", "agent", "author")
    instead = Evaluation.objects.filter(corrects=OuterRef("pk"))
    found: Evaluation | None = rows.annotate(
        corrected_by=Subquery(instead.values("pk")[:1]), read_at=_read_at()
    ).first()
    return found


def remarks(evaluation: Evaluation) -> list[Remark]:
    return list(Remark.objects.filter(evaluation=evaluation).order_by("id"))


def _page(parts: Sequence[QuerySet[Any]], after: int) -> Page:
    if not parts:
        return Page([], 0)
    cut = [part.filter(pk__lt=after) if after else part for part in parts]
    first, *others = [part.order_by("-id").values_list("pk", flat=True)[: PAGE + 1] for part in cut]
    ids = list(first.union(*others).order_by("-id")[: PAGE + 1]) if others else list(first)
    shown = Evaluation.objects.filter(pk__in=ids[:PAGE]).select_related("unit", "agent", "author")
    told = shown.annotate(
        read_at=_read_at(),
        outdated=Exists(Evaluation.objects.filter(corrects=OuterRef("pk"))),
        answered=Exists(Remark.objects.filter(evaluation=OuterRef("pk"))),
    )
    rows = list(told.order_by("-id")) if ids else []
    return Page(rows, rows[-1].pk if len(ids) > PAGE else 0)


def _read_at() -> Subquery:
    return Subquery(Acknowledgement.objects.filter(evaluation=OuterRef("pk")).values("at")[:1])

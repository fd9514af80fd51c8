"""terms.yaml: promises of time with their public words, their rules and their source."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from ventanilla.institutions.held import held_versions
from ventanilla.institutions.keeping import keep_versions
from ventanilla.institutions.models import TermVersion
from ventanilla.lib.cycle import first_cycle
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.shape import Day, Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem

Unit = Literal["business_hours", "working_day_hours", "business_days", "calendar_days", "months"]
Amount = Annotated[int, Field(gt=0, le=5000)]
Complexity = Literal["low", "medium", "high"]


class Limit(Shape):
    """So much time: of one pause, of one extension."""

    unit: Unit
    amount: Amount


class Escalation(Shape):
    """`after` so many units of the term past the expiry, the matter reaches `to`."""

    after: Annotated[int, Field(ge=0, le=5000)] = 0
    to: Literal["director", "administrator", "executive"]


class Term(Shape):
    """`business_hours` count opening hours; `working_day_hours` all 24 hours of a working day (UME-06).

    `amount`, or `amounts` by the complexity that each service names.
    `start`: the `submission`, the next `opening` after it, or the `first_contact`.
    `pauses`: whose turn stops the clock: the `requester`'s (asked for something, or to correct) or another
    `unit`'s; nobody's by default. `suspension_limit` is the longest that one pause may last.
    `extension`: `none`; `once`, by as much again at most; `up_to_double` in all (MEN-08); `before_expiry`, as
    often as needed. Never after the expiry. `approval: director` asks a second person.
    `reopening`: whether a case that is taken up again lets the clock `continue`, `renew`, or stay met (`none`).
    `warnings`: how many units before the expiry agent and director are told; `escalation`: who is told after.
    `expiry`: a `breach` of the desk, or the requester's own time, whose end will `close` the case (UNE-09).
    `silence` says what follows by law where nobody answers; requester and desk read it.
    Before `valid_from` and after `valid_to` nobody who arrives is promised it: after, the term `then` takes its
    place. What runs already keeps its term, and a clock that begins in it later is served by the last version.
    """

    slug: Slug
    name: Text
    unit: Unit
    amount: Amount | None = None
    amounts: dict[Complexity, Amount] = {}
    start: Literal["submission", "opening", "first_contact"] = "submission"
    pauses: list[Literal["requester", "unit"]] = []
    suspension_limit: Limit | None = None
    extension: Literal["none", "once", "up_to_double", "before_expiry"] = "none"
    approval: Literal["director"] | None = None
    reopening: Literal["continue", "renew", "none"] = "continue"
    warnings: Annotated[list[Amount], Field(max_length=5)] = []
    escalation: Annotated[list[Escalation], Field(max_length=5)] = []
    expiry: Literal["breach", "close"] = "breach"
    silence: Passage | None = None
    reason: Text | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    then: Slug | None = None
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["terms"]:
        if item.value is None:
            continue
        yield from _check_amounts(item)
        yield from _check_validity(item)
        yield from content.dangling(item, "terms", item.value.then, "then")
    follows = {term.slug: [term.then] if term.then else [] for term in content.values("terms")}
    if cycle := first_cycle(follows):
        item = next(item for item in content.items["terms"] if item.value and item.value.slug == cycle[0])
        yield item.problem(f"los plazos se suceden en círculo: {' → '.join(cycle)}", "then")


def _check_amounts(item: Item) -> Iterator[Problem]:
    term: Term = item.value
    if (term.amount is None) == (not term.amounts):
        yield item.problem("un plazo lleva `amount`, o bien `amounts` según la complejidad", "unit")
        return
    if term.amounts and set(term.amounts) != {"low", "medium", "high"}:
        yield item.problem("`amounts` nombra las tres complejidades: low, medium, high", "amounts")
    least = min([*term.amounts.values(), *([term.amount] if term.amount else [])])
    for n, left in enumerate(term.warnings):
        if left >= least:
            yield item.problem(f"`{left}` avisa antes de que el plazo empiece", "warnings", n)


def _check_validity(item: Item) -> Iterator[Problem]:
    term: Term = item.value
    if term.valid_from and term.valid_to and term.valid_to < term.valid_from:
        yield item.problem("termina antes de empezar", "valid_to")
    if term.then and not term.valid_to:
        yield item.problem("`then` necesita el último día de este plazo (`valid_to`)", "then")


def apply(content: Content, at: datetime) -> list[str]:
    return keep_versions(TermVersion, content.values("terms"), called="plazos", at=at)


TERMS = Section(
    name="terms",
    files="terms.yaml",
    shape=Term,
    many=True,
    check=check,
    apply=apply,
    held=held_versions(TermVersion),
    noun="plazo",
)

"""Whether a deadline may be extended, by how much, and until when. Pure: from the row, its journal and its term.

Never after the expiry, also where nobody has recorded it yet; never while an endless pause leaves it without a
date. `once` and each time of `before_expiry` give as much again at most, `up_to_double` twice the time in all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext

from ventanilla.people import moments
from ventanilla.tickets.models import Deadline, Extension
from ventanilla.tickets.quantities import how_many
from ventanilla.tickets.reckoning import calendar_of, expired, reckon
from ventanilla.tickets.spells import Spell, pauses
from ventanilla.worktime import Term, WorktimeError, add

#: More dates than this are no choice but a search.
MOST_OFFERED = 31
STEPS = (1, 5, 10, 20, 50, 100, 500)
LAW = re.compile(r"\b(ley|decreto|código|constitución|d\.\s?s\.|acuerdo)\b", re.IGNORECASE)


class NotAllowed(Exception):
    """It may not be extended, or not by so much; its words say why, in the language that is active."""


class Earlier(Protocol):
    """An extension of the same deadline: a row, or what a page read of it."""

    @property
    def status(self) -> str: ...

    @property
    def amount(self) -> int: ...

    @property
    def asked_at(self) -> datetime: ...


class Offer(NamedTuple):
    amount: int
    due: datetime


@dataclass(frozen=True)
class Options:
    """`offers`, the least first, or the sentence why there are none; `most` in the term's unit."""

    due: datetime
    most: int = 0
    offers: tuple[Offer, ...] = ()
    refusal: str = ""


def options(row: Deadline, past: Sequence[Spell], earlier: Iterable[Earlier], *, at: datetime) -> Options:
    """`earlier` are the extensions of this deadline so far."""
    try:
        due = _due(row, past, at)
        most = _room(row, earlier, at)
        offers = _offers(row, past, due, most)
    except NotAllowed as refused:
        return Options(row.due_at, refusal=str(refused))
    return Options(due, most, offers)


def extended_to(row: Deadline, past: Sequence[Spell], found: Options, amount: int) -> datetime:
    """The date that an allowed amount gives; raises NotAllowed for every other."""
    if found.refusal:
        raise NotAllowed(found.refusal)
    if amount < 1:
        raise NotAllowed(gettext("An extension adds time: choose one of the dates."))
    if amount > found.most:
        most = how_many(row.term.data["unit"], found.most)
        raise NotAllowed(gettext("This term allows %(most)s more at most.") % {"most": most})
    return _reached(row, past, amount)


def beyond() -> str:
    return gettext("The calendar does not reach that far.")


def _due(row: Deadline, past: Sequence[Spell], at: datetime) -> datetime:
    """Until when it runs; raises where that is over, or nobody can say."""
    if row.met_at is not None:
        raise NotAllowed(gettext("This term was already met: there is nothing to extend."))
    if row.dropped_at is not None:
        raise NotAllowed(gettext("This term ended with its request."))
    if row.term.data.get("extension", "none") == "none":
        raise NotAllowed(_nobody(row.term.data))
    found = reckon(row, past, now=at)
    due = row.due_at if expired(row) else found.at
    if due is None:
        raise NotAllowed(beyond() if found.beyond else _still())
    if expired(row) or due < at:
        when = moments.day_and_hour(due, now=at)
        raise NotAllowed(
            gettext("It expired on %(when)s: after its expiry no term is extended.") % {"when": when}
        )
    return due


def _room(row: Deadline, earlier: Iterable[Earlier], at: datetime) -> int:
    """How many units the rule still allows."""
    unit, rule = row.term.data["unit"], row.term.data["extension"]
    for one in earlier:
        if one.status == Extension.Status.ASKED:
            told = {"amount": how_many(unit, one.amount), "when": moments.day_and_hour(one.asked_at, now=at)}
            words = gettext("%(amount)s more were asked for on %(when)s, and nobody has decided yet.")
            raise NotAllowed(words % told)
    if rule == "once" and row.added:
        raise NotAllowed(gettext("It was already extended, and this term can be extended only once."))
    if rule == "up_to_double":
        if row.added >= row.amount:
            raise NotAllowed(
                gettext("With its extensions it has reached twice its time, and no more is allowed.")
            )
        return row.amount - row.added
    return row.amount


def _offers(row: Deadline, past: Sequence[Spell], due: datetime, most: int) -> tuple[Offer, ...]:
    found: list[Offer] = []
    for amount in _steps(row.term.data["unit"], most):
        try:
            found.append(Offer(amount, _reached(row, past, amount)))
        except NotAllowed:
            if not found:
                raise
            break  # as far as the calendar goes
    return tuple(offer for offer in found if offer.due > due)


def _steps(unit: str, most: int) -> list[int]:
    """Whole days where hours make them, and never more dates than somebody can choose from."""
    if unit == "working_day_hours" and most >= 24:
        step = 24
    else:
        step = next(step for step in STEPS if most <= step * MOST_OFFERED)
    amounts = list(range(step, most + 1, step))
    return amounts if amounts and amounts[-1] == most else [*amounts, most]


def _reached(row: Deadline, past: Sequence[Spell], more: int) -> datetime:
    calendar, unit = calendar_of(row), row.term.data["unit"]
    whole = Term.from_data({"unit": unit, "amount": row.amount + row.added + more})
    held = pauses(row.term.data, past, calendar)
    try:
        at = add(whole, start=row.start_at, calendar=calendar, pauses=held)
    except WorktimeError as error:
        raise NotAllowed(beyond()) from error
    if at is None:  # it ends at the very instant at which it stands still
        raise NotAllowed(_still())
    return at


def _still() -> str:
    return gettext("It stands still now, so it cannot expire. It can be extended once it runs again.")


def _nobody(term: dict[str, Any]) -> str:
    source = term.get("source") or ""
    if LAW.search(source) and not term.get("proposed"):
        return gettext("By law nobody can extend this term (%(source)s).") % {"source": source}
    return gettext("This term cannot be extended.")

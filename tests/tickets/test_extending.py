"""Laws of extending: every date that is offered is the one that comes, later than before, and within the rule."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.world import HOURS, MONDAY
from ventanilla.institutions.models import CalendarVersion, TermVersion
from ventanilla.tickets.extending import MOST_OFFERED, NotAllowed, extended_to, options
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import reckon
from ventanilla.tickets.spells import Spell

CALENDAR = CalendarVersion(
    institution_id=1,
    data={"slug": "oficina", "zone": "America/Bogota", "country": "CO", "hours": HOURS},
    slug="oficina",
)
UNITS = ("business_hours", "working_day_hours", "business_days", "calendar_days", "months")
RULES = ("none", "once", "up_to_double", "before_expiry")


@st.composite
def deadlines(draw: Any) -> Deadline:
    unit, rule = draw(st.sampled_from(UNITS)), draw(st.sampled_from(RULES))
    amount = draw(st.integers(1, 6 if unit == "months" else 200))
    term = TermVersion(
        institution_id=1, data={"unit": unit, "amount": amount, "extension": rule, "pauses": ["requester"]}
    )
    row = Deadline(
        institution_id=1, clock="resolution", term=term, calendar=CALENDAR, amount=amount, start_at=MONDAY
    )
    row.added = draw(st.sampled_from([0, 0, amount // 2, amount]))
    row.due_at = MONDAY
    return row


@st.composite
def pasts(draw: Any) -> list[Spell]:
    """Submitted, and perhaps a time in which it waited for the requester."""
    past = [Spell("submitted", MONDAY, None, None)]
    if draw(st.booleans()):
        since = MONDAY + timedelta(hours=draw(st.integers(0, 100)))
        until = since + timedelta(hours=draw(st.integers(1, 400))) if draw(st.booleans()) else None
        past = [Spell("submitted", MONDAY, since, None), Spell("waiting_student", since, until, None)]
        if until is not None:
            past.append(Spell("in_progress", until, None, None))
    return past


instants = st.integers(0, 24 * 400).map(lambda hours: MONDAY + timedelta(hours=hours))


@given(deadlines(), pasts(), instants)
def test_what_is_offered_comes_and_nothing_else_is_possible(
    row: Deadline, past: list[Spell], at: datetime
) -> None:
    at = max(at, past[-1].since)  # nobody extends before what has happened
    due = reckon(row, past, now=at).at
    found = options(row, past, (), at=at)
    assert bool(found.offers) != bool(found.refusal)
    if row.term.data["extension"] == "none" or due is None or due < at:
        assert not found.offers
        return
    if found.refusal:
        assert row.added or due == past[-1].since
        return
    assert len(found.offers) <= MOST_OFFERED + 1
    dates = [offer.due for offer in found.offers]
    assert dates == sorted(set(dates))
    assert all(date > due >= at for date in dates)
    for offer in found.offers:
        assert extended_to(row, past, found, offer.amount) == offer.due
        whole = row.added + offer.amount
        assert whole <= row.amount or row.term.data["extension"] == "before_expiry"
    last = found.offers[-1].amount
    row.added += last
    assert reckon(row, past, now=at).at == dates[-1]
    row.added -= last


@given(deadlines(), pasts(), instants, st.integers(-1000, 100_000))
def test_no_amount_slips_through(row: Deadline, past: list[Spell], at: datetime, amount: int) -> None:
    found = options(row, past, (), at=at)
    try:
        new = extended_to(row, past, found, amount)
    except NotAllowed as refused:
        assert str(refused)
    else:
        assert 1 <= amount <= found.most
        assert new > at

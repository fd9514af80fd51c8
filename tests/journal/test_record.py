"""What goes into the record, and how it counts: without gaps, whoever writes at the same moment."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import MONDAY, World
from ventanilla.institutions.acting import NoInstitution, acting_in
from ventanilla.journal.chain import NotForTheJournal, check_data, event_mac
from ventanilla.journal.kinds import BACKDATED, KINDS
from ventanilla.journal.models import Event, Head
from ventanilla.journal.queries import events_of
from ventanilla.journal.record import record

words = st.from_regex(r"[A-Za-z0-9_:.+\-/]{0,40}", fullmatch=True)
plain = st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | words
data = st.dictionaries(words, st.recursive(plain, lambda more: st.lists(more) | st.dictionaries(words, more)))
instants = st.integers(-(10**15), 2 * 10**15).map(lambda n: MONDAY + timedelta(microseconds=n))


@pytest.mark.parametrize(
    "value",
    [
        "Ana Batista",
        "Peña",
        "ana@faro.test",
        "Pagué la cuota 2 y sigue como pendiente.",
        "two words",
        "línea\n",
        "a\n",
        "\0",
        "x" * 129,
        1.5,
        float("nan"),
        Decimal(1),
        2**63,
        MONDAY,
        b"bytes",
        ("tuple",),
        {"a name": 1},
        {"Ana Batista": 1},
        {1: 2},
        {None: 1},
        [{"deep": [{"deeper": "Ana Batista"}]}],
    ],
)
def test_names_sentences_and_what_json_does_not_keep_are_refused(acting: World, value: Any) -> None:
    with pytest.raises(NotForTheJournal, match=r"^data\.value"):
        check_data({"value": value})
    with pytest.raises(NotForTheJournal), transaction.atomic():
        record(kind="ticket.read", subject=("ticket", 1), data={"value": value}, at=MONDAY)
    assert not Event.objects.exists()


@given(data, instants)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_taken_comes_back_as_it_was_and_proves_itself(
    acting: World, data: dict[str, Any], at: datetime
) -> None:
    with transaction.atomic():
        event_id = record(kind="ticket.read", subject=("ticket", 900), data=data, at=at)
    row = Event.objects.get(pk=event_id)
    before = Event.objects.filter(subject_id=900, n=row.n - 1).first()
    assert (row.data, row.at, row.recorded_at) == (data, at, at)
    assert bytes(row.mac) == event_mac(
        django_settings.JOURNAL_KEY,
        bytes(before.mac) if before else b"",
        institution_id=acting.faro.pk,
        subject=("ticket", 900),
        n=row.n,
        kind=row.kind,
        at=row.at,
        recorded_at=row.recorded_at,
        actor_id=row.actor_id,
        channel=row.channel,
        data=row.data,
    )


def test_events_of_a_subject_count_without_gaps_and_leave_others_alone(acting: World) -> None:
    for subject in (("ticket", 1), ("person", 1), ("ticket", 1), ("ticket", 2), ("ticket", 1)):
        with transaction.atomic():
            record(kind="ticket.read", subject=subject, at=MONDAY)
    assert [event.n for event in events_of("ticket", 1)] == [1, 2, 3]
    assert [event.n for event in events_of("person", 1)] == [1]
    assert Head.objects.get(subject_kind="ticket", subject_id=1).n == 3


def test_what_was_rolled_back_was_never_counted(acting: World) -> None:
    for lost in (False, True, False):
        with transaction.atomic():
            record(kind="ticket.read", subject=("ticket", 1), at=MONDAY)
            transaction.set_rollback(lost)
    assert [event.n for event in events_of("ticket", 1)] == [1, 2]


def test_who_says_first_of_a_subject_that_has_events_is_refused(acting: World) -> None:
    with transaction.atomic():
        record(kind="ticket.read", subject=("ticket", 1), at=MONDAY, first=True)
    with pytest.raises(IntegrityError, match="event_n_of_subject"), transaction.atomic():
        record(kind="ticket.read", subject=("ticket", 1), at=MONDAY, first=True)
    assert Head.objects.get(subject_id=1).n == 1
    with transaction.atomic():
        record(kind="ticket.read", subject=("ticket", 1), at=MONDAY)
    assert [event.n for event in events_of("ticket", 1)] == [1, 2]


def test_an_unknown_kind_is_refused(acting: World) -> None:
    with pytest.raises(ValueError, match=r"unknown event kind 'ticket\.eaten'"), transaction.atomic():
        record(kind="ticket.eaten", subject=("ticket", 1), at=MONDAY)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_the_closed_list_may_have_happened_earlier(acting: World, kind: str) -> None:
    earlier = MONDAY - timedelta(hours=2)
    if kind not in BACKDATED:
        with pytest.raises(ValueError, match="may not carry an earlier instant"), transaction.atomic():
            record(kind=kind, subject=("ticket", 1), at=MONDAY, happened_at=earlier)
        return
    with transaction.atomic():
        event_id = record(kind=kind, subject=("ticket", 1), at=MONDAY, happened_at=earlier)
    event = Event.objects.get(pk=event_id)
    assert (event.at, event.recorded_at) == (earlier, MONDAY)


def test_nothing_happens_after_it_is_told(acting: World) -> None:
    with pytest.raises(ValueError, match="cannot happen after"), transaction.atomic():
        record(
            kind="ticket.submitted",
            subject=("ticket", 1),
            at=MONDAY,
            happened_at=MONDAY + timedelta(seconds=1),
        )


def test_nobody_records_for_no_institution(world: World) -> None:
    with pytest.raises(NoInstitution), transaction.atomic():
        record(kind="ticket.read", subject=("ticket", 1), at=MONDAY)
    with acting_in(world.faro):
        assert not Event.objects.exists()

"""What expires is found and told once, at its instant, however late somebody looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.tickets.promises import RULES, promise, rung, term
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.tickets import tasks
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.actions.shift import shift
from ventanilla.tickets.actions.watch import PATIENCE, Unwatched, watch
from ventanilla.tickets.models import Deadline, Pause, Ticket
from ventanilla.tickets.shifting import current

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Five business days from Monday: the closing of the next Monday; the warnings two closings and one before it.
DUE = datetime(2026, 3, 16, 22, 0, tzinfo=UTC)
TWO_LEFT, ONE_LEFT = DUE - 4 * DAY, DUE - 3 * DAY
MINUTE = timedelta(minutes=1)


@pytest.fixture
def rules(acting: World) -> World:
    term("respuesta", "business_days", 5, **RULES)
    term("correccion", "business_days", 3, warnings=[1], expiry="close")
    promise(correction="correccion")
    return acting


def resolution(ticket: Ticket) -> Deadline:
    found: Deadline = Deadline.objects.get(ticket=ticket, clock="resolution")
    return found


def attended(world: World, at: datetime = MONDAY) -> Ticket:
    """Taken and spoken to: only the answer is still promised."""
    ticket = world.ticket(world.ana, at=at)
    attend.take(ticket_id=ticket.pk, agent=world.bruno, at=at)
    Deadline.objects.filter(ticket=ticket, clock="first_contact").update(met_at=at, look_at=None)
    return ticket


def every_minute_or_so(ticket: Ticket, until: datetime) -> None:
    """Just after each instant at which there is something to do."""
    while (look_at := min(filter(None, looks(ticket)), default=None)) is not None and look_at < until:
        watch(at=look_at + timedelta(seconds=30))


def looks(ticket: Ticket) -> list[datetime | None]:
    return list(Deadline.objects.filter(ticket=ticket).values_list("look_at", flat=True))


def test_warnings_breach_and_escalation_come_in_their_order(rules: World) -> None:
    ticket = attended(rules)
    every_minute_or_so(ticket, MONDAY + 30 * DAY)
    told = rung(ticket)
    due = DUE.isoformat(timespec="microseconds")
    assert [(kind, data.get("left"), data.get("to")) for kind, data, _ in told] == [
        ("warned", 2, None),
        ("warned", 1, None),
        ("breached", None, rules.bruno.pk),
        ("escalated", None, "director"),
        ("escalated", None, "administrator"),
        ("escalated", None, "executive"),
    ]
    assert {data["due"] for _, data, _ in told} == {due}
    assert [at for kind, _, at in told if kind == "breached"] == [DUE]
    assert [data["level"] for kind, data, _ in told if kind == "escalated"] == [0, 1, 2]
    assert resolution(ticket).look_at is None


def test_nothing_is_told_at_the_instant_itself_and_all_a_moment_later(rules: World) -> None:
    ticket = attended(rules)
    for at, before, after in ((TWO_LEFT, 0, 1), (ONE_LEFT, 1, 2), (DUE, 2, 4)):
        watch(at=at)
        assert len(rung(ticket)) == before
        watch(at=at + timedelta(microseconds=1))
        assert len(rung(ticket)) == after


def test_looking_again_tells_nothing_again(rules: World) -> None:
    ticket = attended(rules)
    late = MONDAY + 60 * DAY
    assert watch(at=late) == 1
    told = rung(ticket)
    assert watch(at=late) == watch(at=late + MINUTE) == 0
    assert rung(ticket) == told


def test_the_worker_was_down_for_days_the_breach_has_its_date_and_no_warning_comes_late(rules: World) -> None:
    ticket = attended(rules)
    late = DUE + 6 * DAY
    watch(at=late)
    assert [kind for kind, _, _ in rung(ticket)] == ["breached", "escalated", "escalated", "escalated"]
    assert rung(ticket, "breached")[0][2] == resolution(ticket).breached_at == DUE
    assert rung(ticket, "escalated")[0][2] == late  # told when it was told


def test_two_warnings_that_were_missed_are_one(rules: World) -> None:
    ticket = attended(rules)
    watch(at=DUE - HOUR)
    assert [(kind, data["left"]) for kind, data, _ in rung(ticket)] == [("warned", 1)]
    assert set(resolution(ticket).told) == {"warning:2", "warning:1"}


def test_what_is_met_in_time_is_told_to_nobody(rules: World) -> None:
    ticket = attended(rules)
    attend.answer(ticket_id=ticket.pk, agent=rules.bruno, body="Sí.", documents=[], at=MONDAY + HOUR)
    assert looks(ticket) == [None, None]
    watch(at=DUE + 30 * DAY)
    assert rung(ticket) == []


def test_answered_at_the_very_instant_is_in_time(rules: World) -> None:
    ticket = attended(rules)
    attend.answer(ticket_id=ticket.pk, agent=rules.bruno, body="Sí.", documents=[], at=DUE)
    watch(at=DUE + DAY)
    assert resolution(ticket).breached_at is None


def test_an_answer_a_minute_late_finds_the_breach_by_itself(rules: World) -> None:
    ticket = attended(rules)
    attend.answer(ticket_id=ticket.pk, agent=rules.bruno, body="Sí.", documents=[], at=DUE + MINUTE)
    watch(at=DUE + 30 * DAY)
    assert [(kind, at) for kind, _, at in rung(ticket)] == [("breached", DUE)]
    assert resolution(ticket).met_at == DUE + MINUTE


def test_while_it_waits_for_the_requester_nothing_expires(rules: World) -> None:
    ticket = attended(rules)
    ask(rules, ticket, MONDAY + HOUR)
    watch(at=DUE + 30 * DAY)
    assert rung(ticket) == []


def ask(world: World, ticket: Ticket, at: datetime) -> None:
    attend.ask(ticket_id=ticket.pk, agent=world.bruno, body="¿Cuál?", documents=[], at=at)


def test_a_limited_pause_ends_by_itself_and_the_clock_runs_again(rules: World) -> None:
    limit = {"unit": "business_days", "amount": 2}
    term("respuesta", "business_days", 5, **RULES, suspension_limit=limit)
    ticket = attended(rules)
    ask(rules, ticket, MONDAY + HOUR)
    assert Ticket.objects.get(pk=ticket.pk).paused_at == MONDAY + HOUR
    end = datetime(2026, 3, 11, 22, 0, tzinfo=UTC)  # the closing of Wednesday
    assert resolution(ticket).look_at == end
    watch(at=end + MINUTE)
    row = resolution(ticket)
    assert row.paused_at is None
    assert Ticket.objects.get(pk=ticket.pk).paused_at is None
    assert row.due_at == DUE + 2 * DAY  # Tuesday and Wednesday lay inside the pause as a whole
    assert row.look_at == datetime(2026, 3, 16, 22, 0, tzinfo=UTC)  # two closings before it
    watch(at=row.due_at + MINUTE)
    assert rung(ticket, "breached")[0][2] == row.due_at


@pytest.mark.parametrize("down", [timedelta(seconds=1), 40 * DAY])
def test_a_correction_that_never_came_ends_the_case(rules: World, down: timedelta) -> None:
    ticket = attended(rules)
    attend.return_for_correction(
        ticket_id=ticket.pk, agent=rules.bruno, body="Falta la firma.", documents=[], at=MONDAY
    )
    end = datetime(2026, 3, 12, 22, 0, tzinfo=UTC)  # the closing of Thursday
    watch(at=end)
    assert Ticket.objects.get(pk=ticket.pk).state == "correcting"
    watch(at=end + down)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.closed_at) == ("closed", end + down)
    [(_, data, _)] = rung(ticket, "closed")
    assert data["reason"] == "correction_expired"
    assert datetime.fromisoformat(data["due"]) == end
    assert not Deadline.objects.filter(ticket=ticket, look_at__isnull=False).exists()
    assert not Deadline.objects.filter(ticket=ticket, met_at=None, dropped_at=None).exists()
    assert Pause.objects.get(ticket=ticket).until == end + down
    watch(at=end + down + DAY)
    assert len(rung(ticket, "closed")) == 1
    assert rung(ticket, "breached") == []


def test_what_would_have_expired_after_the_case_was_over_is_no_breach(rules: World) -> None:
    """The answer's term does not rest for the correction; the worker was down over both ends."""
    term("respuesta", "business_days", 5)
    ticket = attended(rules)
    attend.return_for_correction(
        ticket_id=ticket.pk, agent=rules.bruno, body="Falta la firma.", documents=[], at=MONDAY
    )
    watch(at=DUE + 10 * DAY)
    assert Ticket.objects.get(pk=ticket.pk).state == "closed"
    assert rung(ticket, "breached") == []


def test_a_correction_in_time_goes_on_and_the_next_return_begins_anew(rules: World) -> None:
    ticket = attended(rules)
    for n in range(3):
        at = MONDAY + n * DAY
        attend.return_for_correction(
            ticket_id=ticket.pk, agent=rules.bruno, body="Falta la firma.", documents=[], at=at
        )
        watch(at=at + HOUR)
        asking.reply(
            ticket_id=ticket.pk,
            requester=rules.ana,
            body="Va",
            documents=[],
            at=at + 2 * HOUR,
            channel="portal",
        )
    watch(at=MONDAY + 20 * DAY)
    assert rung(ticket, "closed") == []
    assert rung(ticket, "warned") == []


def test_one_broken_ticket_stops_no_other_and_is_looked_at_again(
    rules: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = attended(rules), world_ticket(rules)
    breaks(broken)
    late = DUE + 2 * HOUR
    with pytest.raises(Unwatched, match=str(broken.pk)):
        watch(at=late)
    assert rung(sound, "breached")
    assert f"ticket {broken.pk} could not be reckoned" in caplog.text
    assert resolution(broken).look_at == late + PATIENCE
    assert watch(at=late + MINUTE) == 0
    Deadline.objects.filter(ticket=broken).update(calendar=resolution(sound).calendar_id)
    watch(at=late + PATIENCE + MINUTE)
    assert rung(broken, "breached")[0][2] == DUE


def world_ticket(world: World) -> Ticket:
    return world.ticket(world.diego)


def breaks(ticket: Ticket) -> None:
    """A calendar that never opens: no folder may say so, and yet."""
    data = {**resolution(ticket).calendar.data, "hours": {}}
    never = CalendarVersion.objects.create(
        slug="nunca", n=1, data=data, digest="x", current=True, created_at=MONDAY
    )
    Deadline.objects.filter(ticket=ticket).update(calendar=never)


def test_a_broken_institution_holds_up_no_other_and_the_job_is_seen_to_fail(rules: World) -> None:
    broken = attended(rules)
    breaks(broken)
    other = rules.ticket(rules.elena)
    with pytest.raises(Unwatched, match="faro: tickets"):
        tasks.watch_all.func(timestamp=0)  # its own now: months after March
    with acting_in(rules.puerto):
        assert rung(other, "breached")


def test_a_breach_is_for_ever(rules: World) -> None:
    """Through everything that anybody can do with the ticket afterwards; also a promise that begins anew."""
    term("respuesta", "business_days", 5, pauses=["requester"], reopening="renew")
    ticket = attended(rules)
    watch(at=DUE + MINUTE)
    at = DUE
    for act in everything(rules, ticket):
        at += HOUR
        act(at)
        watch(at=at + MINUTE)
        assert resolution(ticket).breached_at == DUE
    assert rung(ticket, "breached")[0][2] == DUE


def test_a_promise_that_begins_anew_can_be_broken_anew(rules: World) -> None:
    term("respuesta", "business_days", 5, reopening="renew")
    ticket = attended(rules)
    answer(rules, ticket, DUE + HOUR)
    taken_up = datetime(2026, 3, 18, 15, 0, tzinfo=UTC)
    reply(rules, ticket, taken_up)
    renewed = resolution(ticket).due_at
    assert renewed == datetime(2026, 3, 25, 22, 0, tzinfo=UTC)
    watch(at=renewed + MINUTE)
    assert [when for _, _, when in rung(ticket, "breached")] == [DUE, renewed]
    assert resolution(ticket).breached_at == DUE


def everything(world: World, ticket: Ticket) -> list[Any]:
    pk, bruno = ticket.pk, world.bruno

    def returned(at: datetime) -> None:
        attend.return_for_correction(ticket_id=pk, agent=bruno, body="Falta.", documents=[], at=at)

    return [
        lambda at: attend.take(ticket_id=pk, agent=bruno, at=at),
        lambda at: attend.assign(ticket_id=pk, agent=bruno, to_person_id=world.carla.pk, at=at),
        lambda at: attend.note(ticket_id=pk, agent=bruno, body="Nota.", at=at),
        lambda at: ask(world, ticket, at),
        lambda at: reply(world, ticket, at),
        returned,
        lambda at: reply(world, ticket, at),
        lambda at: answer(world, ticket, at),
        lambda at: reply(world, ticket, at),
        lambda at: answer(world, ticket, at),
        lambda at: attend.close(ticket_id=pk, agent=bruno, at=at),
    ]


def answer(world: World, ticket: Ticket, at: datetime) -> None:
    attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="Aquí está.", documents=[], at=at)


def reply(world: World, ticket: Ticket, at: datetime) -> None:
    asking.reply(
        ticket_id=ticket.pk, requester=world.ana, body="Sigo.", documents=[], at=at, channel="portal"
    )


def test_a_promise_that_was_moved_is_warned_of_again_at_its_new_instant(rules: World) -> None:
    """The term is three days longer now."""
    ticket = attended(rules)
    watch(at=ONE_LEFT + MINUTE)
    term("respuesta", "business_days", 8, **RULES)
    shift(ticket_id=ticket.pk, targets=current(terms=True), by=None, at=ONE_LEFT + 2 * MINUTE)
    every_minute_or_so(ticket, DUE + 3 * DAY + 2 * MINUTE)
    moved = (DUE + 3 * DAY).isoformat(timespec="microseconds")
    told = [
        (kind, data.get("left"), data["due"] == moved) for kind, data, _ in rung(ticket, "warned", "breached")
    ]
    assert told == [("warned", 1, False), ("warned", 2, True), ("warned", 1, True), ("breached", None, True)]


def test_what_was_answered_late_and_is_taken_up_again_escalates_by_the_time_nobody_had_an_answer(
    rules: World,
) -> None:
    """Ana writes a month after an answer that came late: nobody above is told that she was left waiting."""
    ticket = attended(rules)
    every_minute_or_so(ticket, DUE + 2 * HOUR)
    attend.answer(ticket_id=ticket.pk, agent=rules.bruno, body="Listo.", documents=[], at=DUE + 2 * HOUR)
    again = DUE + 28 * DAY
    asking.reply(
        ticket_id=ticket.pk,
        requester=rules.ana,
        body="Sigue igual.",
        documents=[],
        at=again,
        channel="portal",
    )
    watch(at=again + MINUTE)
    assert [data["to"] for _, data, _ in rung(ticket, "escalated")] == ["director"]
    every_minute_or_so(ticket, again + 2 * DAY)
    assert [data["to"] for _, data, _ in rung(ticket, "escalated")] == ["director", "administrator"]

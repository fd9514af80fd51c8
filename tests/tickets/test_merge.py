"""Two requests of the same person become one: nothing is lost, nothing becomes later (UME-08)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.journal.models import Event
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.tickets import history, queries
from ventanilla.tickets.actions import attend, mentioning
from ventanilla.tickets.actions.merge import CannotMerge, MergedAlready, merge
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.actions.request import reply, withdraw
from ventanilla.tickets.actions.tagging import tag
from ventanilla.tickets.models import Breach, Deadline, Follower, Tag, Ticket
from ventanilla.tickets.search import search
from ventanilla.tickets.states import State

HOUR = timedelta(hours=1)
LATER = MONDAY + 2 * HOUR


def two(world: World, *, apart: timedelta = timedelta(hours=1)) -> tuple[Ticket, Ticket]:
    first = world.ticket(world.ana)
    return first, world.ticket(world.ana, answers={"motivo": "Otra vez", "idioma": "en"}, at=MONDAY + apart)


def join(keep: Ticket, gone: Ticket, agent: Person, **more: Any) -> Ticket:
    return merge(keep_id=keep.pk, merged_id=gone.pk, agent=agent, at=more.pop("at", LATER), **more)


def clocks(ticket: Ticket) -> dict[str, Deadline]:
    return {row.clock: row for row in queries.deadlines(ticket)}


def test_both_numbers_lead_to_the_one_that_stays(acting: World) -> None:
    keep, gone = two(acting)
    join(keep, gone, acting.bruno)
    for code in (keep.code, gone.code, gone.code.lower().replace("-", " ")):
        mine, desks = queries.own_ticket(acting.ana, code), queries.desk_ticket(acting.bruno, code)
        assert mine and desks and mine.pk == desks.pk == keep.pk
    gone.refresh_from_db()
    assert (gone.state, gone.closed_at, gone.merged_into_id) == (State.CLOSED, LATER, keep.pk)


def test_the_conversation_of_both_is_read_in_the_order_of_time(acting: World) -> None:
    keep, gone = two(acting)
    for minutes, ticket, words in ((70, gone, "En la segunda"), (80, keep, "En la primera")):
        at = MONDAY + timedelta(minutes=minutes)
        reply(ticket_id=ticket.pk, requester=acting.ana, body=words, documents=[], at=at, channel="portal")
    join(keep, gone, acting.bruno)
    said = queries.conversation(keep)
    assert [(m.code, m.kind) for m in said] == [
        (keep.code, "request"),
        (gone.code, "request"),
        (gone.code, "reply"),
        (keep.code, "reply"),
    ]
    first, second = said[:2]
    assert first.request is None
    assert second.request["answers"] == {"motivo": "Otra vez", "idioma": "en"}
    assert [line.kind for line in history.lines(keep, internal=True)].count("ticket.submitted") == 2


def test_the_earliest_promise_of_both_stands_with_its_reasons(acting: World) -> None:
    keep, gone = two(acting, apart=timedelta(days=1))
    early, late = clocks(keep)["resolution"].due_at, clocks(gone)["resolution"].due_at
    assert early < late
    at = MONDAY + timedelta(days=1, hours=1)
    survivor = join(gone, keep, acting.bruno, at=at)  # the later number stays
    row = clocks(survivor)["resolution"]
    assert (row.due_at, row.start_at) == (early, MONDAY)
    assert survivor.due_at == min(one.due_at for one in clocks(survivor).values())
    assert all(not one.runs for one in clocks(keep).values())
    told = Event.objects.get(kind="ticket.absorbed")
    assert {move["clock"] for move in told.data["moves"]} == {"first_contact", "resolution"}


def test_a_pause_of_the_one_that_stays_makes_no_promise_of_the_other_later(acting: World) -> None:
    keep = acting.ticket(acting.ana)
    attend.ask(ticket_id=keep.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY)
    gone = acting.ticket(acting.ana, at=MONDAY + timedelta(hours=1))
    promised = clocks(gone)["resolution"].due_at
    survivor = join(keep, gone, acting.bruno, at=MONDAY + timedelta(days=2))
    assert survivor.state == State.IN_PROGRESS, "what she sent meanwhile is her turn taken"
    row = clocks(survivor)["resolution"]
    assert row.runs and row.due_at <= promised


def test_what_was_answered_is_taken_up_again_with_the_promise_of_the_other(acting: World) -> None:
    keep, gone = two(acting)
    attend.answer(
        ticket_id=keep.pk, agent=acting.bruno, body="Sí.", documents=[], at=MONDAY + timedelta(minutes=5)
    )
    promised = clocks(gone)["resolution"].due_at
    survivor = join(keep, gone, acting.bruno)
    assert survivor.state == State.IN_PROGRESS
    row = clocks(survivor)["resolution"]
    assert row.runs and row.due_at <= promised
    acting.ana.refresh_from_db()
    assert acting.ana.unread == 1


def test_what_one_waits_for_is_waited_for_in_the_one_that_was_answered(acting: World) -> None:
    keep, gone = two(acting)
    attend.answer(
        ticket_id=keep.pk, agent=acting.bruno, body="Sí.", documents=[], at=MONDAY + timedelta(hours=1)
    )
    attend.ask(
        ticket_id=gone.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY + timedelta(hours=1)
    )
    assert join(keep, gone, acting.bruno).state == State.WAITING_STUDENT
    acting.ana.refresh_from_db()
    assert acting.ana.unread == 1, "two new answers of one request are one"


def test_what_expired_is_recorded_once_and_stays_expired(acting: World) -> None:
    keep, gone = two(acting, apart=timedelta(days=30))
    at = MONDAY + timedelta(days=30, hours=1)
    survivor = join(gone, keep, acting.bruno, at=at)
    assert Breach.objects.filter(clock="resolution").count() == 1
    row = clocks(survivor)["resolution"]
    assert row.breached_at == row.due_at < at
    assert survivor.breached_at and survivor.breached_at <= row.due_at


def test_what_was_merged_before_goes_along(acting: World) -> None:
    keep, gone = two(acting)
    third = acting.ticket(acting.ana, at=MONDAY + timedelta(minutes=90))
    join(gone, third, acting.bruno)
    join(keep, gone, acting.bruno)
    found = queries.own_ticket(acting.ana, third.code)
    assert found and found.pk == keep.pk
    assert len(queries.conversation(keep)) == 3


REFUSALS = ["itself", "somebody else", "a circle", "merged", "confidential", "ended", "withdrawn"]


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_merged_says_why_and_changes_nothing(acting: World, case: str) -> None:
    keep, gone = two(acting)
    third = acting.ticket(acting.ana, at=MONDAY + timedelta(minutes=90))
    agent = acting.bruno
    match case:
        case "itself":
            pair, words = (keep, keep), "esta misma"
        case "somebody else":
            pair, words = (keep, acting.ticket(acting.diego)), "otra persona"
        case "a circle":
            join(gone, keep, agent)
            pair, words = (keep, gone), "ya se unió"
        case "merged":
            join(gone, third, agent)
            pair, words = (keep, third), "ya se unió"
        case "confidential":
            Ticket.objects.filter(pk=gone.pk).update(confidential=True)
            pair, words = (keep, gone), "confidencial"
        case "ended":
            attend.close(ticket_id=keep.pk, agent=agent, at=LATER)
            pair, words = (keep, gone), "terminó"
        case _:
            withdraw(ticket_id=gone.pk, requester=acting.ana, at=LATER, channel="portal")
            pair, words = (keep, gone), "terminó"
    before = list(Ticket.objects.order_by("pk").values())
    with pytest.raises(CannotMerge, match=words):
        join(*pair, agent)
    assert list(Ticket.objects.order_by("pk").values()) == before


def test_the_same_form_twice_joins_once(acting: World) -> None:
    keep, gone = two(acting)
    join(keep, gone, acting.bruno)
    with pytest.raises(MergedAlready):
        join(keep, gone, acting.bruno)
    assert Event.objects.filter(kind="ticket.merged").count() == 1


def test_only_who_attends_both_joins_them(acting: World) -> None:
    keep = acting.ticket(acting.ana)
    payment = acting.ticket(acting.ana, "reclamo-pago", at=MONDAY + timedelta(hours=1))
    for agent in (acting.bruno, acting.fabia, acting.hugo, acting.ana):
        with pytest.raises(PermissionError):
            join(keep, payment, agent)


def test_another_institutions_request_is_not_there(world: World) -> None:
    own, foreign = world.ticket(world.ana), world.ticket(world.elena)
    with acting_in(world.faro), pytest.raises(KeyError):
        join(own, foreign, world.bruno)


def test_the_one_open_request_of_a_service_may_be_sent_again_once_it_is_part_of_another(
    acting: World,
) -> None:
    keep = acting.ticket(acting.ana)
    one = acting.ticket(acting.ana, "cambio-de-carrera", at=MONDAY + timedelta(hours=1))
    join(keep, one, acting.bruno)
    assert queries.open_of_service(acting.ana, one.service) is None


def test_followers_and_words_go_along_each_once(acting: World) -> None:
    keep, gone = two(acting)
    for ticket, name in ((keep, "urgente"), (gone, "urgente"), (gone, "beca")):
        tag(ticket_id=ticket.pk, agent=acting.bruno, name=name, at=MONDAY + HOUR)
    for ticket, person in ((keep, acting.carla), (gone, acting.carla), (gone, acting.hugo)):
        mentioning.follow(ticket_id=ticket.pk, person=person, at=MONDAY + HOUR)
    before = [list(Event.objects.filter(subject_id=one.pk).order_by("n")) for one in (keep, gone)]
    join(keep, gone, acting.bruno)
    assert list(Tag.objects.order_by("name").values_list("ticket", "name")) == [
        (keep.pk, "beca"),
        (keep.pk, "urgente"),
    ]
    assert set(Follower.objects.values_list("ticket", "person")) == {
        (keep.pk, acting.carla.pk),
        (keep.pk, acting.hugo.pk),
    }
    after = [list(Event.objects.filter(subject_id=one.pk).order_by("n")) for one in (keep, gone)]
    assert [[*was, now[-1]] for was, now in zip(before, after, strict=True)] == after, "histories only grow"


def test_what_was_merged_follows_into_another_unit_and_into_confidence(
    acting: World, work: Any, catcher: Any
) -> None:
    keep, gone = two(acting)
    third = acting.ticket(acting.ana, answers={"motivo": "Zarzamora", "idioma": "en"}, at=MONDAY + HOUR)
    join(gone, third, acting.bruno)
    join(keep, gone, acting.bruno)
    work()
    assert found(acting, acting.bruno, "zarzamora") == [third.pk]
    change = Change(acting.version("bienestar"), None, "Es un acoso, no una constancia.")
    reclassify(ticket_id=keep.pk, agent=acting.bruno, institution=acting.faro, wish=change, at=LATER + HOUR)
    for one in Ticket.objects.filter(pk__in=[keep.pk, gone.pk, third.pk]).select_related("unit"):
        assert (one.confidential, one.unit.slug) == (True, "bienestar"), one.code
    for code in (keep.code, gone.code, third.code):
        assert all(queries.desk_ticket(who, code) is None for who in (acting.bruno, acting.hugo))
        led = queries.desk_ticket(acting.gema, code)
        assert led and led.pk == keep.pk
    assert found(acting, acting.bruno, "zarzamora") == [], "before the words are indexed anew, too"
    work()
    assert found(acting, acting.bruno, "zarzamora") == [] == found(acting, acting.hugo, "zarzamora")
    assert found(acting, acting.gema, "zarzamora") == [third.pk]


def test_what_is_joined_with_another_units_request_is_that_units(acting: World) -> None:
    unit = Unit.objects.get(slug="tesoreria")
    Role.objects.create(person=acting.bruno, kind=RoleKind.AGENT, unit=unit)
    acting.bruno._roles = list(Role.objects.filter(person=acting.bruno))
    keep, gone = acting.ticket(acting.ana, "reclamo-pago"), acting.ticket(acting.ana, at=MONDAY + HOUR)
    join(keep, gone, acting.bruno)
    gone.refresh_from_db()
    assert gone.unit_id == unit.pk
    assert queries.desk_ticket(acting.carla, gone.code) is None
    assert not queries.visible_on_desk(acting.carla).exists()


def found(world: World, person: Person, words: str) -> list[int]:
    units = [unit.pk for unit in Unit.objects.all()]
    return [ticket.pk for ticket in search(words, person=person, units=units).tickets]

"""A request outlives the terms of its institution."""

from datetime import date, datetime, timedelta

import pytest

from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import TermVersion
from ventanilla.institutions.versions import publish
from ventanilla.tickets import correcting
from ventanilla.tickets.actions import attend
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.models import Deadline, Ticket

HOUR = timedelta(hours=1)


def given_up(slug: str) -> None:
    TermVersion.objects.filter(slug=slug).update(current=False)


def with_term_of_stage(state: str, slug: str) -> None:
    old = ServiceVersion.objects.get(slug="constancia", current=True)
    stages = [{**one, "term": slug} if one["state"] == state else one for one in old.data["stages"]]
    publish(
        ServiceVersion, slug="constancia", data={**old.data, "stages": stages}, at=MONDAY, service=old.service
    )


def returned(world: World, ticket: Ticket, at: datetime = MONDAY + HOUR) -> Deadline:
    attend.return_for_correction(ticket_id=ticket.pk, agent=world.bruno, body="Falta.", documents=[], at=at)
    found: Deadline = Deadline.objects.get(ticket=ticket, clock="correction")
    return found


def test_a_term_that_was_given_up_serves_what_was_promised_with_it(acting: World) -> None:
    term("correccion", "business_days", 3)
    promise(correction="correccion")
    ticket = acting.ticket(acting.ana)
    given_up("correccion")
    like = Deadline.objects.filter(ticket=ticket)[0]
    until = correcting.until(ticket, like=like, at=MONDAY + HOUR)
    assert returned(acting, ticket).due_at == until


def test_a_stage_with_a_term_that_was_given_up_begins(acting: World) -> None:
    term("etapa", "business_days", 2)
    with_term_of_stage("in_progress", "etapa")
    ticket = acting.ticket(acting.ana)
    given_up("etapa")
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + HOUR)
    assert Deadline.objects.filter(ticket=ticket, clock__startswith="stage:", met_at=None).exists()


@pytest.mark.parametrize(("last_day", "days"), [("2026-03-08", 4), ("2026-03-09", 2)])
def test_what_has_taken_a_terms_place_is_promised(acting: World, last_day: str, days: int) -> None:
    term("nuevo", "calendar_days", 4)
    term("viejo", "calendar_days", 2, valid_to=last_day, then="nuevo")
    promise(correction="viejo")
    row = returned(acting, acting.ticket(acting.ana))
    assert row.due_at.date() == MONDAY.date() + timedelta(days=days + 1)


def test_an_ended_request_begins_no_clock(acting: World) -> None:
    term("etapa", "business_days", 2)
    with_term_of_stage("closed", "etapa")
    ticket = acting.ticket(acting.ana)
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + HOUR)
    assert not [row.clock for row in Deadline.objects.filter(ticket=ticket) if row.runs]


def new_request(world: World) -> Deadline:
    found: Deadline = Deadline.objects.get(ticket=world.ticket(world.ana), clock="resolution")
    return found


def test_before_a_term_holds_nobody_is_promised_a_date_by_it(acting: World) -> None:
    term("nuevo", "calendar_days", 4, valid_from="2026-03-10")
    promise(resolution="nuevo")
    with pytest.raises(NoSuchPromise) as none:
        new_request(acting)
    assert (none.value.begins, none.value.ended) == (date(2026, 3, 10), None)


@pytest.mark.parametrize("key", ["valid_from", "valid_to"])
def test_on_its_first_and_last_day_a_term_is_promised(acting: World, key: str) -> None:
    term("nuevo", "calendar_days", 4, **{key: "2026-03-09"})
    promise(resolution="nuevo")
    assert new_request(acting).term.slug == "nuevo"


def test_after_its_last_day_a_term_that_nothing_follows_is_promised_to_nobody(acting: World) -> None:
    term("viejo", "calendar_days", 4, valid_to="2026-03-08")
    promise(resolution="viejo")
    with pytest.raises(NoSuchPromise) as none:
        new_request(acting)
    assert (none.value.begins, none.value.ended) == (None, date(2026, 3, 8))


def test_between_a_term_and_what_follows_there_may_be_a_gap(acting: World) -> None:
    term("nuevo", "calendar_days", 4, valid_from="2026-03-11")
    term("viejo", "calendar_days", 4, valid_to="2026-03-08", then="nuevo")
    promise(resolution="viejo")
    with pytest.raises(NoSuchPromise) as none:
        new_request(acting)
    assert none.value.begins == date(2026, 3, 11)


def test_what_runs_is_served_by_a_term_whose_validity_is_over(acting: World) -> None:
    term("correccion", "calendar_days", 2, valid_to="2026-03-08")
    promise(correction="correccion")
    row = returned(acting, acting.ticket(acting.ana))
    assert row.due_at.date() == MONDAY.date() + timedelta(days=3)

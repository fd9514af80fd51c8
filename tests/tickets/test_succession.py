"""Somebody leaves: what he attends passes on, once each, and one mail tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.tickets.test_placing import LATER, agent, dealt
from tests.world import MONDAY, World
from ventanilla.institutions.models import Unit
from ventanilla.journal.queries import events_of
from ventanilla.people.models import Role
from ventanilla.tickets.actions import attend, succession
from ventanilla.tickets.models import PassedOn, Succession, Ticket


@pytest.fixture
def bruno_leaves(acting: World) -> list[Ticket]:
    """He attends three requests of the registry, one of them answered."""
    tickets = [acting.ticket(who) for who in (acting.ana, acting.diego, acting.ana)]
    for ticket in tickets:
        attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)
    attend.answer(ticket_id=tickets[2].pk, agent=acting.bruno, body="Listo.", documents=[], at=MONDAY)
    return tickets


def asked(world: World, way: str, to: int | None = None) -> Succession:
    return succession.ask(
        person=world.bruno,
        unit=Unit.objects.get(slug="registro"),
        way=way,
        to_person_id=to,
        by=world.carla,
        reason="Se jubila",
        at=LATER,
    )


def holders(tickets: list[Ticket]) -> list[int | None]:
    return [Ticket.objects.get(pk=ticket.pk).assignee_id for ticket in tickets]


def test_to_a_colleague_all_of_them_once_with_one_mail_to_each(
    acting: World, bruno_leaves: list[Ticket], work: Callable[[], Any], catcher: Any
) -> None:
    work()
    nadia = agent("Nadia")
    asked(acting, "colleague", nadia.pk)
    work()
    assert holders(bruno_leaves) == [nadia.pk] * 3
    [mail] = catcher.messages(to="nadia@faro.test")
    assert "3 solicitudes de Bruno Vega" in mail.subject
    assert all(ticket.code in mail.text for ticket in bruno_leaves)
    [report] = catcher.messages(to="carla@faro.test")
    assert "3 solicitudes de Bruno Vega" in report.subject
    for ticket in bruno_leaves:
        assert events_of("ticket", ticket.pk)[-1].data["to"] == nadia.pk
    kinds = [event.kind for event in events_of("person", acting.bruno.pk)]
    assert kinds == ["succession.asked", "succession.finished"]


def test_to_nobody_they_wait_for_the_director(
    acting: World, bruno_leaves: list[Ticket], work: Any, catcher: Any
) -> None:
    asked(acting, "nobody")
    work()
    assert holders(bruno_leaves) == [None] * 3


def test_by_chooser_what_a_service_leaves_to_the_director_waits_for_him(
    acting: World, work: Any, catcher: Any
) -> None:
    dealt("constancia", "random", on_arrival=False)
    drawn, handed = acting.ticket(acting.ana), acting.ticket(acting.ana, "cambio-de-ies")
    attend.take(ticket_id=drawn.pk, agent=acting.bruno, at=MONDAY)
    attend.assign(ticket_id=handed.pk, agent=acting.carla, to_person_id=acting.bruno.pk, at=MONDAY)
    nadia = agent("Nadia")
    row = asked(acting, "chooser")
    while succession.pass_on(succession_id=row.pk, at=LATER):
        pass
    assert holders([drawn, handed]) == [nadia.pk, None]
    assert events_of("ticket", drawn.pk)[-1].data["chooser"] == "random"


def test_repeated_and_after_the_end_nothing_passes_twice(acting: World, bruno_leaves: list[Ticket]) -> None:
    nadia = agent("Nadia")
    row = asked(acting, "colleague", nadia.pk)
    for _ in range(4):
        succession.pass_on(succession_id=row.pk, at=LATER)
    assert PassedOn.objects.count() == 3
    assert [e.kind for e in events_of("person", acting.bruno.pk)].count("succession.finished") == 1


def test_many_pass_in_batches(
    acting: World, bruno_leaves: list[Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(succession, "BATCH", 1)
    row = asked(acting, "nobody")
    rounds = [succession.pass_on(succession_id=row.pk, at=LATER) for _ in range(3)]
    assert rounds == [True, True, False]
    assert holders(bruno_leaves) == [None] * 3


def test_nobody_attends_his_own_request(
    acting: World, bruno_leaves: list[Ticket], work: Any, catcher: Any
) -> None:
    """The colleague asked for one of them herself: that one waits for the director."""
    nadia = agent("Nadia")
    nadia.institution, nadia.types = acting.faro, ["estudiante"]
    hers = acting.ticket(nadia)
    attend.take(ticket_id=hers.pk, agent=acting.bruno, at=MONDAY)
    asked(acting, "colleague", nadia.pk)
    work()
    assert holders([*bruno_leaves, hers]) == [nadia.pk, nadia.pk, nadia.pk, None]


def test_a_role_that_goes_meanwhile_gets_nothing(
    acting: World, bruno_leaves: list[Ticket], work: Any, catcher: Any
) -> None:
    nadia = agent("Nadia")
    asked(acting, "colleague", nadia.pk)
    Role.objects.filter(person=nadia).delete()
    work()
    assert holders(bruno_leaves) == [None] * 3


def test_a_successor_attends_in_the_unit_and_a_reason_is_told(acting: World) -> None:
    for nobody in (acting.bruno.pk, acting.fabia.pk, acting.ana.pk, 0):
        with pytest.raises(succession.NoSuccessor):
            asked(acting, "colleague", nobody)
    registry = Unit.objects.get(slug="registro")
    wish: dict[str, Any] = {"person": acting.bruno, "unit": registry, "way": "nobody", "to_person_id": None}
    with pytest.raises(succession.NoReason):
        succession.ask(**wish, by=acting.carla, reason=" \n", at=LATER)
    for stranger in (acting.bruno, acting.fabia, acting.ana, acting.ines):
        with pytest.raises(PermissionError):
            succession.ask(**wish, by=stranger, reason="Se va", at=LATER)


def test_one_is_under_way_at_a_time(
    acting: World, bruno_leaves: list[Ticket], work: Any, catcher: Any
) -> None:
    asked(acting, "nobody")
    with pytest.raises(succession.UnderWay):
        asked(acting, "nobody")
    work()
    asked(acting, "nobody")


def test_a_director_does_not_name_who_attends_what_he_asked_for_himself(acting: World, work: Any) -> None:
    own = acting.ticket(acting.carla, at=LATER)
    attend.take(ticket_id=own.pk, agent=acting.bruno, at=LATER)
    asked(acting, "colleague", agent("Nadia").pk)
    while succession.pass_on(succession_id=Succession.objects.get().pk, at=LATER):
        pass
    assert holders([own]) == [None]

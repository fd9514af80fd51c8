"""Choosing rows, seeing what will happen to each, letting it happen or not."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend, bulk
from ventanilla.tickets.models import Pending, Tag, Ticket
from ventanilla.tickets.states import State


def hidden(page: str) -> dict[str, Any]:
    """What the form of the page would send."""
    found: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return {name: values if name in ("ticket", "seen") else values[-1] for name, values in found.items()}


def previewed(client: Any, deed: str, tickets: list[Ticket], **more: Any) -> str:
    codes = [ticket.code for ticket in tickets]
    page = client.post("/desk/bulk/", {"deed": deed, "ticket": codes, "back": "view=unit", **more})
    assert page.status_code == 200
    return str(page.content.decode())


def test_preview_confirm_done(world: World, client_of: Any, work: Any, catcher: Any) -> None:
    tickets = [world.ticket(who, at=now()) for who in (world.ana, world.diego)]
    bruno = client_of(world.bruno)
    page = previewed(bruno, "close", tickets)
    assert all(ticket.code in page for ticket in tickets)
    answer = bruno.post("/desk/bulk/", hidden(page))
    assert answer.status_code == 302
    listed = bruno.client.get(answer["Location"]).content.decode()
    assert "Deshacer" in listed
    work()
    with acting_in(world.faro):
        assert {ticket.state for ticket in Ticket.objects.all()} == {State.CLOSED}
    [outcome] = re.findall(r'href="/faro(/desk/bulk/[^"?]*)', listed)
    assert "Hecho en 2 de 2" in bruno.get(outcome).content.decode()


def test_undone(world: World, client_of: Any, work: Any, catcher: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    bruno = client_of(world.bruno)
    answer = bruno.post("/desk/bulk/", hidden(previewed(bruno, "close", [ticket])))
    [undo] = re.findall(
        r'action="/faro(/desk/bulk/[^"]*/undoing/)"', bruno.client.get(answer["Location"]).content.decode()
    )
    bruno.post(undo, {"back": "view=unit"})
    work()
    with acting_in(world.faro):
        assert Ticket.objects.get().state == State.SUBMITTED


def test_what_is_said_with_it_is_asked_for_first(
    world: World, client_of: Any, work: Any, catcher: Any
) -> None:
    ticket = world.ticket(world.ana, at=now())
    bruno = client_of(world.bruno)
    page = previewed(bruno, "tag", [ticket])
    assert 'name="value"' in page
    page = previewed(bruno, "tag", [ticket], value="Beca 2026")
    assert "#beca 2026" in page
    bruno.post("/desk/bulk/", hidden(page))
    work()
    with acting_in(world.faro):
        assert Tag.objects.get().name == "beca 2026"


def test_what_changed_since_it_was_looked_at_is_shown_again(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    bruno = client_of(world.bruno)
    form = hidden(previewed(bruno, "close", [ticket]))
    with acting_in(world.faro):
        attend.note(ticket_id=ticket.pk, agent=world.carla, body="Esperen.", at=now())
    page = bruno.post("/desk/bulk/", form)
    assert page.status_code == 200
    assert "cambiaron desde que usted las miró" in page.content.decode()
    with acting_in(world.faro):
        assert not Pending.objects.exists()


def test_rows_of_others_are_not_there(world: World, client_of: Any) -> None:
    mine = world.ticket(world.ana, at=now())
    theirs = world.ticket(world.ana, "bienestar", at=now())
    foreign = world.ticket(world.elena, at=now())
    page = previewed(client_of(world.bruno), "close", [mine, theirs, foreign])
    assert mine.code in page
    assert theirs.code not in page
    assert foreign.code not in page


def test_a_forged_confirmation_does_nothing_to_others(world: World, client_of: Any) -> None:
    theirs = world.ticket(world.ana, "bienestar", at=now())
    form = {
        "deed": "close",
        "ticket": [theirs.code],
        "confirmed": "yes",
        "key": str(uuid4()),
        "seen": [f"{theirs.code}=1"],
    }
    assert client_of(world.bruno).post("/desk/bulk/", form).status_code == 200
    with acting_in(world.faro):
        assert not Pending.objects.exists()


def test_an_administrator_who_does_not_attend_changes_nothing(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    page = previewed(client_of(world.hugo), "close", [ticket])
    assert "Usted no la atiende" in page
    assert "confirmed" in page
    assert client_of(world.hugo).post("/desk/bulk/", hidden(page)).status_code in (200, 302)
    with acting_in(world.faro):
        assert not Pending.objects.exists()


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"deed": "explode", "ticket": ["x"]}, 404),
        ({"deed": "close"}, 302),
        ({"deed": "close", "ticket": ["x"] * 201}, 302),
        ({"deed": "close", "ticket": ["x", "\0", "' OR 1=1"]}, 200),
        ({"deed": "assign", "ticket": ["x"], "value": "9" * 50}, 200),
        ({"deed": "tag", "ticket": ["x"], "value": "x" * 10_000}, 200),
        ({"deed": "close", "ticket": ["x"], "back": "x" * 5_000, "key": "no key"}, 200),
    ],
)
def test_nonsense(world: World, client_of: Any, form: dict[str, Any], status: int) -> None:
    assert client_of(world.bruno).post("/desk/bulk/", form).status_code == status


def test_somebody_elses_outcome_is_not_there(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    bruno, carla = client_of(world.bruno), client_of(world.carla)
    answer = bruno.post("/desk/bulk/", hidden(previewed(bruno, "close", [ticket])))
    key = answer["Location"].partition("done=")[2]
    assert carla.get(f"/desk/bulk/{key}/").status_code == 404
    carla.post(f"/desk/bulk/{key}/undoing/", {"back": ""})
    with acting_in(world.faro):
        assert Pending.objects.get().status == Pending.Status.WAITING


def test_statements(world: World, client_of: Any, statements: Any) -> None:
    tickets = [world.ticket(world.ana, at=now()) for _ in range(20)]
    bruno = client_of(world.bruno)
    with statements(8):
        page = previewed(bruno, "close", tickets)
    with statements(14):
        bruno.post("/desk/bulk/", hidden(page))


def test_what_was_taken_back_is_not_told_as_done(world: World, client_of: Any) -> None:
    first, second = (world.ticket(who, at=now()) for who in (world.ana, world.diego))
    key = uuid4()
    with acting_in(world.faro):
        for n, (ticket, status) in enumerate(((first, "done"), (second, "cancelled"))):
            data = {"deed": "close", "value": "", "tickets": [ticket.pk], "group": str(key)}
            Pending.objects.create(
                kind=bulk.KIND, key=bulk.keys(key)[n], data=data, by=world.bruno, status=status, run_at=now(),
                created_at=now(), ended_at=now(), documents=[],
            )  # fmt: skip
    assert "Hecho en 1 de 2" in client_of(world.bruno).get(f"/desk/bulk/{key}/").content.decode()

"""How a service's requests are given out, written in the office."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.office.writing import sheet, write
from tests.world import World
from ventanilla.institutions.acting import acting_in

SERVICE = "/office/services/constancia/"
SHEET = f"{SERVICE}edit/giving/"
CHOOSER, ARRIVING = "assignment.chooser", "assignment.on_arrival"


@pytest.fixture
def hugo(world: World, client_of: Any) -> Any:
    visitor = client_of(world.hugo)
    visitor.post(f"{SERVICE}draft/")
    return visitor


def given_out(world: World) -> tuple[str, dict[str, Any]]:
    with acting_in(world.faro):
        data = world.version("constancia").data
    return data["draw"], data["assignment"]


def test_a_service_is_drawn_on_arrival_from_its_publication_on(world: World, hugo: Any) -> None:
    assert sheet(hugo, SHEET)[CHOOSER] == "by_hand"
    assert (
        hugo.post(SHEET, {"draw": "drawn", CHOOSER: "random", ARRIVING: "on", "look": "1"}).status_code == 302
    )
    page = hugo.get(f"{SERVICE}publication/").content.decode()
    assert "Por sorteo" in page
    assert "Apenas llegan" in page
    assert given_out(world)[1]["chooser"] == "by_hand"
    hugo.post(f"{SERVICE}publication/")
    assert given_out(world) == ("drawn", {"chooser": "random", "on_arrival": True})


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"draw": "drawn", CHOOSER: "by_hand", ARRIVING: "on"}, "Elija antes una forma"),
        ({"draw": "excepted", CHOOSER: "random"}, "no se sortea ni se reparte"),
        ({"draw": "drawn", CHOOSER: "rey"}, "by_hand"),
    ],
)
def test_what_cannot_be_is_told_so(world: World, hugo: Any, wish: dict[str, str], said: str) -> None:
    answer = hugo.post(SHEET, {**wish, "look": "1"})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert given_out(world) == ("drawn", {"chooser": "by_hand", "on_arrival": False})


def test_the_director_hands_out_what_he_says_is_excepted(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    carla.post(f"{SERVICE}draft/")
    assert write(carla, SHEET, draw="excepted").status_code == 302
    carla.post(f"{SERVICE}publication/")
    assert given_out(world)[0] == "excepted"

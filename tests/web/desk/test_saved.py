"""Lists kept by a name: one's own, or a unit's."""

from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Role
from ventanilla.tickets.models import SavedView
from ventanilla.tickets.queue.saved import MOST

HERE = "/desk/saved/?view=unit&service=constancia&sort=created"


def saved(world: World) -> list[SavedView]:
    with acting_in(world.faro):
        return list(SavedView.objects.order_by("id"))


def test_what_one_looks_at_is_kept_and_stands_beside_the_lists(world: World, client_of: Any) -> None:
    bruno = client_of(world.bruno)
    answer = bruno.post(HERE, {"name": "  Constancias   de hoy "})
    assert answer.status_code == 302
    [row] = saved(world)
    assert (row.name, row.unit_id) == ("Constancias de hoy", None)
    assert row.query == "view=unit&unit=registro&service=constancia&sort=created"
    assert "Constancias de hoy" in bruno.get("/desk/").content.decode()
    assert "Constancias de hoy" not in client_of(world.carla).get("/desk/").content.decode()


def test_shared_with_the_unit_everybody_there_sees_it(world: World, client_of: Any) -> None:
    client_of(world.bruno).post(HERE, {"name": "Constancias", "unit": "registro"})
    assert "Constancias" in client_of(world.carla).get("/desk/").content.decode()
    assert "Constancias" not in client_of(world.fabia).get("/desk/").content.decode()


def test_its_author_and_the_units_director_rename_and_delete_it(world: World, client_of: Any) -> None:
    client_of(world.bruno).post(HERE, {"name": "Constancias", "unit": "registro"})
    [row] = saved(world)
    client_of(world.carla).post(f"/desk/saved/{row.pk}/", {"name": "Las constancias"})
    assert saved(world)[0].name == "Las constancias"
    assert client_of(world.fabia).post(f"/desk/saved/{row.pk}/", {"delete": "1"}).status_code == 404
    client_of(world.bruno).post(f"/desk/saved/{row.pk}/", {"delete": "1"})
    assert saved(world) == []


def test_somebody_elses_own_list_is_not_there(world: World, client_of: Any) -> None:
    client_of(world.bruno).post(HERE, {"name": "Constancias"})
    [row] = saved(world)
    for who in (world.carla, world.hugo):
        assert client_of(who).post(f"/desk/saved/{row.pk}/", {"delete": "1"}).status_code == 404
    assert client_of(world.pablo).post(f"/desk/saved/{row.pk}/", {"delete": "1"}).status_code == 404
    assert saved(world) == [row]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\0", "x" * 10_000])
def test_a_name_that_is_none_is_told_and_kept_in_the_form(world: World, client_of: Any, name: str) -> None:
    page = client_of(world.bruno).post(HERE, {"name": name})
    assert page.status_code == 200
    assert "Escriba un nombre" in page.content.decode()
    assert saved(world) == []


def test_a_unit_that_one_does_not_attend_is_refused(world: World, client_of: Any) -> None:
    bruno = client_of(world.bruno)
    for unit in ("tesoreria", "../x"):
        assert "ya no atiende" in bruno.post(HERE, {"name": "X", "unit": unit}).content.decode()
    assert saved(world) == []


def test_whose_role_was_taken_away_sees_and_changes_the_units_lists_no_more(
    world: World, client_of: Any
) -> None:
    client_of(world.bruno).post(HERE, {"name": "Constancias", "unit": "registro"})
    [row] = saved(world)
    assert row.unit_id is not None
    with acting_in(world.faro):
        Role.objects.filter(person=world.bruno).update(unit=row.unit_id + 1)
    assert client_of(world.bruno).post(f"/desk/saved/{row.pk}/", {"delete": "1"}).status_code == 404


def test_there_are_no_more_than_one_finds_his_way_in(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        SavedView.objects.bulk_create(
            SavedView(person=world.bruno, name=f"Lista {n}", query="view=unit") for n in range(MOST)
        )
    page = client_of(world.bruno).post(HERE, {"name": "Una más"}).content.decode()
    assert "que es el máximo" in page


def test_nothing_but_a_list_can_be_kept(world: World, client_of: Any) -> None:
    """The address is made of what is known: no other page and no other parameter."""
    client_of(world.bruno).post("/desk/saved/?view=unit&next=//evil.test&x=1", {"name": "X"})
    assert saved(world)[0].query == "view=unit&unit=registro"


def test_statements(world: World, client_of: Any, statements: Any) -> None:
    bruno = client_of(world.bruno)
    with statements(8):
        bruno.get(HERE)
    with statements(14):
        bruno.post(HERE, {"name": "Constancias"})

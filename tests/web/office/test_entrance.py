"""Who finds the office, and what stands in its menu."""

from typing import Any

import pytest

from tests.world import World
from ventanilla.people.rules import OFFICE
from ventanilla.web.office.navigation import ENTRIES


@pytest.mark.parametrize("path", ["/office/", "/office/services/"])
def test_a_stranger_signs_in_and_comes_back(world: World, visitor: Any, path: str) -> None:
    answer = visitor(world.faro).get(path)
    assert answer.status_code == 302
    assert answer["Location"] == f"/faro/login/?next=/faro{path}"


@pytest.mark.parametrize("who", ["ana", "bruno", "pablo"])
def test_for_others_there_is_no_office(world: World, client_of: Any, who: str) -> None:
    client = client_of(getattr(world, who))
    for path in ("/office/", "/office/services/"):
        assert client.get(path).status_code == 404
    assert "/office/" not in client.get("/").content.decode()


@pytest.mark.parametrize("who", ["hugo", "carla"])
def test_an_administrator_and_a_director_come_in_by_the_shell(world: World, client_of: Any, who: str) -> None:
    client = client_of(getattr(world, who))
    for page in ("/", "/desk/"):
        assert 'href="/faro/office/"' in client.get(page).content.decode()
    assert "Lo que le necesita" in client.get("/office/").content.decode()
    assert 'aria-current="page"><span>Catálogo' in client.get("/office/services/").content.decode()


@pytest.mark.parametrize("who", ["ines", "julia"])
def test_who_oversees_finds_what_he_may_read_and_nothing_to_write(
    world: World, client_of: Any, who: str
) -> None:
    client = client_of(getattr(world, who))
    assert 'href="/faro/office/"' in client.get("/").content.decode()
    page = client.get("/office/").content.decode()
    assert 'href="/faro/office/breaches/"' in page
    for path in ("/office/services/", "/office/units/", "/office/people/", "/office/pauses/"):
        assert client.get(path).status_code == 404
        assert f'href="/faro{path}"' not in page


def test_the_shell_knows_for_whom_there_are_pages() -> None:
    assert {kind for entry in ENTRIES for kind in entry.roles} == set(OFFICE)

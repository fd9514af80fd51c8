"""For whom a page of the office is not, it is not there: not another unit's, not another institution's."""

from typing import Any

import pytest

from tests.web.office.writing import write
from tests.world import World
from ventanilla.catalogue.models import Category
from ventanilla.institutions.acting import acting_in
from ventanilla.publishing.models import Edit

OF_REGISTRO = (
    "/office/services/constancia/",
    "/office/units/registro/",
)
OF_OTHERS = (
    "/office/services/beca/",
    "/office/units/tesoreria/",
    "/office/categories/financieros/edit/texts/",
    "/office/categories/financieros/publication/",
    "/office/calendars/",
    "/office/calendars/oficina/edit/hours/",
    "/office/calendars/oficina/publication/",
)
VERBS = (
    "/office/services/beca/draft/",
    "/office/services/beca/draft/update/",
    "/office/services/beca/activation/",
    "/office/services/beca/publication/",
    "/office/units/tesoreria/draft/",
    "/office/categories/financieros/draft/",
    "/office/calendars/oficina/draft/",
)


@pytest.mark.parametrize("path", OF_OTHERS)
def test_a_director_finds_what_is_his_units_and_nothing_else(world: World, client_of: Any, path: str) -> None:
    carla = client_of(world.carla)
    for own in OF_REGISTRO:
        assert carla.get(own).status_code == 200
    assert carla.get(path).status_code == 404


@pytest.mark.parametrize("path", VERBS)
@pytest.mark.parametrize("who", ["carla", "bruno", "ana"])
def test_nor_can_he_change_it(world: World, client_of: Any, path: str, who: str) -> None:
    assert client_of(getattr(world, who)).post(path, {"on": "0"}).status_code == 404
    with acting_in(world.faro):
        assert not Edit.objects.exists()


def test_the_list_of_a_director_holds_his_units_services(world: World, client_of: Any) -> None:
    page = client_of(world.carla).get("/office/services/").content.decode()
    assert "/office/services/constancia/" in page
    assert "/office/services/beca/" not in page
    assert "Editar la categoría" not in page


def test_a_category_in_which_nothing_stands_is_there_to_be_edited(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        data = {"slug": "vacia", "name": "Vacía", "description": "Nada todavía"}
        Category.objects.create(slug="vacia", position=9, data=data, digest="")
    for who, there in (("hugo", True), ("carla", False)):
        page = client_of(getattr(world, who)).get("/office/services/").content.decode()
        assert ("/office/categories/vacia/draft/" in page) == there


def test_a_draft_belongs_to_its_author(world: World, client_of: Any) -> None:
    hugo, carla = client_of(world.hugo), client_of(world.carla)
    hugo.post("/office/services/constancia/draft/")
    seen = write(hugo, "/office/services/constancia/edit/texts/", name_es="Secreta")["Location"]
    assert carla.get(seen.removeprefix("/faro")).status_code == 404
    assert carla.get("/office/services/constancia/publication/").status_code == 302
    carla.post("/office/services/constancia/publication/")
    assert "Secreta" not in carla.get("/office/services/constancia/").content.decode()


@pytest.mark.parametrize("asked", ["", "0", "x", "99999999999999999999", "-1"])
def test_a_preview_of_nothing_is_not_there(world: World, client_of: Any, visitor: Any, asked: str) -> None:
    for client in (client_of(world.hugo), visitor(world.faro)):
        answer = client.get(f"/services/constancia/?preview={asked}")
        assert answer.status_code == (404 if asked else 200)


def test_what_does_not_exist_is_not_there(world: World, client_of: Any) -> None:
    hugo = client_of(world.hugo)
    for path in ("services/nada/", "units/nada/", "calendars/nada/edit/hours/", "people/999999/"):
        assert hugo.get(f"/office/{path}").status_code == 404
    hugo.post("/office/services/constancia/draft/")
    assert hugo.get("/office/services/constancia/edit/nada/").status_code == 404


def test_somebody_of_another_institution_is_a_stranger(world: World, client_of: Any) -> None:
    """Pablo attends at Puerto; Hugo's pages are not there for him, and Puerto's people not for Hugo."""
    assert client_of(world.pablo).get("/office/services/").status_code == 404
    assert client_of(world.hugo).get(f"/office/people/{world.elena.pk}/").status_code == 404

"""What each page and each verb of the office may ask of the database."""

from typing import Any

import pytest

from tests.web.office.writing import sheet, write
from tests.world import World

SERVICE = "/office/services/constancia/"
CALENDAR = "/office/calendars/oficina/"


@pytest.mark.parametrize("who", ["hugo", "carla"])
@pytest.mark.parametrize(
    "path",
    [
        "/office/services/",
        SERVICE,
        f"{SERVICE}form/",
        "/office/units/",
        "/office/units/registro/",
        "/office/people/?q=ana",
    ],
)
def test_a_page(world: World, client_of: Any, statements: Any, who: str, path: str) -> None:
    client = client_of(getattr(world, who))
    with statements(8):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/office/calendars/", "/office/people/{}/"])
def test_a_page_for_administrators(world: World, client_of: Any, statements: Any, path: str) -> None:
    hugo = client_of(world.hugo)
    with statements(8):
        assert hugo.get(path.format(world.bruno.pk)).status_code == 200


@pytest.mark.parametrize("kind", ["service", "category", "calendar", "unit"])
def test_a_draft(world: World, client_of: Any, statements: Any, kind: str) -> None:
    path, page = {
        "service": (SERVICE, "texts"),
        "category": ("/office/categories/financieros/", "texts"),
        "calendar": (CALENDAR, "hours"),
        "unit": ("/office/units/registro/", "texts"),
    }[kind]
    hugo = client_of(world.hugo)
    with statements(14):
        hugo.post(f"{path}draft/")
    with statements(8):
        fields = sheet(hugo, f"{path}edit/{page}/")
    with statements(14):
        seen = hugo.post(f"{path}edit/{page}/", {**fields, "name-es": "Otro nombre", "look": "1"})
    with statements(8):
        hugo.get(f"{path}publication/")
    with statements(
        9 if kind in {"service", "unit"} else 8
    ):  # the draft itself is one more on the fullest page
        assert hugo.get(seen["Location"].removeprefix("/faro")).status_code == 200
    first = 2 if kind == "unit" else 0  # the first event about it makes the head of its chain
    with statements(14 + first):
        assert hugo.post(f"{path}publication/").status_code == 302


def test_an_outdated_draft(world: World, client_of: Any, statements: Any) -> None:
    hugo, carla = client_of(world.hugo), client_of(world.carla)
    for client, name in ((hugo, "De Hugo"), (carla, "De Carla")):
        client.post(f"{SERVICE}draft/")
        write(client, f"{SERVICE}edit/texts/", name_es=name)
    carla.post(f"{SERVICE}publication/")
    with statements(8):
        assert "De Carla" in hugo.get(f"{SERVICE}publication/").content.decode()
    with statements(14):
        hugo.post(f"{SERVICE}draft/update/")


def test_verbs(world: World, client_of: Any, statements: Any) -> None:
    hugo, path = client_of(world.hugo), f"/office/people/{world.diego.pk}/"
    with statements(14):
        hugo.post(f"{SERVICE}activation/", {"on": "0"})
    with statements(16):  # the lock of the journal's head, which is made the first time
        hugo.post(path, {"kind": "agent", "unit": "registro", "reason": "Llega"})
    with statements(16):
        hugo.post(f"{path}taking/", {"role": "1", "reason": "Se va"})

"""Roles given and taken on the pages of the office."""

from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Role, RoleChange


def person(world: World, name: str) -> str:
    return f"/office/people/{getattr(world, name).pk}/"


def role(world: World, name: str) -> int:
    with acting_in(world.faro):
        return int(Role.objects.filter(person=getattr(world, name)).values_list("pk", flat=True)[0])


@pytest.mark.parametrize("asked", ["diego@faro.test", "DIEGO@faro", " e-diego "])
def test_somebody_is_found_by_what_he_is_known_by(world: World, client_of: Any, asked: str) -> None:
    with acting_in(world.faro):
        type(world.diego).objects.filter(pk=world.diego.pk).update(username="e-diego")
    page = client_of(world.hugo).get("/office/people/", {"q": asked}).content.decode()
    assert person(world, "diego") in page
    assert person(world, "ana") not in page


@pytest.mark.parametrize("asked", ["nadie@faro.test", "%", "'", "\0", "x" * 5000, "elena@faro.test"])
def test_who_is_not_here_is_not_found(world: World, client_of: Any, asked: str) -> None:
    page = client_of(world.hugo).get("/office/people/", {"q": asked})
    assert page.status_code == 200
    assert 'class="door"' not in page.content.decode()


def test_an_agent_comes_and_goes_with_a_reason(world: World, client_of: Any) -> None:
    hugo, path = client_of(world.hugo), person(world, "diego")
    wish = {"kind": "agent", "unit": "registro", "reason": "Reemplaza a Bruno"}
    told = hugo.post(path, wish, follow=True).content.decode()
    assert "La función está dada" in told
    assert "Reemplaza a Bruno" in told
    assert client_of(world.diego).get("/desk/").status_code == 200
    gone = hugo.post(f"{path}taking/", {"role": role(world, "diego"), "reason": "Terminó"}, follow=True)
    assert "La función está quitada" in gone.content.decode()
    assert client_of(world.diego).get("/desk/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": " "}, "Escriba el motivo"),
        ({"reason": "x" * 401}, "Escriba el motivo"),
        ({"unit": ""}, "Elija la unidad"),
        ({"unit": "nada"}, "Elija la unidad"),
        ({"kind": "rey"}, "Elija la función"),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_stays(
    world: World, client_of: Any, changes: dict[str, str], said: str
) -> None:
    wish = {"kind": "agent", "unit": "registro", "reason": "Llega hoy", **changes}
    page = client_of(world.hugo).post(person(world, "diego"), wish)
    assert page.status_code == 200
    assert said in page.content.decode()
    if "reason" not in changes:
        assert "Llega hoy" in page.content.decode()
    with acting_in(world.faro):
        assert not RoleChange.objects.exists()


def test_twice_the_same_role_is_said(world: World, client_of: Any) -> None:
    wish = {"kind": "agent", "unit": "registro", "reason": "Otra vez"}
    page = client_of(world.hugo).post(person(world, "bruno"), wish).content.decode()
    assert "ya tiene esa función" in page


def test_the_last_administrator_stays_and_a_reason_is_needed(world: World, client_of: Any) -> None:
    hugo, path = client_of(world.hugo), f"{person(world, 'hugo')}taking/"
    for reason, said in (
        ("Me voy", "última persona con función de administración"),
        ("", "escriba el motivo"),
    ):
        told = hugo.post(path, {"role": role(world, "hugo"), "reason": reason}, follow=True)
        assert said in told.content.decode()
    for nothing in ("", "x", "0", "9" * 30):
        told = hugo.post(path, {"role": nothing, "reason": "Fuera"}, follow=True)
        assert "ya se había quitado" in told.content.decode()
    assert hugo.get("/office/people/").status_code == 200


def test_a_director_hands_out_his_units_agents(world: World, client_of: Any) -> None:
    carla, path = client_of(world.carla), person(world, "diego")
    page = carla.get(path).content.decode()
    assert 'value="agent"' in page
    assert 'value="administrator"' not in page
    assert 'value="tesoreria"' not in page
    assert (
        "dada"
        in carla.post(
            path, {"kind": "agent", "unit": "registro", "reason": "Llega"}, follow=True
        ).content.decode()
    )
    for kind, unit in (("director", "registro"), ("administrator", ""), ("agent", "tesoreria")):
        answer = carla.post(path, {"kind": kind, "unit": unit, "reason": "Llega"})
        assert answer.status_code == 200
    taking = f"{person(world, 'fabia')}taking/"
    assert carla.post(taking, {"role": role(world, "fabia"), "reason": "No"}).status_code == 404
    with acting_in(world.faro):
        assert Role.objects.filter(person=world.fabia).exists()
        assert RoleChange.objects.count() == 1


def test_the_list_goes_on_after_its_last_row(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        people = [
            type(world.ana).objects.create(
                given_names=f"Agente {n:03}", email=f"agente{n}@faro.test", created_at=world.ana.created_at
            )
            for n in range(60)
        ]
        Role.objects.bulk_create(
            Role(person=one, kind="agent", unit_id=world.bruno.roles[0].unit_id) for one in people
        )
    hugo = client_of(world.hugo)
    for path in ("/office/units/", "/office/units/registro/"):
        first = hugo.get(path).content.decode()
        assert "Agente 059" in first
        assert "Agente 000" not in first
        after = first.split("?after=")[1].split('"')[0]
        assert "Agente 000" in hugo.get(path, {"after": after}).content.decode()
    assert hugo.get("/office/units/", {"after": "x' OR 1"}).status_code == 200


def test_a_unit_without_anybody_says_so(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        Role.objects.filter(unit__slug="bienestar").delete()
    assert "sus solicitudes esperan" in client_of(world.hugo).get("/office/units/bienestar/").content.decode()


def test_a_reason_with_what_no_text_may_hold_is_kept_without_it(world: World, client_of: Any) -> None:
    wish = {"kind": "agent", "unit": "registro", "reason": "Llega\0 hoy"}
    path = f"/office/people/{world.diego.pk}/"
    page = client_of(world.hugo).post(path, wish, follow=True)
    assert "Llega hoy" in page.content.decode()

"""The director writes, looks, delivers; the agent reads, answers, acknowledges. For others it is not there."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from tests.reports.registry import HOUR, answer
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Person, Role
from ventanilla.quality.models import Acknowledgement, Evaluation, EvaluationDraft, Remark
from ventanilla.reports.counting import rebuild

LIST, MINE, NEW = "/office/evaluations/", "/office/evaluations/mine/", "/office/evaluations/new/"
MARCH = {"since": "2026-03-01", "until": "2026-03-31"}
WORDS = {"strengths": "Explica con claridad.", "improvements": "", "agreements": "Un curso en mayo."}


def begun(client: Any, who: Person, unit: str = "registro", **days: str) -> str:
    """The path of the draft."""
    answer = client.post(NEW, {"who": f"{who.pk}@{unit}", **MARCH, **days})
    assert answer.status_code == 302, answer.content.decode()
    path: str = answer["Location"].removeprefix("/faro")
    return path


def delivered(world: World, client: Any, who: Person) -> Evaluation:
    path = begun(client, who)
    client.post(path, WORDS)
    assert client.post(f"{path}delivery/").status_code == 302
    with acting_in(world.faro):
        found: Evaluation = Evaluation.objects.latest("id")
        return found


def text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_director_writes_looks_and_delivers(told: Any, world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    first = carla.get(LIST).content.decode()
    assert "Bruno Vega · Registro" in first
    for other in ("Carla Solís ·", "Fabia", "Gema"):
        assert other not in first
    path = begun(carla, world.bruno)
    page = text(carla.get(path).content.decode())
    assert "1 h 30 min" in page
    assert "5 días hábiles" in page
    saved = carla.post(path, {**WORDS, "look": "1"})
    assert saved["Location"] == f"/faro{path}delivery/"
    preview = text(carla.get(f"{path}delivery/").content.decode())
    assert "Explica con claridad." in preview
    assert "Así se leerá" in preview
    sent = carla.post(f"{path}delivery/")
    shown = text(carla.get(sent["Location"].removeprefix("/faro")).content.decode())
    assert "Un curso en mayo." in shown
    assert "Lo que puede mejorar" not in shown  # nothing was written there
    assert carla.get(path).status_code == 404  # the draft is gone


def test_the_figures_are_those_of_the_day_on_which_they_were_taken(
    told: Any, world: World, client_of: Any
) -> None:
    carla = client_of(world.carla)
    path = begun(carla, world.bruno)
    answer(world.ticket(world.diego, at=MONDAY), world.bruno, MONDAY + HOUR)
    with acting_in(world.faro):
        rebuild()
        draft = EvaluationDraft.objects.get()
    kept = {one["slug"]: one for one in draft.figures["figures"]}
    assert (kept["answered"]["value"], kept["answered"]["unit"], kept["in_time"]["value"]) == (5, 6, 1.0)
    assert set(kept["answered"]["how"]) == {"es", "en"}
    (service,) = draft.figures["services"]
    assert (service["answered"], service["time"]["es"], service["time"]["en"]) == (
        5,
        "5 días hábiles",
        "5 working days",
    )
    carla.post(f"{path}figures/")
    with acting_in(world.faro):
        draft.refresh_from_db()
    assert {one["slug"]: one for one in draft.figures["figures"]}["answered"]["value"] == 6


def test_the_agent_reads_answers_and_acknowledges(told: Any, world: World, client_of: Any) -> None:
    made = delivered(world, client_of(world.carla), world.bruno)
    bruno, path = client_of(world.bruno), f"{LIST}{made.pk}/"
    assert f'href="/faro{path}"' in bruno.get(MINE).content.decode()
    page = bruno.get(path).content.decode()
    assert "Explica con claridad." in page
    assert "La he leído" in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    for _ in range(2):
        bruno.post(f"{path}remarks/", {"body": "De acuerdo, salvo en una cosa.", "key": key[1]})
        bruno.post(f"{path}acknowledgement/")
    with acting_in(world.faro):
        assert (Remark.objects.count(), Acknowledgement.objects.count()) == (1, 1)
    shown = text(client_of(world.carla).get(path).content.decode())
    assert "De acuerdo, salvo en una cosa." in shown
    assert "leída el" in shown
    assert "La he leído" not in shown


def test_what_was_written_is_not_lost(told: Any, world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    path = begun(carla, world.bruno)
    page = carla.post(path, {**WORDS, "agreements": "x" * 10_001})
    assert page.status_code == 200
    assert "Explica con claridad." in page.content.decode()
    assert "10000 caracteres" in page.content.decode().replace(".", "")
    carla.post(path, {})
    assert "Escriba algo primero" in carla.post(f"{path}delivery/").content.decode()
    made = delivered(world, carla, world.bruno)
    empty = client_of(world.bruno).post(f"{LIST}{made.pk}/remarks/", {"body": " ", "key": uuid4()})
    assert "Escriba algo antes de enviar" in empty.content.decode()


def test_a_correction_names_the_first(told: Any, world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    made = delivered(world, carla, world.bruno)
    path = carla.post(f"{LIST}{made.pk}/correction/")["Location"].removeprefix("/faro")
    assert "Explica con claridad." in carla.get(path).content.decode()
    carla.post(path, {**WORDS, "improvements": "Citar la norma."})
    second = carla.post(f"{path}delivery/")["Location"].removeprefix("/faro")
    bruno = client_of(world.bruno)
    assert f'href="/faro{LIST}{made.pk}/"' in bruno.get(second).content.decode()
    first = bruno.get(f"{LIST}{made.pk}/").content.decode()
    assert f'href="/faro{second}"' in first
    assert "Citar la norma." not in first
    assert "Corregida por una posterior" in bruno.get(MINE).content.decode()
    assert carla.post(f"{LIST}{made.pk}/correction/")["Location"] == f"/faro{LIST}{made.pk}/"


@pytest.mark.parametrize("who", ["ana", "diego", "fabia", "gema", "hugo", "julia"])
def test_for_others_it_is_not_there(told: Any, world: World, client_of: Any, who: str) -> None:
    carla = client_of(world.carla)
    made, path = delivered(world, carla, world.bruno), begun(carla, world.bruno)
    client = client_of(getattr(world, who))
    for address in (f"{LIST}{made.pk}/", path, f"{path}delivery/"):
        assert client.get(address).status_code == 404, address
    posts = ("remarks/", "acknowledgement/", "correction/")
    for address in (*(f"{LIST}{made.pk}/{verb}" for verb in posts), f"{path}removal/", f"{path}figures/"):
        assert client.post(address, {"body": "x"}).status_code == 404, address
    for listed in (LIST, MINE):
        assert "Bruno Vega" not in text(client.get(listed).content.decode()).replace("Bruno Vega · ", "")


def test_quality_reads_and_changes_nothing(told: Any, world: World, client_of: Any) -> None:
    made = delivered(world, client_of(world.carla), world.bruno)
    ines = client_of(world.ines)
    assert f'href="/faro{LIST}{made.pk}/"' in ines.get(LIST).content.decode()
    assert ines.get(f"{LIST}{made.pk}/").status_code == 200
    for verb in ("remarks/", "acknowledgement/", "correction/"):
        assert ines.post(f"{LIST}{made.pk}/{verb}", {"body": "x"}).status_code == 404
    assert ines.post(NEW, {"who": f"{world.bruno.pk}@registro", **MARCH}).status_code == 404


def test_an_administrator_evaluates_directors_and_only_them(told: Any, world: World, client_of: Any) -> None:
    hugo = client_of(world.hugo)
    page = hugo.get(LIST).content.decode()
    assert "Carla Solís · Registro" in page
    assert "Bruno Vega" not in page
    made = delivered(world, hugo, world.carla)
    assert client_of(world.carla).get(f"{LIST}{made.pk}/").status_code == 200
    assert client_of(world.bruno).get(f"{LIST}{made.pk}/").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"who": "0@registro"},
        {"who": "999999999999999999999@registro"},
        {"who": "x@y@z"},
        {"since": "nada"},
        {"since": "2090-01-01", "until": "2090-02-01"},
    ],
)
def test_whom_and_when_must_be_known(world: World, client_of: Any, given: dict[str, str]) -> None:
    asked = {"who": f"{world.bruno.pk}@registro", **MARCH, **given} if given else {}
    page = client_of(world.carla).post(NEW, asked)
    assert page.status_code == 200
    assert "Elija" in page.content.decode()
    with acting_in(world.faro):
        assert not EvaluationDraft.objects.exists()


def test_nobody_evaluates_himself_nor_another_unit(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    for who, unit in ((world.carla, "registro"), (world.fabia, "tesoreria"), (world.ana, "registro")):
        assert carla.post(NEW, {"who": f"{who.pk}@{unit}", **MARCH}).status_code == 200
    with acting_in(world.faro):
        assert not EvaluationDraft.objects.exists()


def test_who_lost_his_role_still_reads_his_own_and_keeps_his_draft(
    told: Any, world: World, client_of: Any
) -> None:
    carla = client_of(world.carla)
    made, path = delivered(world, carla, world.bruno), begun(carla, world.bruno)
    carla.post(path, WORDS)
    with acting_in(world.faro):
        Role.objects.filter(person__in=[world.bruno, world.carla]).delete()
    assert client_of(world.bruno).get(MINE).status_code == 200
    assert client_of(world.bruno).get(f"{LIST}{made.pk}/").status_code == 200
    refused = carla.post(f"{path}delivery/")
    assert "Su borrador se conserva" in refused.content.decode()
    with acting_in(world.faro):
        assert EvaluationDraft.objects.exists()


def test_a_draft_can_be_thrown_away(told: Any, world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    path = begun(carla, world.bruno)
    assert f'href="/faro{path}"' in carla.get(LIST).content.decode()
    carla.post(f"{path}removal/")
    assert carla.get(path).status_code == 404


@pytest.mark.parametrize("path", [LIST, MINE])
def test_a_stranger_signs_in(world: World, visitor: Any, path: str) -> None:
    assert visitor(world.faro).get(path)["Location"].startswith("/faro/login/")


def test_in_english(told: Any, world: World, client_of: Any) -> None:
    made = delivered(world, client_of(world.carla), world.bruno)
    page = client_of(world.bruno, **{"accept-language": "en"}).get(f"{LIST}{made.pk}/").content.decode()
    for words in (
        "Your answer",
        "Half took no longer",
        "5 working days",
        "Answers sent, and requests closed",
    ):
        assert words in page


def test_their_budgets(told: Any, world: World, client_of: Any, statements: Any) -> None:
    carla, bruno, hugo = client_of(world.carla), client_of(world.bruno), client_of(world.hugo)
    made, path = delivered(world, carla, world.bruno), begun(carla, world.bruno)
    carla.post(path, WORDS)
    pages = [
        (carla, LIST),
        (hugo, LIST),
        (client_of(world.ines), LIST),
        (bruno, MINE),
        (bruno, f"{LIST}{made.pk}/"),
        (carla, f"{LIST}{made.pk}/"),
        (carla, path),
        (carla, f"{path}delivery/"),
    ]
    for client, address in pages:
        with statements(8):
            assert client.get(address).status_code == 200, address
    with statements(14):
        bruno.post(f"{LIST}{made.pk}/remarks/", {"body": "De acuerdo.", "key": uuid4()})
    with statements(14):
        bruno.post(f"{LIST}{made.pk}/acknowledgement/")
    with statements(14):
        carla.post(NEW, {"who": f"{world.bruno.pk}@registro", **MARCH})
    with statements(14):
        carla.post(path, WORDS)
    with statements(14):
        carla.post(f"{path}delivery/")

"""An administrator writes, sees it as the student will, and publishes; nobody sees it before."""

from typing import Any

import pytest

from tests.web.office.writing import sheet, write
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.publishing.models import Edit

SERVICE = "/office/services/constancia/"


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_service_is_written_seen_and_published(world: World, client_of: Any) -> None:
    hugo, ana = client_of(world.hugo), client_of(world.ana)
    begun = hugo.post(f"{SERVICE}draft/")
    assert begun["Location"] == f"/faro{SERVICE}edit/texts/"
    seen = write(
        hugo, f"{SERVICE}edit/texts/", name_es="Constancia para la visa", name_en="Proof for the visa"
    )
    assert seen["Location"].startswith("/faro/services/constancia/?preview=")
    address = seen["Location"].removeprefix("/faro")
    preview = words(hugo.get(address))
    assert "Constancia para la visa" in preview
    assert "Vista previa" in preview
    assert "Constancia para la visa" not in words(ana.get("/services/constancia/"))
    assert ana.get(address).status_code == 404
    before = words(hugo.get(f"{SERVICE}publication/"))
    assert "Constancia para la visa" in before
    answer = hugo.post(f"{SERVICE}publication/", follow=True)
    assert "esta es la versión 2" in words(answer)
    assert "Hugo Lara" in words(answer)
    assert "Constancia para la visa" in words(ana.get("/services/constancia/"))
    assert "Proof for the visa" in words(ana.get("/services/constancia/", headers={"accept-language": "en"}))


def test_a_sheet_that_is_sent_back_unchanged_changes_nothing(world: World, client_of: Any) -> None:
    hugo = client_of(world.hugo)
    for path in (
        SERVICE,
        "/office/categories/financieros/",
        "/office/calendars/oficina/",
        "/office/units/registro/",
    ):
        first = hugo.post(f"{path}draft/")["Location"].removeprefix("/faro")
        write(hugo, first)
        assert "Nada todavía" in words(hugo.get(f"{path}publication/")), path
    for part in ("requirements", "question-motivo"):
        write(hugo, f"{SERVICE}edit/{part}/")
    with acting_in(world.faro):
        assert not [edit for edit in Edit.objects.all() if edit.differs]


def test_an_error_keeps_what_was_written_and_says_where(world: World, client_of: Any) -> None:
    hugo = client_of(world.hugo)
    hugo.post(f"{SERVICE}draft/")
    answer = write(hugo, f"{SERVICE}edit/texts/", name_es="", summary_es="Otro resumen")
    assert answer.status_code == 200
    page = words(answer)
    assert "Falta el texto en español." in page
    assert 'href="#id_name-es"' in page
    assert "Otro resumen" in page
    with acting_in(world.faro):
        assert not Edit.objects.get().differs


def test_lists_grow_and_shrink_by_their_lines(world: World, client_of: Any) -> None:
    hugo, path = client_of(world.hugo), f"{SERVICE}edit/requirements/"
    hugo.post(f"{SERVICE}draft/")
    write(hugo, path, needs__0_es="Cédula", needs__1_es="Recibo", needs__1_en="Receipt", needs__2_es="Foto")
    write(hugo, path, needs__0_es="", needs__0_en="")
    with acting_in(world.faro):
        assert Edit.objects.get().data["needs"] == [{"es": "Recibo", "en": "Receipt"}, "Foto"]


def test_a_long_list_loses_none_of_its_lines(world: World, client_of: Any) -> None:
    hugo, path = client_of(world.hugo), f"{SERVICE}edit/texts/"
    hugo.post(f"{SERVICE}draft/")
    fields = sheet(hugo, path) | {f"keywords.{n}-es": f"palabra {n}" for n in range(150)}
    hugo.post(path, fields)
    write(hugo, path, name_es="Otro nombre")
    with acting_in(world.faro):
        assert Edit.objects.get().data["keywords"][149] == "palabra 149"


def test_evidence_cannot_be_required_without_a_question_for_it(world: World, client_of: Any) -> None:
    hugo, path = client_of(world.hugo), "/office/services/beca/edit/requirements/"
    hugo.post("/office/services/beca/draft/")
    answer = write(hugo, path, evidence="required")
    assert answer.status_code == 200
    assert "no pide ningún archivo" in words(answer)


def test_a_question_of_the_form_gets_other_words(world: World, client_of: Any) -> None:
    hugo, ana = client_of(world.hugo), client_of(world.ana)
    hugo.post(f"{SERVICE}draft/")
    question = "¿Para qué trámite la necesita?"
    seen = write(hugo, f"{SERVICE}edit/question-motivo/", form__0__label_es=question)
    assert seen["Location"] == f"/faro{SERVICE}form/"
    assert question in words(hugo.get(f"{SERVICE}form/"))
    assert question not in words(ana.get("/services/constancia/request/"))
    hugo.post(f"{SERVICE}publication/")
    assert "¿Para qué trámite la necesita?" in words(ana.get("/services/constancia/request/"))
    assert hugo.get(f"{SERVICE}edit/question-nada/").status_code in {302, 404}


def test_hours_are_written_as_people_write_them(world: World, client_of: Any) -> None:
    hugo, path = client_of(world.hugo), "/office/calendars/oficina/"
    hugo.post(f"{path}draft/")
    fields = sheet(hugo, f"{path}edit/hours/")
    fields |= {
        "hours.sat": "8 a 12 y 13:30 - 15h",
        "closed.0-from": "2026-12-24",
        "closed.0-reason-es": "Víspera de Navidad",
        "special.0-from": "2026-12-28",
        "special.0-to": "2026-12-30",
        "special.0-hours": "8-12",
    }
    answer = hugo.post(f"{path}edit/hours/", {**fields, "look": "1"})
    assert answer["Location"].startswith("/faro/places/?preview="), words(answer)[:3000]
    assert "13:30–15:00" in words(hugo.get(answer["Location"].removeprefix("/faro")))
    told = words(hugo.post(f"{path}publication/", follow=True))
    assert "vale para lo que se pida desde ahora" in told
    with acting_in(world.faro):
        data = CalendarVersion.objects.get(slug="oficina", current=True).data
    assert data["hours"]["sat"] == ["08:00-12:00", "13:30-15:00"]
    assert (data["closed"][0]["on"], data["closed"][0]["reason"]) == ("2026-12-24", "Víspera de Navidad")
    assert (data["special"][0]["from"], data["special"][0]["hours"]) == ("2026-12-28", ["08:00-12:00"])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("hours.mon", "de 8 hasta tarde", "no es un horario"),
        ("hours.mon", "08:00-12:00, 11:00-15:00", "se cruza"),
        ("closed.0-from", "2026-12-24", "motivo"),
        ("closed.0-reason-es", "Sin día", "primer día"),
    ],
)
def test_hours_that_cannot_be_say_why(
    world: World, client_of: Any, field: str, value: str, said: str
) -> None:
    hugo, path = client_of(world.hugo), "/office/calendars/oficina/"
    hugo.post(f"{path}draft/")
    fields = sheet(hugo, f"{path}edit/hours/")
    answer = hugo.post(f"{path}edit/hours/", {**fields, field: value})
    assert answer.status_code == 200
    assert said in words(answer)
    assert value in words(answer)


def test_a_draft_is_thrown_away(world: World, client_of: Any) -> None:
    hugo = client_of(world.hugo)
    hugo.post(f"{SERVICE}draft/")
    write(hugo, f"{SERVICE}edit/texts/", name_es="Otra")
    assert "Seguir con su borrador" in words(hugo.get(SERVICE))
    assert "El borrador se borró" in words(hugo.post(f"{SERVICE}draft/", {"discard": "1"}, follow=True))
    assert "Escribir un borrador" in words(hugo.get(SERVICE))
    for path in ("edit/texts/", "publication/"):
        assert hugo.get(SERVICE + path)["Location"] == f"/faro{SERVICE}"


def test_the_second_reads_what_the_first_changed(world: World, client_of: Any) -> None:
    hugo, carla = client_of(world.hugo), client_of(world.carla)
    for client, text in ((hugo, "Texto de Hugo"), (carla, "Texto de Carla")):
        client.post(f"{SERVICE}draft/")
        write(client, f"{SERVICE}edit/texts/", summary_es=text)
    assert "Carla Solís también está escribiendo aquí" in words(hugo.get(SERVICE))
    carla.post(f"{SERVICE}publication/")
    answer = hugo.post(f"{SERVICE}publication/")
    assert answer.status_code == 200
    page = words(answer)
    for part in (
        "Alguien publicó mientras tanto",
        "Carla Solís publicó esto",
        "Texto de Carla",
        "Texto de Hugo",
    ):
        assert part in page
    assert "Ambos cambiaron esto" in page
    told = words(hugo.post(f"{SERVICE}draft/update/", follow=True))
    assert "queda su texto" in told
    assert "esta es la versión 3" in words(hugo.post(f"{SERVICE}publication/", follow=True))


def test_a_service_is_switched_off_and_on(world: World, client_of: Any) -> None:
    hugo, ana = client_of(world.hugo), client_of(world.ana)
    told = words(hugo.post(f"{SERVICE}activation/", {"on": "0"}, follow=True))
    assert "El servicio está apagado" in told
    assert ana.get("/services/constancia/").status_code == 404
    assert "Apagado" in words(hugo.get("/office/services/"))
    hugo.post(f"{SERVICE}draft/")
    seen = write(hugo, f"{SERVICE}edit/texts/", name_es="Constancia nueva")["Location"].removeprefix("/faro")
    assert "Constancia nueva" in words(hugo.get(seen))
    hugo.post(f"{SERVICE}activation/", {"on": "1"})
    assert ana.get("/services/constancia/").status_code == 200


def test_a_unit_is_previewed_on_a_service_that_it_attends(world: World, client_of: Any) -> None:
    carla, path = client_of(world.carla), "/office/units/registro/"
    carla.post(f"{path}draft/")
    seen = write(carla, f"{path}edit/texts/", phone="507 555-0199")
    assert "507 555-0199" in words(carla.get(seen["Location"].removeprefix("/faro")))
    assert "los estudiantes ya lo ven" in words(carla.post(f"{path}publication/", follow=True))


def test_a_sheet_saved_after_its_draft_was_published_in_another_window_loses_nothing(
    world: World, client_of: Any
) -> None:
    hugo = client_of(world.hugo)
    hugo.post(f"{SERVICE}draft/")
    write(hugo, f"{SERVICE}edit/texts/", name_es="Constancia para la visa")
    fields = sheet(hugo, f"{SERVICE}edit/texts/")
    hugo.post(f"{SERVICE}publication/")
    answer = hugo.post(f"{SERVICE}edit/texts/", {**fields, "summary-es": "Para el consulado."})
    assert answer.status_code == 200
    assert "se publicó o se descartó en otra ventana" in words(answer)
    assert "Para el consulado." in words(answer)
    with acting_in(world.faro):
        [edit] = Edit.objects.all()
        assert edit.data["summary"]["es"] == "Para el consulado."
    assert "Para el consulado." not in words(client_of(world.ana).get("/services/constancia/"))


def test_a_sheet_that_is_no_more_says_so(world: World, client_of: Any) -> None:
    hugo = client_of(world.hugo)
    answer = hugo.post(f"{SERVICE}edit/question-que_no_hay/", {"label-es": "¿Qué?"}, follow=True)
    assert "con él esta hoja" in words(answer)

"""What the office changed comes back into the folder, and nothing else in its files moves."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.institutions.commands import refused, run
from tests.world import MONDAY
from ventanilla.catalogue.models import Service, ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion, Institution, Section, TermVersion, Unit
from ventanilla.institutions.versions import publish
from ventanilla.journal.models import Event

Replace = Callable[[Path, str, str], int]
INSTITUTIONS = Path(__file__).resolve().parents[2] / "institutions"
CARD = "services/secretaria-academica/carnet-universitario.yaml"


@pytest.fixture
def applied(upn: Path) -> Path:
    run("apply", upn)
    return upn


@pytest.fixture
def soacha(tmp_path: Path) -> Path:
    """A tenant of a family, applied."""
    family = Path(shutil.copytree(INSTITUTIONS / "sac", tmp_path / "sac"))
    run("apply", family)
    return family / "tenants" / "soacha"


def office(
    institution: str, slug: str, change: Callable[[dict[str, Any]], object], model: Any = None
) -> None:
    """Somebody changes a service (or a term) in the office."""
    with acting_in(Institution.objects.get(slug=institution)):
        model = model or ServiceVersion
        version = model.objects.get(slug=slug, current=True)
        data = dict(version.data)
        change(data)
        more = {"service_id": version.service_id} if model is ServiceVersion else {}
        publish(model, slug=slug, data=data, at=MONDAY, **more)


def texts(folder: Path) -> dict[str, str]:
    return {
        str(f.relative_to(folder)): f.read_text(encoding="utf-8") for f in folder.rglob("*") if f.is_file()
    }


def test_nothing_changed_and_nothing_is_written(applied: Path) -> None:
    before = texts(applied)
    assert run("export", applied) == "upn: sin cambios\n"
    assert texts(applied) == before


def test_a_word_changed_in_the_office(applied: Path) -> None:
    office(
        "upn",
        "carnet-universitario",
        lambda data: data.update(summary={"es": "Pide tu carnet.", "en": "Ask."}),
    )
    before = texts(applied)
    assert run("export", applied) == f"upn:\n  ~ {applied / CARD}\n"
    after = texts(applied)
    assert {name for name in before if before[name] != after[name]} == {CARD}
    assert after[CARD] == before[CARD].replace(
        '"Tramita tu carnet universitario, mientras la campaña está abierta."', '"Pide tu carnet."'
    ).replace('"Ask for your student card while the campaign is open."', '"Ask."')
    assert run("plan", applied) == "upn: sin cambios\n"
    assert run("apply", applied) == "upn: sin cambios\n"
    with acting_in(Institution.objects.get(slug="upn")):
        assert Event.objects.filter(kind="institution.exported").count() == 1


def test_changed_again_after_it_was_exported(applied: Path) -> None:
    office("upn", "carnet-universitario", lambda data: data.update(one_open=False))
    run("export", applied)
    office("upn", "carnet-universitario", lambda data: data.update(one_open=True))
    assert "cambiado en la oficina" in run("plan", applied)
    run("export", applied)
    assert run("plan", applied) == "upn: sin cambios\n"


def test_everything_that_an_office_can_change(applied: Path) -> None:
    """Added, changed, moved, switched off; rows, versions and whole sections."""

    def change(data: dict[str, Any]) -> None:
        data["category"] = "helpdesk"
        data["form"][0]["options"].pop()
        data["form"].append({**data["form"][1], "name": "otra", "when": None, "required_when": None})
        data["audience"] = {**data["audience"], "to": None}
        data["needs"] = []

    office("upn", "carnet-universitario", change)
    office("upn", "queja", lambda data: data.update(amount=9), TermVersion)
    with acting_in(Institution.objects.get(slug="upn")):
        Service.objects.filter(slug="intercambio").update(active=False)
        unit = Unit.objects.get(slug="contacto")
        Unit.objects.create(
            slug="nueva", data={**unit.data, "slug": "nueva", "name": "Unidad: nueva"}, digest=""
        )
        people = Section.objects.get(name="people")
        people.data["roles"][0]["name"] = {"es": "Alumno", "en": "Student"}
        people.save(update_fields=["data"])
        institution = Institution.objects.get(slug="upn")
        institution.data["hue"] = 200
        institution.save(update_fields=["data"])
    told = run("export", applied)
    assert f"  - {applied / CARD}\n" in told
    assert f"  ~ {applied / 'services/helpdesk/carnet-universitario.yaml'}\n" in told
    assert f"  - {applied / 'services/internacionalidad/intercambio.yaml'}\n" in told
    moved = (applied / "services/helpdesk/carnet-universitario.yaml").read_text(encoding="utf-8")
    assert "# La fuente no da fechas: la campaña es una propuesta.\n" in moved
    assert run("plan", applied) == "upn: sin cambios\n"


def test_what_the_folder_changed_meanwhile_stays(applied: Path, replace: Replace) -> None:
    office("upn", "carnet-universitario", lambda data: data.update(one_open=False))
    replace(applied / CARD, "unit: secretaria-academica", "unit: contacto")
    run("export", applied)
    text = (applied / CARD).read_text(encoding="utf-8")
    assert "unit: contacto" in text
    assert "one_open: true" not in text
    told = run("plan", applied)
    assert "unit: «secretaria-academica» → «contacto»" in told
    assert "=" not in told.replace("one_open", "")


def test_both_changed_the_same_and_nothing_is_written(applied: Path, replace: Replace) -> None:
    office("upn", "carnet-universitario", lambda data: data.update(unit="helpdesk"))
    replace(applied / CARD, "unit: secretaria-academica", "unit: contacto")
    before = texts(applied)
    told = refused("export", applied)
    assert "› unit: la carpeta dice «contacto», la oficina «helpdesk»; antes «secretaria-academica»" in told
    assert "no se escribió nada" in told
    assert texts(applied) == before
    run("export", applied, "--take", "office")
    assert run("plan", applied) == "upn: sin cambios\n"


def test_a_folder_that_is_lost_is_written_whole(applied: Path, tmp_path: Path) -> None:
    anew = tmp_path / "else" / "upn"
    told = run("export", anew)
    assert f"  ~ {anew / 'institution.yaml'}\n" in told
    assert run("plan", anew) == "upn: sin cambios\n"
    assert max(len(line) for text in texts(anew).values() for line in text.splitlines()) < 400


@pytest.mark.parametrize("slug", ["umecit", "unemi", "udgvirtual"])
def test_each_folder_comes_back_as_it_was_meant(slug: str, tmp_path: Path) -> None:
    run("apply", INSTITUTIONS / slug)
    run("export", tmp_path / slug)
    assert run("plan", tmp_path / slug) == f"{slug}: sin cambios\n"


@pytest.fixture
def umecit(tmp_path: Path) -> Path:
    """UMECIT's folder, applied: the calendar `interior` inherits from `panama`."""
    folder = Path(shutil.copytree(INSTITUTIONS / "umecit", tmp_path / "umecit"))
    run("apply", folder)
    return folder


def test_hours_of_a_calendar_that_inherits(umecit: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["hours"] = {**data["hours"], "fri": ["09:00-12:00"]}

    office("umecit", "interior", change, CalendarVersion)
    before = (umecit / "calendars.yaml").read_text(encoding="utf-8")
    run("export", umecit)
    after = (umecit / "calendars.yaml").read_text(encoding="utf-8")
    assert len(after.splitlines()) == len(before.splitlines())
    assert run("plan", umecit) == "umecit: sin cambios\n"


def test_a_change_that_others_inherit_is_theirs_once_it_is_applied(umecit: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        closed = {**data["closed"][0], "from": "2027-05-03", "to": None, "on": None}
        data["closed"] = [*data["closed"], closed]

    office("umecit", "panama", change, CalendarVersion)
    told = run("export", umecit)
    assert (
        "· calendario interior «Sedes del interior» hereda el cambio: `institution apply` lo aplica" in told
    )
    assert "calendario panama" not in run("plan", umecit)
    run("apply", umecit)
    assert run("plan", umecit) == "umecit: sin cambios\n"


def test_a_tenant_gets_only_what_differs_from_its_family(soacha: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["summary"] = {"es": "Solo en Soacha.", "en": "Only in Soacha."}

    office("soacha", "peticion", change)
    office("soacha", "peticion", lambda data: data.update(amount=12, unit="business_days"), TermVersion)
    family = texts(soacha.parents[1])
    told = run("export", soacha)
    assert "services/peticiones/peticion.yaml" in told
    after = texts(soacha.parents[1])
    assert {name for name in after if after[name] != family.get(name)} == {
        "tenants/soacha/services/peticiones/peticion.yaml",
        "tenants/soacha/terms.yaml",
    }
    assert after["tenants/soacha/services/peticiones/peticion.yaml"] == (
        'summary: {es: "Solo en Soacha.", en: "Only in Soacha."}\n'
    )
    assert run("plan", soacha.parents[1]) == "cucuta: sin cambios\nsoacha: sin cambios\n"


def test_what_a_tenant_drops(soacha: Path) -> None:
    with acting_in(Institution.objects.get(slug="soacha")):
        Service.objects.filter(slug="consulta").update(active=False)
    run("export", soacha)
    assert (soacha / "services/consultas/consulta.yaml").read_text() == "drop: true\n"
    assert run("plan", soacha) == "soacha: sin cambios\n"


def test_a_folder_of_another_name(applied: Path, tmp_path: Path) -> None:
    assert "ninguna institución se llama `nadie`" in refused("export", tmp_path / "nadie")


def test_a_folder_with_problems_is_not_touched(applied: Path, replace: Replace) -> None:
    office("upn", "carnet-universitario", lambda data: data.update(one_open=False))
    replace(applied / "units.yaml", "slug: helpdesk", "slug: [")
    before = texts(applied)
    assert "problema" in refused("export", applied)
    assert texts(applied) == before

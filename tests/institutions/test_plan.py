"""What a folder would change, said before it is applied; and nobody's work overwritten in silence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.institutions.commands import refused, run
from tests.world import MONDAY
from ventanilla.catalogue.models import Service, ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Applied, Institution, TermVersion, Unit
from ventanilla.institutions.versions import publish

Replace = Callable[[Path, str, str], int]
CARD = "services/secretaria-academica/carnet-universitario.yaml"


@pytest.fixture
def applied(upn: Path) -> Path:
    run("apply", upn)
    return upn


def office(slug: str, **parts: Any) -> None:
    """Somebody changes a service in the office."""
    with acting_in(Institution.objects.get(slug="upn")):
        version = ServiceVersion.objects.get(slug=slug, current=True)
        data = {**version.data, **parts}
        publish(
            ServiceVersion,
            slug=slug,
            data=data,
            at=MONDAY,
            service_id=version.service_id,
        )


def held(slug: str) -> dict[str, Any]:
    with acting_in(Institution.objects.get(slug="upn")):
        data: dict[str, Any] = ServiceVersion.objects.get(slug=slug, current=True).data
    return data


def test_a_new_institution(upn: Path) -> None:
    told = run("plan", upn)
    assert told.startswith("upn: institución nueva\n")
    assert "  + sede: 8 (" in told
    assert not Institution.objects.filter(slug="upn").exists()


def test_nothing_differs(applied: Path) -> None:
    assert run("plan", applied) == "upn: sin cambios\n"


def test_added_changed_and_gone(applied: Path, replace: Replace) -> None:
    replace(applied / "terms.yaml", "amount: 7", "amount: 6")
    replace(applied / CARD, "- name: foto\n", "- name: retrato\n")
    (applied / "services/internacionalidad/intercambio.yaml").unlink()
    text = (applied / CARD).read_text(encoding="utf-8").replace("Carnet universitario", "Nada de eso")
    (applied / "services/secretaria-academica/otra-cosa.yaml").write_text(text, encoding="utf-8")
    told = run("plan", applied)
    assert "  ~ plazo tramite «Respuesta en 7 días hábiles»: amount: 7 → 6\n" in told
    assert "  ~ servicio carnet-universitario «Carnet universitario»:\n" in told
    assert "      form › retrato: nuevo, " in told
    assert "      form › foto: se quita\n" in told
    assert "  + servicio otra-cosa «Nada de eso»\n" in told
    assert "  - servicio intercambio «" in told


def test_a_renamed_slug_is_guessed_and_said(applied: Path) -> None:
    (applied / CARD).rename(applied / "services/secretaria-academica/carnet.yaml")
    told = run("plan", applied)
    assert (
        "? servicio carnet-universitario «Carnet universitario» parece llamarse ahora `carnet`:"
        " para la ventanilla uno se apaga y otro empieza" in told
    )


def test_what_the_office_changed_is_shown_and_stays(applied: Path, replace: Replace) -> None:
    office("carnet-universitario", summary={"es": "Lo nuevo de la oficina."})
    replace(applied / CARD, "one_open: true", "one_open: false")
    told = run("plan", applied)
    assert "~ servicio carnet-universitario «Carnet universitario»: one_open: true → false" in told
    assert "= servicio carnet-universitario «Carnet universitario», cambiado en la oficina: summary: " in told
    run("apply", applied)
    data = held("carnet-universitario")
    assert (data["summary"]["es"], data["one_open"]) == ("Lo nuevo de la oficina.", False)
    assert run("apply", applied).endswith("upn: sin cambios\n")
    assert held("carnet-universitario")["summary"]["es"] == "Lo nuevo de la oficina."


def test_both_changed_the_same_and_a_person_decides(applied: Path, replace: Replace) -> None:
    office("carnet-universitario", summary={"es": "De la oficina."})
    replace(applied / CARD, "Tramita tu carnet universitario, mientras", "Pide tu carnet, mientras")
    conflict = (
        "! servicio carnet-universitario «Carnet universitario» › summary: la carpeta dice «Pide tu carnet,"
        " mientras la campaña está abierta.», la oficina «De la oficina.»; antes «Tramita tu carnet"
    )
    assert conflict in refused("plan", applied)
    told = refused("apply", applied)
    assert conflict in told
    assert "upn: no se aplicó nada: carpeta y oficina cambiaron lo mismo" in told
    assert held("carnet-universitario")["summary"]["es"] == "De la oficina."

    run("apply", applied, "--take", "office")
    assert held("carnet-universitario")["summary"]["es"] == "De la oficina."
    assert run("apply", applied).endswith("upn: sin cambios\n")  # decided once, not each time

    replace(applied / CARD, "Pide tu carnet, mientras", "Solicita tu carnet, mientras")
    refused("apply", applied)
    run("apply", applied, "--take", "folder")
    assert held("carnet-universitario")["summary"]["es"].startswith("Solicita tu carnet")


def test_the_office_may_come_to_what_the_folder_says(applied: Path, replace: Replace) -> None:
    replace(applied / CARD, "one_open: true", "one_open: false")
    office("carnet-universitario", one_open=False)
    assert run("plan", applied) == "upn: sin cambios\n"
    assert run("apply", applied) == "upn: sin cambios\n"


def test_a_service_switched_off_in_the_office_stays_off(applied: Path) -> None:
    institution = Institution.objects.get(slug="upn")
    with acting_in(institution):
        Service.objects.filter(slug="carnet-universitario").update(active=False)
    assert "apagado en la oficina; la carpeta aún lo nombra" in run("plan", applied)
    run("apply", applied)
    with acting_in(institution):
        assert not Service.objects.get(slug="carnet-universitario").active


def test_a_unit_that_the_office_added_stays(applied: Path) -> None:
    institution = Institution.objects.get(slug="upn")
    with acting_in(institution):
        like = Unit.objects.get(slug="helpdesk")
        data = {**like.data, "slug": "nueva", "name": {"es": "Nueva"}}
        Unit.objects.create(slug="nueva", data=data, digest="")
    assert "= unidad nueva «Nueva»: nuevo en la oficina; falta en la carpeta" in run("plan", applied)
    run("apply", applied)
    with acting_in(institution):
        assert Unit.objects.get(slug="nueva").active


def test_what_fits_neither_alone_nor_together_is_refused(applied: Path, replace: Replace) -> None:
    """The office moved a service to a unit that the folder takes away."""
    units = applied / "units.yaml"
    before = units.read_text(encoding="utf-8")
    units.write_text(f"{before}- slug: archivo\n  name: Archivo\n", encoding="utf-8")
    run("apply", applied)
    office("carnet-universitario", unit="archivo")
    units.write_text(before, encoding="utf-8")
    told = refused("apply", applied)
    assert "`archivo` no existe en units" in told
    assert "upn: no se aplicó nada" in told


def test_a_new_key_of_a_later_program_is_nobodys_change(applied: Path) -> None:
    """Rows and bases that an older program wrote lack it."""
    institution = Institution.objects.get(slug="upn")
    with acting_in(institution):
        for row in Applied.objects.filter(section="services"):
            row.data.pop("one_open")
            row.save(update_fields=["data"])
        version = ServiceVersion.objects.get(slug="reembolso", current=True)
        old = {key: value for key, value in version.data.items() if key != "declaration"}
        publish(ServiceVersion, slug="reembolso", data=old, at=MONDAY, service_id=version.service_id)
    assert run("plan", applied) == "upn: sin cambios\n"


def test_an_institution_applied_before_there_was_a_memory(applied: Path, replace: Replace) -> None:
    with acting_in(Institution.objects.get(slug="upn")):
        Applied.objects.all().delete()
    replace(applied / CARD, "one_open: true", "one_open: false")
    assert "one_open: true → false" in run("plan", applied)
    run("apply", applied)
    assert held("carnet-universitario")["one_open"] is False


def test_another_order_of_the_campuses_is_said(applied: Path) -> None:
    text = (applied / "campuses.yaml").read_text(encoding="utf-8")
    first, *rest = text.split("\n- slug:")
    (applied / "campuses.yaml").write_text("\n- slug:".join([first, *rest[::-1]]) + "\n", encoding="utf-8")
    assert "~ sede: otro orden" in run("plan", applied)


@pytest.mark.parametrize("word", ["plan", "apply", "check"])
def test_a_folder_that_is_a_file_or_is_not_there(word: str, tmp_path: Path) -> None:
    (tmp_path / "upn").write_text("x")
    assert "es un archivo; se espera la carpeta de una institución" in refused(word, tmp_path / "upn")
    assert "no existe esa carpeta" in refused(word, tmp_path / "nowhere")


def test_the_memory_is_what_the_folder_said(applied: Path) -> None:
    with acting_in(Institution.objects.get(slug="upn")):
        term = Applied.objects.get(section="terms", slug="tramite")
        assert term.data == TermVersion.objects.get(slug="tramite", current=True).data
        assert json.dumps(Applied.objects.get(section="people", slug="").data)

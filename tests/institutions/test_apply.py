"""Applying a folder by its command, as the application: versions, switches, nothing twice, all or nothing."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.institutions.commands import ran
from ventanilla.catalogue.models import Category, Service, ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion, Campus, Institution, TermVersion, Unit
from ventanilla.people.models import Account, DirectoryEntry, Person, Role

Replace = Callable[[Path, str, str], int]
INSTITUTIONS = Path(__file__).resolve().parents[2] / "institutions"
CARD = "services/secretaria-academica/carnet-universitario.yaml"
CONSTANCIA = "services/secretaria-academica/constancia.yaml"


def state() -> dict[str, Any]:
    """Every row that applying may write, with its place on disk: an update moves it."""
    tables = [
        f"institutions_{name}"
        for name in ["institution", "section", "campus", "unit", "calendarversion", "termversion"]
    ]
    tables += [f"catalogue_{name}" for name in ["category", "service", "serviceversion"]]
    found = {}
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT ctid::text, xmin::text, id FROM {table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found


def test_all_folders_apply_and_say_what_they_did() -> None:
    told = ran("institution", "apply", *sorted(INSTITUTIONS.iterdir()))
    assert [line.split(":")[0] for line in told.splitlines()] == [
        "cucuta", "soacha", "udgvirtual", "umecit", "unemi", "upn"
    ]  # fmt: skip
    assert "upn: institución nueva; calendarios: 3 nuevos; sedes: 8 nuevos" in told


def test_applying_twice_writes_nothing(upn: Path) -> None:
    ran("institution", "apply", upn)
    institution = Institution.objects.get(slug="upn")
    with acting_in(institution):
        before = state()
    with CaptureQueriesContext(connection) as queries:
        told = ran("institution", "apply", upn)
    assert told == "upn: sin cambios\n"
    with acting_in(institution):
        assert state() == before
    writing = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    # Switching off what is not named any more is one statement for each kind, and finds nothing.
    assert all('SET "current" = false' in sql for sql in writing)


def test_a_changed_service_gets_version_2_and_keeps_1(upn: Path, replace: Replace) -> None:
    ran("institution", "apply", upn)
    replace(upn / CARD, "Tramita tu carnet", "Pide tu carnet")
    told = ran("institution", "apply", upn)
    assert "~ servicio carnet-universitario «Carnet universitario»: summary: «Tramita tu carnet" in told
    assert told.endswith("upn: servicios: 1 con nueva versión\n")
    with acting_in(Institution.objects.get(slug="upn")):
        first, second = ServiceVersion.objects.filter(slug="carnet-universitario").order_by("n")
    assert (first.n, first.current) == (1, False)
    assert first.data["summary"]["es"].startswith("Tramita tu carnet")
    assert (second.n, second.current) == (2, True)
    assert second.data["summary"]["es"].startswith("Pide tu carnet")
    assert first.service_id == second.service_id


def test_a_changed_term_and_calendar_get_new_versions(upn: Path, replace: Replace) -> None:
    ran("institution", "apply", upn)
    replace(upn / "terms.yaml", "amount: 7", "amount: 6")
    replace(upn / "calendars.yaml", '["09:00-14:00"]', '["09:00-13:00"]')
    told = ran("institution", "apply", upn)
    assert told.endswith("upn: calendarios: 1 con nueva versión; plazos: 1 con nueva versión\n")
    with acting_in(Institution.objects.get(slug="upn")):
        assert TermVersion.objects.get(slug="tramite", current=True).data["amount"] == 6
        assert TermVersion.objects.get(slug="tramite", n=1).data["amount"] == 7
        saturday = CalendarVersion.objects.get(slug="central-telefonica", current=True).data["hours"]["sat"]
        assert saturday == ["09:00-13:00"]


def test_what_the_folder_no_longer_names_is_switched_off_and_comes_back(upn: Path) -> None:
    ran("institution", "apply", upn)
    text = (upn / CARD).read_text(encoding="utf-8")
    (upn / CARD).unlink()
    assert ran("institution", "apply", upn).endswith("upn: servicios: 1 apagados\n")
    institution = Institution.objects.get(slug="upn")
    with acting_in(institution):
        assert Service.objects.get(slug="carnet-universitario").active is False
        assert ServiceVersion.objects.filter(slug="carnet-universitario").count() == 1
    (upn / CARD).write_text(text, encoding="utf-8")
    ran("institution", "apply", upn)
    with acting_in(institution):
        assert Service.objects.get(slug="carnet-universitario").active is True
        assert ServiceVersion.objects.filter(slug="carnet-universitario").count() == 1


def test_a_campus_that_closes_stays_for_its_tickets(upn: Path, replace: Replace) -> None:
    ran("institution", "apply", upn)
    (upn / "channels.yaml").unlink()  # it gives the campus's number
    ran("institution", "apply", upn)
    kept = (upn / "campuses.yaml").read_text(encoding="utf-8").split("- slug: trujillo-san-isidro")[0]
    (upn / "campuses.yaml").write_text(kept, encoding="utf-8")
    assert ran("institution", "apply", upn).endswith("upn: sedes: 1 apagados\n")
    with acting_in(Institution.objects.get(slug="upn")):
        assert Campus.objects.count() == 8
        assert Campus.objects.filter(active=True).count() == 7


def test_rows_carry_what_queries_need(upn: Path) -> None:
    ran("institution", "apply", upn)
    institution = Institution.objects.get(slug="upn")
    assert (institution.code_prefix, institution.zone, institution.address) == ("UPN", "America/Lima", "tu")
    with acting_in(institution):
        assert Unit.objects.select_related("parent").get(slug="helpdesk").parent.slug == "contacto"
        categories = Category.objects.order_by("position").values_list("slug", flat=True)
        assert list(categories)[:2] == ["facturacion", "secretaria-academica"]
        service = Service.objects.select_related("unit", "category").get(slug="reembolso")
        assert (service.unit.slug, service.category.slug) == ("facturacion", "facturacion")


def test_a_folder_with_problems_changes_nothing(upn: Path, replace: Replace) -> None:
    ran("institution", "apply", upn)
    replace(upn / "institution.yaml", "hue: 44", "hue: 45")
    line = replace(upn / "units.yaml", "parent: contacto", "parent: contacta")
    out = StringIO()
    with pytest.raises(CommandError, match="un problema: no se aplicó nada"):
        call_command("institution", "apply", str(upn), stdout=out, stderr=out)
    assert f"units.yaml:{line}: `contacta` no existe en units; ¿quiso decir `contacto`?" in out.getvalue()
    assert Institution.objects.get(slug="upn").hue == 44


def test_one_bad_folder_stops_the_others_too(upn: Path) -> None:
    (upn / "terms.yaml").unlink()
    with pytest.raises(CommandError):
        ran("institution", "apply", INSTITUTIONS / "umecit", upn)
    assert not Institution.objects.filter(slug__in=["upn", "umecit"]).exists()


def test_a_prefix_or_a_host_belongs_to_one_institution(upn: Path, replace: Replace) -> None:
    replace(upn / "institution.yaml", "code_prefix: UPN", "code_prefix: FARO")
    with pytest.raises(CommandError, match="upn: `code_prefix: FARO` ya es de faro"):
        ran("institution", "apply", upn)
    replace(upn / "institution.yaml", "code_prefix: FARO", "code_prefix: UPN\nhosts: [desk.faro.test]")
    with pytest.raises(CommandError, match="upn: uno de sus `hosts` ya es de faro"):
        ran("institution", "apply", upn)
    assert not Institution.objects.filter(slug="upn").exists()


def test_no_institution_takes_the_address_that_all_share(upn: Path, replace: Replace) -> None:
    replace(upn / "institution.yaml", "code_prefix: UPN", "code_prefix: UPN\nhosts: [testserver]")
    with pytest.raises(CommandError, match="la dirección que comparten todas"):
        ran("institution", "apply", upn)
    assert not Institution.objects.filter(slug="upn").exists()


def test_two_folders_cannot_claim_the_same(upn: Path, replace: Replace) -> None:
    replace(upn / "institution.yaml", "code_prefix: UPN", "code_prefix: UNEMI")
    out = StringIO()
    with pytest.raises(CommandError, match="un problema"):
        call_command("institution", "check", str(INSTITUTIONS / "unemi"), str(upn), stdout=out, stderr=out)
    assert "upn: `code_prefix: UNEMI` ya es de unemi" in out.getvalue()


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="no existe esa carpeta"):
        ran("institution", "check", "nowhere")


def test_demo_people_come_once_with_their_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTANILLA_DEMO", "1")
    ran("institution", "apply", INSTITUTIONS / "umecit", INSTITUTIONS / "sac")
    told = ran("demo_people", INSTITUTIONS / "umecit", INSTITUTIONS / "sac")
    assert "umecit: 8 personas nuevas" in told
    assert ran("demo_people", INSTITUTIONS / "umecit") == "umecit: sin cambios\n"
    with acting_in(Institution.objects.get(slug="umecit")):
        bruno = Person.objects.get(given_names="Bruno")
        units = Role.objects.filter(person=bruno, kind="agent").values_list("unit__slug", flat=True)
        assert set(units) == {"finanzas", "atencion", "registro"}
        ana = Person.objects.select_related("campus", "account").get(given_names="Ana")
        assert (ana.campus.slug, ana.types) == ("fundadores", ["estudiante"])
        assert ana.account.check_password("ventana-abierta-2026")
        held = set(DirectoryEntry.objects.values_list("email", flat=True))
        assert {"ana@umecit.example", "hugo@umecit.example"} <= held
        assert not Account.objects.filter(email="hugo@umecit.example").exists()
    with acting_in(Institution.objects.get(slug="soacha")):
        assert Person.objects.get(username="frivera").given_names == "Francisco"


def test_demo_people_stay_out_of_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VENTANILLA_DEMO", raising=False)
    with pytest.raises(CommandError, match="VENTANILLA_DEMO=1"):
        ran("demo_people", INSTITUTIONS / "umecit")

"""What a change of the folder means for requests that are open: said before, and a promise is kept."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from tests.institutions.commands import ran
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution, Unit
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets.actions.submit import submit
from ventanilla.tickets.intake import Request
from ventanilla.tickets.models import Ticket

Replace = Callable[[Path, str, str], int]
EXCHANGE = "services/internacionalidad/intercambio.yaml"
ARCHIVE = "- {slug: archivo, name: Archivo, calendar: dias-habiles}\n"


def rename(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def asked(upn: Path) -> Path:
    """UPN's folder, applied, where Ana has asked about an exchange, which a unit of its own attends."""
    with (upn / "units.yaml").open("a", encoding="utf-8") as units:
        units.write(ARCHIVE)
    rename(upn / EXCHANGE, "unit: internacionalidad", "unit: archivo")
    ran("institution", "apply", upn)
    ran("demo_people", upn)
    institution = Institution.objects.get(slug="upn")
    with acting_in(institution):
        ana = Person.objects.select_related("campus", "account").get(given_names="Ana")
        version = ServiceVersion.objects.select_related("service__unit").get(slug="intercambio", current=True)
        request = Request(version=version, key=uuid4(), channel="portal", answers={"consulta": "¿Cuándo?"})
        submit(institution=institution, requester=ana, registered_by=ana, request=request, at=now())
    return upn


def test_a_service_that_is_removed(asked: Path) -> None:
    (asked / EXCHANGE).unlink()
    sentence = (
        "· servicio intercambio «Intercambio internacional» se apaga: 1 solicitud abierta sigue hasta su cierre"
        " con lo prometido"
    )
    assert sentence in ran("institution", "plan", asked)
    assert sentence in ran("institution", "apply", asked)
    with acting_in(Institution.objects.get(slug="upn")):
        ticket = Ticket.objects.select_related("service", "version").get()
        assert (ticket.service.active, ticket.version.data["name"]["es"]) == (
            False,
            "Intercambio internacional",
        )


def test_a_service_whose_slug_changed(asked: Path) -> None:
    (asked / EXCHANGE).rename(asked / "services/internacionalidad/intercambios.yaml")
    told = ran("institution", "plan", asked)
    assert "1 solicitud abierta sigue hasta su cierre" in told
    assert "· los enlaces a `intercambio` dejan de valer; el nuevo es `intercambios`" in told


def test_a_term_that_is_shortened(asked: Path, replace: Replace) -> None:
    replace(asked / "terms.yaml", "amount: 5", "amount: 3")
    told = ran("institution", "apply", asked)
    assert "~ plazo consulta «Respuesta en 5 días hábiles»: amount: 5 → 3" in told
    assert "se acorta: 1 plazo que corre conserva su fecha" in told


def test_a_calendar_that_changes(asked: Path, replace: Replace) -> None:
    replace(asked / "calendars.yaml", '["09:00-18:00"]', '["09:00-17:00"]')
    told = ran("institution", "plan", asked)
    assert "~ calendario dias-habiles «Días hábiles»: hours › mon: «09:00-18:00» → «09:00-17:00»" in told
    assert "cambia: 1 plazo que corre conserva su fecha (`ventanilla calendar plan` dice" in told


def test_a_term_that_is_lengthened_needs_no_word(asked: Path, replace: Replace) -> None:
    replace(asked / "terms.yaml", "amount: 5", "amount: 8")
    assert "se acorta" not in ran("institution", "plan", asked)


def test_a_service_that_moves_to_another_unit_or_term(asked: Path, replace: Replace) -> None:
    replace(asked / EXCHANGE, "unit: archivo", "unit: contacto")
    replace(asked / EXCHANGE, "resolution: consulta", "resolution: tramite")
    told = ran("institution", "plan", asked)
    assert "1 solicitud abierta sigue en la unidad `archivo`" in told
    assert "1 solicitud abierta conserva los plazos prometidos" in told


def test_a_unit_with_open_requests_stays(asked: Path) -> None:
    """Its requests would be nobody's."""
    rename(asked / EXCHANGE, "unit: archivo", "unit: internacionalidad")
    rename(asked / "units.yaml", ARCHIVE, "")
    out = StringIO()
    with pytest.raises(CommandError, match="upn: no se aplicó nada"):
        call_command("institution", "apply", str(asked), stdout=out, stderr=out)
    assert "! unidad archivo «Archivo» no puede quitarse" in out.getvalue()
    assert "no puede quitarse: atiende 1 solicitud abierta" in out.getvalue()
    with acting_in(Institution.objects.get(slug="upn")):
        assert Unit.objects.get(slug="archivo").active

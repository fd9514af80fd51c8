"""A sixth institution, written with the guide alone (examples/uca), runs the whole line like the five that ship."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import line
from tests.journeys.desks import USTED, VOUCHER, Desk, Paper, Pick
from tests.journeys.site import ROOT, Site
from tests.journeys.visit import sign_in, stages
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits

UCA = Desk(
    slug="uca",
    words=USTED,
    newcomer="noelia@correo.example",
    given_names="Noelia",
    details=[
        ("Nombres", "Noelia"),
        ("Apellidos", "Butrón Ruiz"),
        ("Usted es", Pick("Persona ajena a la universidad")),
    ],
    agent="bruno@uca.example",
    search="me voy a estudiar fuera",
    service="Traslado de expediente",
    hidden="Documento con sus calificaciones",
    answers=[
        ("¿Qué universidad le ha admitido?", "Universidad de Salamanca"),
        ("¿Qué prueba superó?", Pick("Selectividad")),
        ("¿Cuándo la superó?", Pick("Antes de 1996")),
        ("Documento con sus calificaciones", VOUCHER),
        ("Copia de su DNI", Paper("dni.pdf", VOUCHER.content)),
    ],
    thanks="Hemos recibido su solicitud",
    stages=("Recibida", "En trámite", "Respuesta enviada", "Cerrada"),
    opinion="Muy conforme",
)


@pytest.fixture
def uca(command: Callable[..., str], tmp_path: Path) -> Path:
    """A copy of its folder, applied to the running site."""
    folder = Path(shutil.copytree(ROOT / "examples" / "uca", tmp_path / "uca"))
    assert "uca: institución nueva" in command("institution", "plan", str(folder))
    assert "uca: institución nueva" in command("institution", "apply", str(folder))
    command("demo_people", str(folder))
    return folder


def test_the_sixth_institution_runs_the_whole_line(
    site: Site,
    catcher: Catcher,
    page: Page,
    agent: Page,
    stranger: Page,
    uca: Path,
    command: Callable[..., str],
) -> None:
    line.register(page, site, UCA)
    line.find(page, UCA)
    request = line.submit(page, UCA)
    line.confirmed(page, site, request)
    sign_in(agent, site, UCA.slug, UCA.agent)
    line.take(agent, request)
    line.ask(agent)
    line.reply(page, site, request)
    line.attend(agent)
    line.read_answer(page, site, request)
    told = [step for step in stages(page) if step[1] in UCA.stages]
    assert [words for _, words in told] == list(UCA.stages)
    line.close(agent)
    line.rate(stranger, site, request)

    assert command("institution", "plan", str(uca)) == "uca: sin cambios\n"
    # It speaks Spanish alone, so nothing else is offered.
    expect(page.get_by_role("button", name="English")).to_have_count(0)

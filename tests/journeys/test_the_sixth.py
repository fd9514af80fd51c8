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


@pytest.fixture(scope="module")
def uca(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of its folder, applied to the running site."""
    folder = Path(shutil.copytree(ROOT / "examples" / "uca", tmp_path_factory.mktemp("folders") / "uca"))
    assert "uca: institución nueva" in site.command("institution", "plan", str(folder))
    assert "uca: institución nueva" in site.command("institution", "apply", str(folder))
    site.command("demo_people", str(folder))
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


def test_what_its_administrator_changed_comes_back_into_its_folder(
    site: Site, agent: Page, uca: Path, command: Callable[..., str]
) -> None:
    service = uca / "services" / "expediente" / "certificado-academico.yaml"
    before = service.read_text(encoding="utf-8")
    sign_in(agent, site, UCA.slug, "elena@uca.example")
    agent.goto(site.url(UCA.slug, "/office/services/certificado-academico/"))
    main = agent.get_by_role("main")
    main.get_by_role("button", name="Escribir un borrador").click()
    agent.get_by_role("group", name="Nombre").get_by_label("En español").fill("Certificado de notas")
    main.get_by_role("button", name="Guardar y ver cómo queda").click()
    main.get_by_role("link", name="Volver al borrador").click()
    main.get_by_role("button", name="Publicar").click()
    expect(agent.get_by_text("esta es la versión 2")).to_be_visible()

    planned = command("institution", "plan", str(uca))
    assert "cambiado en la oficina: name: «Certificado académico» → «Certificado de notas»" in planned
    assert f"~ {service}" in command("institution", "export", str(uca))
    after = service.read_text(encoding="utf-8")
    # A text without a translation may stand without braces.
    assert after == before.replace('{es: "Certificado académico"}', '"Certificado de notas"')
    for word in ("plan", "apply"):
        assert command("institution", word, str(uca)) == "uca: sin cambios\n"

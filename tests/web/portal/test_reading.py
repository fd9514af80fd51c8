"""What one reads before asking: guides, the guideline, the process sheet, evidence, the ways to reach the desk."""

import re
from html import unescape
from typing import Any

import pytest

from tests.web.components.markup import Markup
from ventanilla.catalogue.guides import Guide
from ventanilla.channels.section import Channel
from ventanilla.documents.section import Documents
from ventanilla.institutions.keeping import keep_whole
from ventanilla.institutions.models import Section
from ventanilla.institutions.sections.guideline import Guideline
from ventanilla.quality.section import Process

GUIDE = {
    "slug": "pedir",
    "name": {"es": "Cómo pedir", "en": "How to ask"},
    "about": "Paso por paso.\n\nDesde el teléfono.",
    "steps": [{"text": "Entre.", "picture": "enter"}, {"text": "Envíe.", "note": "Una sola vez."}],
    "tips": ["Tenga a mano su comprobante."],
    "video": {"url": "https://videos.test/pedir", "name": "Pedir en dos minutos", "minutes": 2},
}
GUIDELINE = {
    "code": "LIN. 14",
    "name": "Lineamiento de la ventanilla",
    "version": "1.00",
    "first_version": "2023-12-14",
    "last_reform": "2024-02-29",
    "review": {"text": "Se revisa de manera periódica.", "on": "2026-12-14", "proposed": True},
    "approval": {"by": "La Rectora", "act": "Resolución 55", "on": "2023-12-14"},
    "parts": [
        {"number": "1", "title": "Introducción", "text": "La ventanilla es una.\n\nSirve a todos."},
        {"number": "2", "title": "Base legal", "parts": [{"title": "Ley", "points": ["Art. 8.- Fines."]}]},
    ],
}
PROCESS = {
    "name": "Atención personalizada",
    "objective": {"text": "Que quede satisfecho."},
    "goal": {"text": "Nueve de cada diez.", "proposed": True},
    "indicators": [
        {
            "slug": "a-tiempo",
            "name": "A tiempo",
            "formula": "Respondidas en su plazo, entre todas.",
            "unit": "percent",
            "target": "90",
            "better": "higher",
            "proposed": True,
        }
    ],
    "period": {"text": "Cada trimestre.", "every": 3, "proposed": True},
    "criteria": [{"slug": "vencida", "text": "Venció sin respuesta.", "treatment": "Se atiende hoy."}],
    "activities": [{"text": "Alguien contacta.", "cases": ["Correo", "Teléfono"]}],
}
DOCUMENTS = {
    "why": "Lo que sustenta su pedido.",
    "evidence": [{"slug": "voucher", "name": "Voucher", "example": "Con fecha y monto."}],
}
PHONE = {
    "slug": "central",
    "kind": "phone",
    "name": "Central telefónica",
    "calendar": "oficina",
    "menu": [{"key": "2", "name": "Estudiantes", "options": [{"key": "1", "name": "Soporte"}]}],
    "campuses": [
        {"campus": "centro", "value": "(01) 601-5700"},
        {
            "campus": "norte",
            "value": "(01) 602-500",
            "extension": "5101",
            "calendar": "oficina",
            "proposed": True,
        },
    ],
}


def words(page: Any) -> str:
    """What the page says, each part apart from the next."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.content.decode())).split())


@pytest.fixture
def told(faro):
    """The folder of Faro says all of it."""
    keep_whole("guides", [Guide.model_validate(GUIDE).data()], called="guías")
    keep_whole("guideline", Guideline.model_validate(GUIDELINE).data(), called="lineamiento")
    keep_whole("process", Process.model_validate(PROCESS).data(), called="ficha")
    keep_whole("documents", Documents.model_validate(DOCUMENTS).data(), called="documentos")
    keep_whole("channels", [Channel.model_validate(PHONE).data()], called="canales")


@pytest.mark.parametrize("path", ["/guides/pedir/", "/guideline/", "/process/", "/help/", "/places/"])
def test_strangers_read_it_within_the_budget(world, visitor, told, statements, path):
    with statements(8):
        assert visitor(world.faro).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/guides/pedir/", "/guideline/", "/process/", "/help/", "/places/"])
def test_ana_reads_it_within_the_budget(ana, told, statements, path):
    with statements(8):
        assert ana.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/guides/pedir/", "/guideline/", "/process/"])
def test_what_the_folder_does_not_say_has_no_page_and_no_link(ana, path):
    assert ana.get(path).status_code == 404
    assert f'href="/faro{path}"' not in ana.get("/help/").content.decode()


@pytest.mark.parametrize("path", ["/guides/pedir/", "/guideline/", "/process/"])
def test_what_one_institution_says_is_not_read_at_another(world, visitor, told, path):
    assert visitor(world.puerto).get(path).status_code == 404


def test_a_guide_shows_its_steps_with_drawings_its_tips_and_where_the_film_is(ana, told):
    page = ana.get("/guides/pedir/")
    said = words(page)
    assert "Entre." in said and "Una sola vez." in said and "Consejos Tenga a mano" in said
    assert "Pedir en dos minutos" in said and "(2 minutos)" in said
    markup = Markup(page.content.decode())
    assert len(markup.all("svg", **{"class": "picture"})) == 1
    assert [link["href"] for link in markup.all("a", rel="noopener")] == ["https://videos.test/pedir"]


def test_the_first_guide_is_how_the_desk_works(ana, told):
    page = words(ana.get("/help/"))
    assert "Cómo pedir" in page and "Entre." in page
    assert "Encuentre el servicio" not in page


def test_help_tells_what_serves_as_evidence_and_what_there_is_to_read(ana, told):
    page = ana.get("/help/")
    assert "Pruebas y documentos Lo que sustenta su pedido. Voucher Con fecha y monto." in words(page)
    for path in ("/guideline/", "/process/", "/types/", "/places/"):
        assert f'href="/faro{path}"' in page.content.decode()


def test_the_guideline_has_code_version_dates_review_and_every_part(ana, told):
    page = ana.get("/guideline/")
    said = words(page)
    for fact in (
        "Código LIN. 14",
        "Versión 1.00",
        "Primera versión 14 de diciembre de 2023",
        "Última reforma 29 de febrero de 2024",
        "La Rectora, Resolución 55, 14 de diciembre de 2023",
        "Revisión 14 de diciembre de 2026 Propuesta Se revisa de manera periódica.",
        "1. Introducción La ventanilla es una. Sirve a todos.",
        "2. Base legal Ley Art. 8.- Fines.",
    ):
        assert fact in said, fact
    assert 'href="#p2"' in page.content.decode() and 'id="p2"' in page.content.decode()


def test_what_the_sheet_proposes_carries_the_word(ana, told):
    said = words(ana.get("/process/"))
    for fact in (
        "Objetivo Que quede satisfecho.",
        "Meta Propuesta Nueve de cada diez.",
        "A tiempo Propuesta Respondidas en su plazo, entre todas. Valor esperado: al menos 90 %",
        "Periodicidad de la medición Propuesta Cada trimestre. (cada 3 meses)",
        "1 Venció sin respuesta. Qué se hace: Se atiende hoy.",
        "Alguien contacta. Correo Teléfono",
    ):
        assert fact in said, fact


def test_a_channel_shows_its_menu_its_numbers_and_its_hours(ana, told):
    page = ana.get("/places/")
    said = words(page)
    assert "2 Estudiantes 1 Soporte" in said
    assert "Central telefónica: (01) 601-5700" in said  # at the campus
    assert "Norte (01) 602-500 anexo 5101 lunes a viernes 8:00–12:00 y 13:00–17:00" in said
    assert 'href="tel:016015700"' in page.content.decode()
    # two campuses, the phone centre, and its hours at Norte; not once more on Norte's own card
    assert said.count("8:00–12:00 y 13:00–17:00") == 4


def test_a_channel_without_hours_or_number_still_says_what_it_is(faro, ana):
    mailbox = {"slug": "buzon", "kind": "mailbox", "name": "Buzón", "what": "Sugerencias.\nFelicitaciones."}
    keep_whole("channels", [Channel.model_validate(mailbox).data()], called="canales")
    assert "Buzón Sugerencias. Felicitaciones." in words(ana.get("/places/"))


def test_a_section_that_the_folder_no_longer_has_is_empty_and_its_page_gone(ana, told):
    keep_whole("guideline", {}, called="lineamiento")
    assert Section.objects.get(name="guideline").data == {}
    assert ana.get("/guideline/").status_code == 404


def test_a_name_with_markup_in_it_is_words(faro, ana):
    bad = {**GUIDE, "slug": "malo", "name": "<b>¡Ojo!</b>", "steps": [{"text": "<script>alert(1)</script>"}]}
    keep_whole("guides", [Guide.model_validate(bad).data()], called="guías")
    page = ana.get("/guides/malo/").content.decode()
    assert "<script>alert" not in page and "&lt;b&gt;¡Ojo!" in page

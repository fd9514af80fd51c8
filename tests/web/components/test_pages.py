"""Whole pages: layout, languages, parts and what went wrong."""

import json
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import override_settings

from tests.web.components.markup import Markup
from ventanilla.institutions.models import Institution
from ventanilla.web.components import errors

PAGES = ["", "/portal", "/ticket", "/form", "/form?wrong", "/desk"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_landmarks_in_order(faro, path: str) -> None:
    page = Markup(faro.get(f"/components/gallery{path}").content.decode())
    assert page.one("html")["lang"] == "es"
    assert page.one("a", class_="skip")["href"] == "#" + page.one("main")["id"]
    assert len(page.all("h1")) == 1
    assert page.one("title").words.endswith(" · Ventanilla Faro")
    navs = [nav["aria-label"] for nav in page.all("nav")]
    assert len(navs) == len(set(navs)), "each nav has a name of its own"


@pytest.mark.parametrize("path", PAGES)
def test_help_is_the_last_link_of_the_header_on_every_page(faro, path: str) -> None:
    html = faro.get(f"/components/gallery{path}").content.decode()
    header = Markup(html[: html.index("</header>")])
    assert (header.all("a")[-1]["href"], header.all("a")[-1].words) == ("/faro/ayuda/", "Ayuda")


def test_whoever_is_signed_in_can_leave_from_every_page(rf_of, faro) -> None:
    request = rf_of(faro)
    request.person = SimpleNamespace(given_names="Ana", unread=2, has_role=lambda *_: False)
    for layout in ("portal", "desk"):
        page = Markup(render_to_string(f"components/{layout}.html", {}, request=request))
        assert page.one("form", action="/logout/")["method"] == "post"
    words = (
        Markup(render_to_string("components/portal.html", {}, request=request))
        .one("span", class_="count")
        .words
    )
    assert words == "2 con novedades"


def test_the_hue_of_the_institution_is_linked_below_its_own_address(faro) -> None:
    page = Markup(faro.get("/components/gallery").content.decode())
    sheets = [link["href"] for link in page.all("link", rel="stylesheet")]
    assert any(sheet.startswith("/faro/look/200-") for sheet in sheets)
    assert faro.client.get(sheets[-1]).status_code == 200


def test_htmx_may_neither_evaluate_nor_write_styles_nor_remember_pages(faro) -> None:
    page = Markup(faro.get("/components/gallery").content.decode())
    config = json.loads(page.one("meta", name="htmx-config")["content"])
    assert config["allowEval"] is config["includeIndicatorStyles"] is config["allowScriptTags"] is False
    assert config["historyCacheSize"] == 0
    assert page.one("meta", name="csrf-token")["content"]


def test_an_error_is_named_in_the_title(faro) -> None:
    title = Markup(faro.get("/components/gallery/form?wrong").content.decode()).one("title").words
    assert title.startswith("Error: ")


def test_the_language_can_be_chosen_and_leads_back(faro) -> None:
    answer = faro.post("/language/", {"language": "en", "next": "/faro/components/gallery"})
    assert (answer.status_code, answer["Location"]) == (302, "/faro/components/gallery")
    page = Markup(faro.get("/components/gallery").content.decode())
    assert page.one("html")["lang"] == "en"
    assert page.one("button", name="language").words == "Español"


def test_an_institution_that_speaks_only_spanish_offers_nothing_else(faro) -> None:
    institution = Institution.objects.get(slug="faro")
    institution.data["languages"] = ["es"]
    institution.save(update_fields=["data"])
    faro.post("/language/", {"language": "en", "next": "/faro/components/gallery"})
    page = Markup(faro.get("/components/gallery").content.decode())
    assert page.one("html")["lang"] == "es"
    assert page.all("button", name="language") == []


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test", "javascript:alert(1)", ""])
def test_the_choice_of_a_language_never_leads_elsewhere(faro, elsewhere: str) -> None:
    answer = faro.post("/language/", {"language": "en", "next": elsewhere})
    assert answer["Location"] == "/faro/"


def test_an_unknown_language_is_refused(faro) -> None:
    assert faro.post("/language/", {"language": "xx"}).status_code == 400


def test_an_address_that_does_not_exist_says_what_to_do(faro) -> None:
    answer = faro.get("/nada/")
    page = Markup(answer.content.decode())
    assert answer.status_code == 404
    assert page.one("h1").words == "Esa página no existe"
    assert page.one("a", class_="button")["href"] == "/faro/"


def test_a_stale_form_can_be_opened_again(faro) -> None:
    faro.client.handler.enforce_csrf_checks = True
    answer = faro.post("/language/", {"language": "en"})
    page = Markup(answer.content.decode())
    assert answer.status_code == 403
    assert page.one("h1").words == "El formulario había caducado"
    assert page.one("a", class_="button")["href"] == "/faro/language/"


@pytest.mark.parametrize(
    ("make", "status", "words"),
    [
        (errors.bad_request, 400, "No entendimos lo que pidió"),
        (errors.forbidden, 403, "Esta página no está abierta para usted"),
        (errors.too_large, 413, "Los archivos son demasiado grandes"),
        (lambda request: errors.too_many(request, seconds=61), 429, "Demasiados intentos"),
    ],
)
def test_each_refusal_has_a_sentence(faro, rf_of, make, status: int, words: str) -> None:
    answer = make(rf_of(faro))
    page = Markup(answer.content.decode())
    assert (answer.status_code, page.one("h1").words) == (status, words)
    assert len(page.all("p")) > 1


def test_too_many_says_how_long(faro, rf_of) -> None:
    answer = errors.too_many(rf_of(faro), seconds=61)
    assert answer["Retry-After"] == "61"
    assert "Espere 2 minutos" in answer.content.decode()


def test_a_fault_of_ours_has_a_reference_that_is_in_the_log(faro, caplog) -> None:
    faro.client.raise_request_exception = False
    answer = faro.get("/broken/")
    reference = Markup(answer.content.decode()).one("code").words
    assert answer.status_code == 500
    assert any(reference in record.getMessage() for record in caplog.records)


def test_even_without_templates_a_fault_of_ours_is_a_sentence(faro, rf_of, caplog) -> None:
    request = rf_of(faro)
    with override_settings(TEMPLATES=[]):
        answer = errors.server_error(request)
    assert answer.status_code == 500
    assert "Vuelva a intentarlo" in answer.content.decode()
    assert any("failed as well" in record.getMessage() for record in caplog.records)

"""A service is found in the student's own words, and only at his own institution."""

from time import process_time

import pytest
from django.db import transaction

from tests.world import MONDAY
from ventanilla.catalogue import queries
from ventanilla.catalogue.findable import Key, page
from ventanilla.catalogue.models import Service, ServiceVersion
from ventanilla.catalogue.search import search
from ventanilla.institutions.acting import NoInstitution, acting_in
from ventanilla.institutions.keeping import keep_whole
from ventanilla.institutions.versions import publish
from ventanilla.lib.words import fold, forms, telling


def slugs(words):
    return [version.slug for version in queries.found(words)]


@pytest.mark.parametrize(
    "words",
    [
        "constancia",
        "CONSTANCIA",
        "cónstancia",
        "constancias de mis estudios",
        "certificado de matricula",
        "matriculas",
        "necesito un certificado para el banco",
        "proof of enrolment",
        "enrolments",
        "const",
        "quiero una constanc",
    ],
)
def test_ana_finds_the_proof_of_enrolment_however_she_calls_it(acting, words):
    assert slugs(words)[0] == "constancia"


@pytest.mark.parametrize(
    "words", ["", "   ", "de la para", "¿?", "zzz", "🙂", "'", "\\", "a & b | !c:*", "%_%"]
)
def test_words_that_say_nothing_find_nothing_and_break_nothing(acting, words):
    assert slugs(words) == []


def test_a_word_of_the_name_weighs_more_than_one_of_the_summary(acting):
    assert slugs("pago")[0] == "reclamo-pago"


def test_a_whole_sentence_finds_what_fits_best_and_leaves_out_what_fits_by_chance(acting):
    assert slugs("pagué en el banco y mi pago no aparece todavía") == ["reclamo-pago"]


def test_a_word_that_all_services_have_finds_all_of_them(acting):
    assert len(slugs("trámite")) >= 4


def test_a_service_that_is_switched_off_is_not_found(acting):
    Service.objects.filter(slug="constancia").update(active=False)
    assert "constancia" not in slugs("constancia")


def test_a_service_out_of_its_window_is_found_all_the_same(acting):
    assert "beca" in slugs("beca")


def test_the_search_of_one_institution_never_answers_with_another_s(world):
    with acting_in(world.faro):
        faro = {version.pk for version in queries.found("constancia")}
    with acting_in(world.puerto):
        puerto = {version.pk for version in queries.found("constancia")}
        assert set(ServiceVersion.objects.values_list("pk", flat=True)) >= puerto
    assert faro and puerto and not faro & puerto


def test_without_an_institution_it_refuses(world):
    with pytest.raises(NoInstitution):
        search("constancia")


def test_a_word_that_changed_is_found_at_once_and_the_old_one_no_more(acting):
    assert slugs("constancia")[0] == "constancia"
    old = acting.version("constancia")
    data = {**old.data, "name": "Papiro", "summary": "Un papiro.", "keywords": []}
    publish(ServiceVersion, slug="constancia", data=data, at=MONDAY, service=old.service)
    assert slugs("papiro") == ["constancia"]
    assert slugs("certificado") == []


def test_synonyms_of_the_institution_are_understood_as_soon_as_they_are_said(acting):
    assert slugs("palomita") == []
    keep_whole("synonyms", {"synonyms": [{"says": ["palomita"], "means": ["constancia"]}]}, called="s")
    assert slugs("palomita") == ["constancia"]
    keep_whole("synonyms", {"synonyms": [{"says": ["palomita"], "means": ["beca"]}]}, called="s")
    assert slugs("palomita") == ["beca"]


def test_a_change_that_was_taken_back_is_not_found(acting):
    with transaction.atomic():
        Service.objects.filter(slug="constancia").update(active=False)
        assert slugs("constancia") == []
        transaction.set_rollback(True)
    assert slugs("constancia") == ["constancia"]


def test_guides_and_parts_of_the_guideline_are_found_among_the_services(acting):
    guide = {"slug": "subir", "name": "Cómo subir un archivo", "steps": [{"text": "Elija el archivo."}]}
    keep_whole("guides", [guide], called="g")
    parts = [{"title": "Introducción"}, {"title": "Falsificación", "points": ["Es una falta."]}]
    keep_whole("guideline", {"parts": parts}, called="g")
    assert next(hit.key for hit in search("subir archivos")) == Key("guide", "subir")
    assert [hit.key for hit in search("falsificado")] == [Key("part", "p2")]


def test_pages_of_the_caller_are_found_where_he_brings_them(acting):
    pages = (page("places", title="Sedes", words=["dónde quedan"]),)
    assert [hit.key for hit in search("quedan", pages=pages)] == [Key("page", "places")]
    assert search("quedan") == []


def test_a_search_asks_one_statement_and_one_more_where_the_catalogue_changed(acting, statements):
    search("constancia")
    with statements(1):
        assert search("pago")
    Service.objects.filter(slug="beca").update(active=False)
    with statements(2):
        assert search("pago")


@pytest.mark.parametrize(
    "words",
    [
        "constancia " * 100_000,
        "a" * 1_000_000,
        "ñ\u0301" * 5_000,
        "🙂🎓" * 10_000,
        "'; DROP TABLE catalogue_service; --",
        "\x00\x01\x1b[2J constancia",
        "a",
        "9",
        "\ud800",
        "%",
        "٣٤٥ 漢字",
    ],
)
def test_whatever_is_typed_is_answered_soon(acting, words):
    search("constancia")
    before = process_time()
    found = search(words)
    assert process_time() - before < 0.25
    assert all(hit.key.kind == "service" for hit in found)


def test_as_many_as_are_wanted_and_no_more(acting):
    assert len(search("trámite", limit=2)) == 2


def test_folding_and_telling():
    assert fold("Matrícula ÑANDÚ") == "matricula nandu"
    assert telling("¿Qué es la matrícula de la matrícula?") == ["matrícula"]
    assert forms("convalidación") & forms("convalidaciones") & forms("convalidar")
    assert forms("contraseña") & forms("contrasena")

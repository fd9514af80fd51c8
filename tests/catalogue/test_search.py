"""A service is found in the student's own words, and only at his own institution."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.world import MONDAY
from ventanilla.catalogue import queries
from ventanilla.catalogue.models import Service, ServiceVersion
from ventanilla.catalogue.search import groups_of, search, words_of
from ventanilla.institutions.acting import NoInstitution, acting_in
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
        faro = {found.service_id for found in search("constancia")}
    with acting_in(world.puerto):
        puerto = {found.service_id for found in search("constancia")}
        assert set(Service.objects.values_list("pk", flat=True)) >= puerto
    assert faro and puerto and not faro & puerto


def test_a_forged_institution_word_does_not_cross_the_wall(world):
    with acting_in(world.faro), connection.cursor() as cursor:
        forged = f"#{world.puerto.pk} constanci constancia"
        cursor.execute("SELECT service_id FROM catalogue_search(%s, 50)", [[forged]])
        found = {row[0] for row in cursor.fetchall()}
        own = set(Service.objects.values_list("pk", flat=True))
    assert found and found <= own


def test_without_an_institution_it_refuses_and_the_function_alone_finds_nothing(world):
    with pytest.raises(NoInstitution):
        search("constancia")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM catalogue_search(ARRAY['constancia'], 5)")
        assert cursor.fetchall() == []


def test_among_thousands_of_services_the_index_finds_the_few(acting):
    """Read from the counters of this transaction: the function's own plan cannot be seen from outside."""
    version = acting.version("constancia")
    Service.objects.bulk_create(
        Service(slug=f"s-{n}", category=version.service.category, unit=version.service.unit)
        for n in range(3000)
    )
    ServiceVersion.objects.bulk_create(
        ServiceVersion(
            slug=service.slug, n=1, data=version.data, digest="", created_at=MONDAY, service=service,
            words=[f"palabra{service.pk % 700}", "tramit"],
        )
        for service in Service.objects.filter(slug__startswith="s-")
    )  # fmt: skip
    before = counters()
    assert slugs("constancia")[0] == "constancia"
    after = counters()
    assert after["seq_scan"] == before["seq_scan"]
    assert after["idx_tup_fetch"] - before["idx_tup_fetch"] <= 100


def counters():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_scan, idx_tup_fetch FROM pg_stat_xact_user_tables "
            "WHERE relname = 'catalogue_serviceversion'"
        )
        return dict(zip(("seq_scan", "idx_tup_fetch"), cursor.fetchone(), strict=True))


def test_only_the_application_may_call_the_function_and_nobody_may_change_it(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.prosecdef, p.proconfig, pg_get_userbyid(p.proowner), p.proacl::text "
            "FROM pg_proc p WHERE p.proname = 'catalogue_search'"
        )
        definer, settings, owner, rights = cursor.fetchone()
    assert definer and owner == "ventanilla_owner"
    assert settings == ["search_path=pg_catalog, pg_temp"]
    assert "ventanilla_app=X/" in rights
    assert not any(entry.startswith("=") for entry in rights.strip("{}").split(","))
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION catalogue_search(text[], integer)")


def test_what_is_searched_for_never_comes_in_more_pieces_than_it_has_words():
    assert list(groups_of("Matricularme, por favor, en SEGUNDA")) == [
        "matricul matricularm matricularme",
        "segund segunda segunda*",
    ]


def test_the_words_of_a_service_are_folded_stemmed_and_marked_where_they_weigh():
    words = words_of(
        {"name": {"es": "Año nuevo", "en": "New year"}, "summary": "Notas", "keywords": ["recibos"]}
    )
    assert {"!ano", "ano", "!year", "recib", "!recib", "nota", "notas"} <= set(words)
    assert "!notas" not in words


def test_folding_and_telling():
    assert fold("Matrícula ÑANDÚ") == "matricula nandu"
    assert telling("¿Qué es la matrícula de la matrícula?") == ["matrícula"]
    assert forms("convalidación") & forms("convalidaciones") & forms("convalidar")
    assert forms("contraseña") & forms("contrasena")

"""Passwords: chosen once, forgotten, changed."""

import pytest

from tests.people.rules import CITIZEN, rule
from tests.web.accounts import steps
from tests.web.accounts.steps import GOOD, OPEN
from tests.world import BORN, PASSWORD
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.people.models import Account, Person

NEW = "cuatro gatos bajo la lluvia"


def test_a_forgotten_password_is_set_again_and_signs_in(world, visitor):
    ana, elsewhere = visitor(world.faro), visitor.signed_in(world.ana)
    steps.prove(ana, steps.forget(ana, "Ana@faro.test"))
    response = steps.choose(ana, NEW)
    assert steps.path_of(ana, response) == "/"
    assert steps.is_signed_in(ana)
    assert not steps.is_signed_in(elsewhere)
    assert steps.sign_in(visitor(world.faro), "ana@faro.test", NEW).status_code == 302
    assert steps.sign_in(visitor(world.faro), "ana@faro.test", PASSWORD).status_code == 200
    with acting_in(world.faro):
        event = Event.objects.get(kind="password.changed")
        assert (event.subject_id, event.data) == (world.ana.pk, {"by": "code"})


def test_a_proof_for_a_registration_sets_no_password_of_a_known_account(world, visitor):
    mallory = visitor(world.faro)
    steps.prove(mallory, steps.register(mallory, "ana@faro.test"))
    assert steps.path_of(mallory, steps.choose(mallory, NEW)) == "/login/"
    assert Account.objects.get(email="ana@faro.test").check_password(PASSWORD)


def test_a_forgotten_password_is_not_set_where_one_is_unknown(world, visitor):
    elena = visitor(world.faro)
    steps.prove(elena, steps.forget(elena, "elena@faro.test"))
    assert steps.path_of(elena, steps.choose(elena, NEW)) == "/login/"
    assert Account.objects.get(email="elena@faro.test").check_password(PASSWORD)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("corta", "demasiado corta"),
        ("Contraseña123", "de las primeras"),
        ("universidad2026!", "de las primeras"),
        ("1234567890", "demasiado común"),
        ("xiomara.ysasi", "se parece demasiado"),
        ("xio@home.test", "se parece demasiado"),
        ("a" * 129, "como máximo 128"),
        ("a" * 100_000, "demasiado largo"),
        ("", "Escribe la contraseña"),
        ("con\x00nulo y bastante largo", "carácter que no se puede mostrar"),
    ],
)
def test_a_bad_password_is_refused_in_words_and_can_be_chosen_again(world, visitor, password, sentence):
    xio = visitor(world.puerto)
    steps.proven(xio, "xio@home.test", **OPEN)
    page = steps.choose(xio, password)
    assert page.status_code == 200
    assert sentence in steps.text(page)
    assert steps.choose(xio, GOOD).status_code == 302


@pytest.mark.parametrize("password", ["1710034065-0", "17-1003-40650"])
def test_the_document_number_is_never_a_lasting_password(world, visitor, password):
    rule(world.puerto, **CITIZEN)
    xio = visitor(world.puerto)
    answers = {**OPEN, "document_type": "pasaporte", "document_number": "17100340650"}
    steps.proven(xio, "xio@home.test", **answers)
    assert "Tu número de documento" in steps.text(steps.choose(xio, password))


@pytest.mark.parametrize(
    "password", ["  con blancos a los lados  ", "ñandú 🦤 y lechuza", "'; DROP TABLE--x"]
)
def test_a_password_is_kept_exactly_as_it_was_written(world, visitor, password):
    xio = visitor(world.puerto)
    steps.proven(xio, "xio@home.test", **OPEN)
    assert steps.choose(xio, password).status_code == 302
    again = visitor(world.puerto)
    assert steps.sign_in(again, "xio@home.test", password.strip() + "x").status_code == 200
    assert steps.sign_in(again, "xio@home.test", password).status_code == 302


def test_a_password_is_changed_by_whoever_knows_it_and_other_sessions_end(world, visitor):
    here, there = visitor(world.faro), visitor(world.faro)
    for browser in (here, there):
        steps.sign_in(browser, "ana@faro.test", PASSWORD)
    wrong = here.post("/me/password/", {"old": "not it", "password": NEW})
    assert "Esta no es su contraseña actual" in steps.text(wrong)
    assert steps.is_signed_in(there)
    done = here.post("/me/password/", {"old": PASSWORD, "password": NEW})
    assert steps.path_of(here, done) == "/me/"
    assert steps.is_signed_in(here)
    assert not steps.is_signed_in(there)


def test_the_first_access_of_somebody_registered_in_person(world, visitor):
    rule(world.puerto, **CITIZEN)
    with acting_in(world.puerto):
        francisco = Person.objects.create(
            given_names="Francisco",
            surnames="Rivera",
            username="frivera",
            email="fr@home.test",
            document_number="1032456789",
            created_at=BORN,
        )
    browser = visitor(world.puerto)
    form = {"username": "frivera", "document_number": "1.032.456.789"}
    page = steps.sent(browser, browser.post("/access/", form))
    assert "fr@home.test" not in steps.text(browser.get(page))
    assert browser.post(f"{page}address/", {"email": "mallory@home.test"}).status_code == 404
    steps.prove(browser, page)
    assert "Tu número de documento" in steps.text(steps.choose(browser, "1032456789"))
    steps.choose(browser)
    with acting_in(world.puerto):
        assert Person.objects.get(account__email="fr@home.test").pk == francisco.pk
    assert steps.sign_in(visitor(world.puerto), "frivera", GOOD).status_code == 302
    assert steps.sign_in(visitor(world.puerto), "frivera", "1032456789").status_code == 200


def test_the_first_access_tells_nobody_whether_it_guessed_right(world, visitor):
    rule(world.puerto, **CITIZEN)
    with acting_in(world.puerto):
        Person.objects.create(
            given_names="F", username="frivera", email="f@x.test", document_number="1", created_at=BORN
        )
    pages = []
    for username, number in (("frivera", "1"), ("frivera", "2"), ("nobody", "1")):
        browser = visitor(world.puerto)
        form = {"username": username, "document_number": number}
        path = steps.sent(browser, browser.post("/access/", form))
        pages.append(steps.text(browser.get(path)).replace(path.split("/")[2], "@").split("csrf")[0])
    assert len(set(pages)) == 1


def test_without_the_rule_there_is_no_first_access(world, visitor):
    assert visitor(world.faro).get("/access/").status_code == 404
    assert visitor(world.faro).post("/access/", {}).status_code == 404

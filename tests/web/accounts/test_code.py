"""The code page and the link: what proves an address, what does not, and what they never tell."""

from datetime import timedelta

import pytest

from tests.web.accounts import steps
from tests.web.accounts.steps import OPEN
from tests.world import MONDAY
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.people.actions.prove import ATTEMPTS
from ventanilla.people.actions.request import SENDINGS
from ventanilla.people.codes import page_token
from ventanilla.people.models import Account, Registration


def age(institution, **fields):
    """As if the latest registration were older."""
    registration = steps.latest(institution)
    with acting_in(institution):
        Registration.objects.filter(pk=registration.pk).update(**fields)


def without_the_address(page, email):
    return page.replace(email, "…")


@pytest.mark.parametrize("form", ["/register/", "/password/"])
def test_the_page_is_the_same_for_a_known_a_held_and_an_unknown_address(world, visitor, form):
    pages = []
    for email in ("ana@faro.test", "nora@faro.test", "who@faro.test"):
        browser = visitor(world.faro)
        response = browser.post(form, {"email": email})
        assert response.status_code == 302
        path = steps.path_of(browser, response)
        page = steps.text(browser.get(path)).replace(browser.at(path), "@")
        token = path.split("/")[2]
        pages.append(without_the_address(page, email).replace(token, "@").split("csrf")[0])
    assert len(set(pages)) == 1


def test_the_same_statements_run_for_a_known_and_an_unknown_address(world, visitor, statements):
    counts = []
    for email in ("ana@faro.test", "nora@faro.test", "who@faro.test"):
        with statements(14) as counted:
            visitor(world.faro).post("/register/", {"email": email})
        counts.append([sql.split()[0:3] for sql in counted])
    assert counts[0] == counts[1] == counts[2]


def test_a_known_address_is_not_taken_over_by_whoever_types_a_code(world, visitor):
    mallory = visitor(world.faro)
    page = steps.register(mallory, "ana@faro.test")
    for guess in ("00000000", "1234-5678"):
        assert mallory.post(page, {"code": guess}).status_code == 200
    assert mallory.get("/password/new/").status_code == 302


def test_after_six_wrong_codes_also_the_right_one_is_refused_until_another_is_sent(world, visitor):
    nora = visitor(world.faro)
    page = steps.register(nora, "nora@faro.test")
    for left in range(ATTEMPTS - 1, 0, -1):
        told = steps.text(nora.post(page, {"code": "x"}))
        assert f"{left} intento" in told
    assert "demasiados códigos" in steps.text(nora.post(page, {"code": "x"}))
    assert "demasiados códigos" in steps.text(steps.prove(nora, page))
    nora.post(f"{page}sending/")
    assert steps.prove(nora, page).status_code == 302


def test_another_code_kills_the_one_before_and_its_link(world, visitor):
    nora = visitor(world.faro)
    page = steps.register(nora, "nora@faro.test")
    old_code, old_link = steps.code(world.faro), steps.link(world.faro)
    assert steps.path_of(nora, nora.post(f"{page}sending/")) == page
    assert "Hay un código nuevo" in steps.text(nora.get(page))
    assert nora.post(page, {"code": old_code}).status_code == 200
    assert nora.post(old_link).status_code == 410
    assert steps.prove(nora, page).status_code == 302


def test_codes_are_not_sent_for_ever(world, visitor):
    nora = visitor(world.faro)
    page = steps.register(nora, "nora@faro.test")
    for _ in range(SENDINGS - 1):
        nora.post(f"{page}sending/")
    nora.post(f"{page}sending/")
    assert "demasiadas veces" in steps.text(nora.get(page))
    assert steps.latest(world.faro).sendings == SENDINGS


def test_a_wrong_address_is_corrected_and_the_code_it_got_is_dead(world, visitor):
    nora = visitor(world.faro)
    page = steps.register(nora, "nroa@faro.test")
    stray = steps.code(world.faro)
    assert steps.path_of(nora, nora.post(f"{page}address/", {"email": "Nora@faro.test"})) == page
    registration = steps.latest(world.faro)
    assert (registration.email, registration.sendings) == ("nora@faro.test", 2)
    assert nora.post(page, {"code": stray}).status_code == 200
    assert "nora@faro.test" in steps.text(nora.get(page))
    assert steps.prove(nora, page).status_code == 302
    with acting_in(world.faro):
        kinds = Event.objects.filter(subject_kind="registration", subject_id=registration.pk).order_by("n")
        assert [event.kind for event in kinds] == [
            "registration.requested",
            "registration.corrected",
            "registration.verified",
        ]


def test_a_proven_address_is_not_corrected_any_more(world, visitor):
    nora = visitor(world.faro)
    page = steps.register(nora, "nora@faro.test")
    steps.prove(nora, page)
    nora.post(f"{page}address/", {"email": "mallory@faro.test"})
    assert steps.latest(world.faro).email == "nora@faro.test"


def test_the_address_of_a_forgotten_password_is_not_corrected(world, visitor):
    ana = visitor(world.faro)
    page = steps.forget(ana, "ana@faro.test")
    assert ana.post(f"{page}address/", {"email": "mallory@faro.test"}).status_code == 404


def test_opening_the_link_changes_nothing_and_pressing_its_button_proves(world, visitor):
    writer, reader = visitor(world.faro), visitor(world.faro)
    steps.register(writer, "nora@faro.test")
    scanned = reader.get(steps.link(world.faro))
    assert scanned.status_code == 200
    assert steps.latest(world.faro).verified_at is None
    response = reader.post(steps.link(world.faro))
    assert steps.path_of(reader, response) == "/password/new/"
    assert "Nora Núñez" in steps.text(reader.get("/password/new/"))


def test_whoever_asked_for_the_code_does_not_profit_from_another_s_proof(world, visitor):
    """Mallory registers Nora's address; Nora opens the link: the way on is in Nora's browser alone."""
    mallory, nora = visitor(world.faro), visitor(world.faro)
    page = steps.register(mallory, "nora@faro.test")
    nora.post(steps.link(world.faro))
    assert steps.path_of(mallory, mallory.get("/password/new/")) == "/login/"
    assert steps.path_of(mallory, steps.choose(mallory)) == "/login/"
    assert mallory.get(page).status_code == 200
    assert nora.get("/password/new/").status_code == 200


def test_an_expired_code_says_so_and_offers_to_begin_again(world, visitor):
    nora = visitor(world.faro)
    page = steps.register(nora, "nora@faro.test")
    age(world.faro, expires_at=MONDAY)
    assert "venció" in steps.text(steps.prove(nora, page))
    assert steps.latest(world.faro).verified_at is None
    told = nora.get(steps.link(world.faro))
    assert told.status_code == 410
    assert "/register/" in steps.text(told)
    nora.post(f"{page}sending/")
    assert steps.latest(world.faro).sendings == 1


def test_a_proof_that_is_left_lying_for_an_hour_is_over(world, visitor):
    nora = visitor(world.faro)
    steps.proven(nora, "nora@faro.test")
    registration = steps.latest(world.faro)
    assert registration.verified_at is not None
    age(world.faro, verified_at=registration.verified_at - timedelta(hours=2))
    assert steps.path_of(nora, steps.choose(nora)) == "/login/"
    assert not Account.objects.filter(email="nora@faro.test").exists()


def test_a_used_code_and_a_used_link_open_nothing(world, visitor):
    nora = visitor(world.faro)
    page = steps.register(nora, "nora@faro.test")
    link, code = steps.link(world.faro), steps.code(world.faro)
    steps.prove(nora, page)
    steps.choose(nora)
    thief = visitor(world.faro)
    assert thief.post(page, {"code": code}).status_code == 200
    assert thief.post(link).status_code == 410
    assert "ya está hecho" in steps.text(thief.get(page))
    assert steps.path_of(thief, thief.get("/password/new/")) == "/login/"


def test_two_tabs_prove_the_same_registration_and_one_account_comes_of_it(world, visitor):
    one, other = visitor(world.faro), visitor(world.faro)
    page = steps.register(one, "nora@faro.test")
    assert steps.prove(one, page).status_code == 302
    assert steps.prove(other, page).status_code == 302
    assert steps.path_of(one, steps.choose(one)) == "/"
    assert steps.path_of(other, steps.choose(other, "otra clave muy distinta")) == "/login/"
    assert Account.objects.filter(email="nora@faro.test").count() == 1


def test_two_registrations_of_one_address_make_one_person(world, visitor):
    one, other = visitor(world.puerto), visitor(world.puerto)
    steps.proven(one, "xio@home.test", **OPEN)
    steps.proven(other, "xio@home.test", **OPEN)
    assert steps.path_of(one, steps.choose(one)) == "/"
    assert steps.path_of(other, steps.choose(other)) == "/login/"
    assert "Ya tienes tu registro" in steps.text(other.get("/login/"))


def test_a_page_or_link_of_another_institution_does_not_exist_here(world, visitor):
    steps.register(visitor(world.faro), "nora@faro.test")
    registration = steps.latest(world.faro)
    stranger = visitor(world.puerto)
    assert stranger.get(f"/code/{page_token(registration)}/").status_code == 404
    assert stranger.post(f"/code/{page_token(registration)}/sending/").status_code == 404
    assert stranger.get(steps.link(world.faro)).status_code == 404
    assert stranger.post(steps.link(world.faro)).status_code == 404


def test_a_proof_at_one_institution_is_none_at_another(world, visitor):
    nora = visitor(world.faro)
    steps.proven(nora, "nora@faro.test")
    there = visitor(world.puerto)
    there.client.cookies = nora.client.cookies
    assert steps.path_of(there, there.get("/password/new/")) == "/login/"


@pytest.mark.parametrize("token", ["1:abc", "1.1:abc", "x", "%00", "1.999:" + "A" * 43, "🎓", "a" * 3000])
def test_an_invented_token_is_no_page(world, visitor, token):
    browser = visitor(world.faro)
    assert browser.get(f"/code/{token}/").status_code == 404
    assert browser.get(f"/confirm/{token}/").status_code == 404

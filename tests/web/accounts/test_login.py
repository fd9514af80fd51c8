"""Log-in: by address or user name, at the institution where one is known, back to the page asked for."""

import pytest
from django.conf import settings

from tests.web.accounts import steps
from tests.world import PASSWORD
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Section
from ventanilla.people.models import Person
from ventanilla.web.accounts.login.views import NAME_COOKIE

WRONG = "El usuario o correo y la contraseña no coinciden."


def test_ana_signs_in_with_her_address_in_any_case(world, visitor):
    ana = visitor(world.faro)
    assert steps.path_of(ana, steps.sign_in(ana, " ANA@Faro.test ", PASSWORD)) == "/"
    assert steps.is_signed_in(ana)


def test_a_user_name_does_as_well_but_only_at_its_institution(world, visitor):
    with acting_in(world.puerto):
        Person.objects.filter(pk=world.elena.pk).update(username="equispe")
    elena = visitor(world.puerto)
    assert steps.sign_in(elena, "EQuispe", PASSWORD).status_code == 302
    assert steps.is_signed_in(elena)
    assert "coinciden" in steps.text(steps.sign_in(visitor(world.faro), "equispe", PASSWORD))


@pytest.mark.parametrize(
    ("name", "start"),
    [("bruno", "/desk/"), ("carla", "/desk/"), ("hugo", "/desk/"), ("ana", "/"), ("julia", "/")],
)
def test_agents_arrive_at_the_desk_and_everybody_else_at_the_portal(world, visitor, name, start):
    who = visitor(world.faro)
    assert steps.path_of(who, steps.sign_in(who, f"{name}@faro.test", PASSWORD)) == start


@pytest.mark.parametrize(
    "login", ["ana@faro.test", "who@faro.test", "elena@faro.test", "who", "", "a" * 5000]
)
def test_unknown_wrong_and_foreign_accounts_get_the_same_sentence(world, visitor, login):
    """Elena's account is Puerto's: with the right password she is as unknown as anybody."""
    password = PASSWORD if login == "elena@faro.test" else "not the password"
    page = steps.sign_in(visitor(world.faro), login, password)
    assert page.status_code == 200
    if 0 < len(login) < 255:
        assert WRONG in steps.text(page)


def test_who_cannot_get_in_is_led_to_the_help_desk(world, visitor):
    with acting_in(world.puerto):
        people = Section.objects.get(name="people")
        trouble = {"text": "Llame a la mesa de ayuda.", "url": "https://ayuda.example/"}
        people.data["registration"]["trouble"] = trouble
        people.save(update_fields=["data"])
    told = visitor(world.puerto).get("/login/").content.decode()
    assert "Llame a la mesa de ayuda." in told
    assert 'href="https://ayuda.example/"' in told


def test_an_unknown_name_costs_the_same_statements(world, visitor, statements):
    counts = []
    for login in ("ana@faro.test", "who@faro.test"):
        with statements(8) as counted:
            steps.sign_in(visitor(world.faro), login, "not the password")
        counts.append([sql[:40] for sql in counted])
    assert counts[0] == counts[1]


def test_a_closed_account_is_as_unknown(world, visitor):
    account = world.ana.account
    account.is_active = False
    account.save(update_fields=["is_active"])
    assert WRONG in steps.text(steps.sign_in(visitor(world.faro), "ana@faro.test", PASSWORD))


def test_what_was_written_stays_and_the_password_does_not(world, visitor):
    page = steps.text(steps.sign_in(visitor(world.faro), "ana@faro.test", "my wrong secret"))
    assert 'value="ana@faro.test"' in page
    assert "my wrong secret" not in page


def test_a_session_of_one_institution_is_worth_nothing_at_another(world, visitor):
    """Ana is known at both, with the same account."""
    ana = visitor(world.faro)
    steps.sign_in(ana, "ana@faro.test", PASSWORD)
    there = visitor(world.puerto)
    there.client.cookies = ana.client.cookies
    assert not steps.is_signed_in(there)


def test_the_session_s_cookie_stays_below_the_institution_s_address(world, visitor):
    ana = visitor(world.faro)
    response = steps.sign_in(ana, "ana@faro.test", PASSWORD)
    cookie = response.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/faro", True, "Lax")
    assert cookie["expires"] == ""  # until the browser is closed


def test_staying_signed_in_is_a_choice(world, visitor):
    response = steps.sign_in(visitor(world.faro), "ana@faro.test", PASSWORD, remember="on")
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_the_user_name_is_remembered_by_choice_and_can_be_forgotten(world, visitor):
    ana = visitor(world.faro)
    steps.sign_in(ana, "ana@faro.test", PASSWORD)
    assert NAME_COOKIE not in ana.client.cookies
    ana.post("/logout/")
    steps.sign_in(ana, "ana@faro.test", PASSWORD, remember_name="on")
    ana.post("/logout/")
    page = steps.text(ana.get("/login/"))
    assert 'value="ana@faro.test"' in page
    assert "Olvidar mi usuario" in page
    ana.post("/login/name/")
    assert "ana@faro.test" not in steps.text(ana.get("/login/"))


def test_signing_in_without_that_choice_forgets_the_remembered_name(world, visitor):
    ana = visitor(world.faro)
    steps.sign_in(ana, "ana@faro.test", PASSWORD, remember_name="on")
    ana.post("/logout/")
    steps.sign_in(ana, "ana@faro.test", PASSWORD)
    assert ana.client.cookies[NAME_COOKIE].value == ""


def test_a_name_beyond_ascii_can_be_remembered(world, visitor):
    with acting_in(world.faro):
        Person.objects.filter(pk=world.ana.pk).update(username="añá;x=1")
    ana = visitor(world.faro)
    assert steps.sign_in(ana, "añá;x=1", PASSWORD, remember_name="on").status_code == 302
    ana.post("/logout/")
    assert 'value="añá;x=1"' in steps.text(ana.get("/login/"))


def test_a_stranger_comes_back_to_the_page_he_asked_for(world, visitor):
    ana = visitor(world.faro)
    response = ana.get("/me/sessions/")
    assert steps.path_of(ana, response) == "/login/?next=/faro/me/sessions/"
    assert 'name="next" value="/faro/me/sessions/"' in steps.text(ana.client.get(response["Location"]))
    response = steps.sign_in(ana, "ana@faro.test", PASSWORD, next="/faro/me/sessions/")
    assert steps.path_of(ana, response) == "/me/sessions/"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.test/",
        "//evil.test/faro/",
        "/\\evil.test/",
        "\\\\evil.test",
        "javascript:alert(1)",
        "/faro/\r\nSet-Cookie: a=b",
        "/puerto/me/",
        "/faro/" + "a" * 600,
        "http:///evil.test/faro/",
        "\x00/faro/",
    ],
)
def test_nobody_is_sent_anywhere_else(world, visitor, target):
    ana = visitor(world.faro)
    response = steps.sign_in(ana, "ana@faro.test", PASSWORD, next=target)
    assert response["Location"] == "/faro/"


def test_the_page_asked_for_survives_registration_in_another_browser(world, visitor):
    writer, reader = visitor(world.faro), visitor(world.faro)
    steps.register(writer, "nora@faro.test", next="/faro/me/sessions/")
    reader.post(steps.link(world.faro))
    assert steps.path_of(reader, steps.choose(reader)) == "/me/sessions/"


def test_who_is_signed_in_passes_the_log_in(world, client_of):
    bruno = client_of(world.bruno)
    assert steps.path_of(bruno, bruno.get("/login/")) == "/desk/"
    assert steps.path_of(bruno, bruno.get("/login/?next=/faro/me/")) == "/me/"


def test_pages_of_accounts_are_never_kept_by_a_browser(world, visitor, client_of):
    for response in (visitor(world.faro).get("/login/"), client_of(world.ana).get("/me/")):
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["/signup/", "/email/", "/confirm-email/", "/password/set/", "/password/reset/", "/reauthenticate/",
     "/password/change/", "/login/code/", "/login/code/confirm/", "/inactive/", "/accounts/login/"],
)  # fmt: skip
def test_allauth_s_own_pages_do_not_exist(world, visitor, path):
    assert visitor(world.faro).get(path).status_code == 404

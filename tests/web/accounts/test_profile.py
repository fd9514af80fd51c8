"""My data and my sessions: one's own only, changed only where one may."""

import re

import pytest
from allauth.usersessions.models import UserSession

from tests.web.accounts import steps
from tests.world import PASSWORD
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.people.models import Person

DATA = {"phone": "+507 6123-4567", "language": "en", "zone": "Europe/Madrid", "wants_notices": "on"}


def endings(page):
    """The addresses that end a session, as the page offers them."""
    return [
        f"/me{path}" for path in re.findall(r'action="/faro/me(/sessions/\d+/ending/)"', steps.text(page))
    ]


def saved(person):
    with acting_in(person.institution_id):
        return Person.objects.get(pk=person.pk)


def test_ana_keeps_her_contact_data_right(world, client_of):
    ana = client_of(world.ana)
    assert steps.path_of(ana, ana.post("/me/", DATA)) == "/me/"
    now = saved(world.ana)
    assert (now.phone, now.language, now.zone) == ("+507 6123-4567", "en", "Europe/Madrid")
    page = steps.text(ana.get("/me/"))
    assert "My data" in page  # the page speaks what she chose
    with acting_in(world.faro):
        event = Event.objects.get(kind="person.changed")
    assert (event.subject_id, event.actor_id) == (world.ana.pk, world.ana.pk)
    assert event.data == {"fields": ["language", "phone", "zone"]}


def test_notices_of_the_state_can_be_given_up_and_taken_again(world, client_of):
    ana = client_of(world.ana)
    ana.post("/me/", {**DATA, "wants_notices": ""})
    assert saved(world.ana).wants_notices is False
    ana.post("/me/", DATA)
    assert saved(world.ana).wants_notices is True


def test_where_notices_always_come_there_is_no_choice(world, client_of):
    world.faro.data["state_notices"] = "always"
    world.faro.save(update_fields=["data"])
    ana = client_of(world.ana)
    assert 'name="wants_notices"' not in steps.text(ana.get("/me/"))
    ana.post("/me/", {**DATA, "wants_notices": ""})
    assert saved(world.ana).wants_notices is True


def test_saving_the_same_twice_tells_the_journal_once(world, client_of):
    ana = client_of(world.ana)
    ana.post("/me/", DATA)
    ana.post("/me/", DATA)
    with acting_in(world.faro):
        assert Event.objects.filter(kind="person.changed").count() == 1


def test_a_name_that_the_directory_vouches_for_is_not_changed(world, client_of):
    ana = client_of(world.ana)
    ana.post(
        "/me/", {**DATA, "given_names": "Rectora", "email": "x@x.test", "types": "egresado", "username": "x"}
    )
    now = saved(world.ana)
    assert (now.given_names, now.email, now.types, now.username) == (
        "Ana",
        "ana@faro.test",
        ["estudiante"],
        None,
    )


def test_where_registration_is_open_the_name_is_its_owner_s(world, client_of):
    elena = client_of(world.elena)
    elena.post("/me/", {**DATA, "given_names": "Elena María", "surnames": "Quispe D’Ávila"})
    assert saved(world.elena).full_name == "Elena María Quispe D’Ávila"


def test_my_sessions_are_listed_with_their_device_and_end_one_by_one(world, visitor):
    phone = visitor(world.faro, **{"user-agent": "Mozilla/5.0 (Linux; Android 9) Chrome/80.0 Safari/537"})
    desk = visitor(world.faro, **{"user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Firefox/130.0"})
    for browser in (phone, desk):
        steps.sign_in(browser, "ana@faro.test", PASSWORD)
    page = desk.get("/me/sessions/")
    assert "Chrome, Android" in steps.text(page)
    assert "Firefox, Windows" in steps.text(page)
    (other,) = endings(page)
    (own,) = endings(phone.get("/me/sessions/"))
    assert desk.post(own).status_code == 404  # leaving is another page
    desk.post(other)
    assert not steps.is_signed_in(phone)
    assert steps.is_signed_in(desk)
    assert desk.post(other).status_code == 404


def test_all_others_end_at_once(world, visitor):
    browsers = [visitor(world.faro) for _ in range(3)]
    for browser in browsers:
        steps.sign_in(browser, "ana@faro.test", PASSWORD)
    browsers[0].post("/me/sessions/others/ending/")
    assert [steps.is_signed_in(browser) for browser in browsers] == [True, False, False]


def test_sessions_at_another_institution_are_neither_shown_nor_ended_here(world, visitor):
    here, there = visitor(world.faro), visitor(world.puerto)
    for browser in (here, there):
        steps.sign_in(browser, "ana@faro.test", PASSWORD)
    assert endings(here.get("/me/sessions/")) == []
    here.post("/me/sessions/others/ending/")
    assert steps.is_signed_in(there)


def test_somebody_else_s_session_does_not_exist_for_me(world, visitor):
    ana, diego = visitor(world.faro), visitor(world.faro)
    steps.sign_in(ana, "ana@faro.test", PASSWORD)
    steps.sign_in(diego, "diego@faro.test", PASSWORD)
    session = UserSession.objects.get(user=world.ana.account)
    assert diego.post(f"/me/sessions/{session.pk}/ending/").status_code == 404
    assert steps.is_signed_in(ana)


@pytest.mark.parametrize("path", ["/me/", "/me/password/", "/me/sessions/"])
def test_a_stranger_is_asked_to_sign_in(world, visitor, path):
    stranger = visitor(world.faro)
    assert steps.path_of(stranger, stranger.get(path)).startswith("/login/")


@pytest.mark.parametrize(
    "path", ["/me/", "/me/password/", "/me/sessions/1/ending/", "/me/sessions/others/ending/"]
)
def test_a_stranger_changes_nothing(world, visitor, path):
    stranger = visitor(world.faro)
    assert steps.path_of(stranger, stranger.post(path, DATA)).startswith("/login/")

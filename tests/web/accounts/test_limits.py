"""Rate limits: per address and per network, with the time until when, and what was written kept."""

from tests.web.accounts import steps
from tests.world import PASSWORD
from ventanilla.lib.throttle import Limit
from ventanilla.web.accounts import limits

TIMES = limits.MAIL_TO_ADDRESS.times


def narrow(monkeypatch, name, times):
    """A limit that a test reaches."""
    wide = getattr(limits, name)
    monkeypatch.setattr(limits, name, Limit(f"{wide.name}.narrow", times, wide.per))


def test_one_address_gets_only_so_many_mails_whoever_asks(world, visitor):
    for n in range(TIMES):
        form = "/register/" if n % 2 else "/password/"
        assert visitor(world.faro).post(form, {"email": "nora@faro.test"}).status_code == 302
    stopped = visitor(world.faro).post("/register/", {"email": "NORA@faro.test"})
    assert stopped.status_code == 429
    assert "Hubo demasiados intentos" in steps.text(stopped)
    assert 'value="NORA@faro.test"' in steps.text(stopped)
    assert 0 < int(stopped["Retry-After"]) <= 3600
    assert visitor(world.faro).post("/register/", {"email": "other@faro.test"}).status_code == 302


def test_the_time_until_when_is_said_in_the_institution_s_hours(world, visitor):
    for _ in range(TIMES):
        visitor(world.faro).post("/register/", {"email": "nora@faro.test"})
    page = steps.text(visitor(world.faro).post("/register/", {"email": "nora@faro.test"}))
    assert "Intente de nuevo después de: " in page
    assert ":00." in page


def test_one_network_asks_for_only_so_many_mails(world, visitor, monkeypatch):
    narrow(monkeypatch, "MAIL_FROM_NETWORK", 2)
    codes = [
        visitor(world.faro).post("/register/", {"email": f"n{n}@faro.test"}).status_code for n in range(3)
    ]
    assert codes == [302, 302, 429]


def test_a_password_is_not_tried_for_ever_and_nobody_else_is_locked_out(world, visitor):
    stranger = visitor(world.faro)
    for _ in range(limits.LOGIN_OF_NAME_FROM_NETWORK.times):
        steps.sign_in(stranger, "ana@faro.test", "guess")
    stopped = steps.sign_in(stranger, "ana@faro.test", PASSWORD)
    assert stopped.status_code == 429
    assert 'value="ana@faro.test"' in steps.text(stopped)
    assert not steps.is_signed_in(stranger)
    at_home = {"REMOTE_ADDR": "203.0.113.9"}
    ana = visitor(world.faro)
    form = {"login": "ana@faro.test", "password": PASSWORD}
    assert ana.post("/login/", form, **at_home).status_code == 302
    assert steps.sign_in(visitor(world.faro), "diego@faro.test", PASSWORD).status_code == 302


def test_an_account_is_one_whatever_the_institution_at_which_it_is_tried(world, visitor):
    for n in range(limits.LOGIN_OF_NAME_FROM_NETWORK.times):
        steps.sign_in(visitor(world.faro if n % 2 else world.puerto), "ana@faro.test", "guess")
    assert steps.sign_in(visitor(world.puerto), "ana@faro.test", PASSWORD).status_code == 429


def test_a_network_that_fails_with_many_names_is_stopped(world, visitor, monkeypatch):
    narrow(monkeypatch, "FAILED_FROM_NETWORK", 3)
    for n in range(3):
        steps.sign_in(visitor(world.faro), f"n{n}@faro.test", PASSWORD)
    assert steps.sign_in(visitor(world.faro), "ana@faro.test", PASSWORD).status_code == 429


def test_a_campus_behind_one_address_signs_in_as_often_as_it_likes(world, visitor, monkeypatch):
    narrow(monkeypatch, "FAILED_FROM_NETWORK", 1)
    for name in ("ana", "diego", "bruno", "carla"):
        assert steps.sign_in(visitor(world.faro), f"{name}@faro.test", PASSWORD).status_code == 302


def test_codes_are_not_guessed_over_many_registrations_and_the_link_still_works(world, visitor, monkeypatch):
    narrow(monkeypatch, "CODE_OF_ADDRESS", 2)
    nora = visitor(world.faro)
    for _ in range(2):
        nora.post(steps.register(nora, "nora@faro.test"), {"code": "1"})
    page = steps.register(nora, "nora@faro.test")
    assert steps.prove(nora, page).status_code == 429
    assert nora.post(steps.link(world.faro)).status_code == 302


def test_sending_and_correcting_count_as_well(world, visitor, monkeypatch):
    nora = visitor(world.faro)
    page = steps.register(nora, "nroa@faro.test")
    narrow(monkeypatch, "MAIL_TO_ADDRESS", 0)
    assert nora.post(f"{page}sending/").status_code == 429
    stopped = nora.post(f"{page}address/", {"email": "nora@faro.test"})
    assert stopped.status_code == 429
    assert 'value="nora@faro.test"' in steps.text(stopped)
    assert steps.latest(world.faro).email == "nroa@faro.test"


def test_the_current_password_is_not_guessed_in_an_open_session(world, visitor, monkeypatch):
    ana = visitor(world.faro)
    steps.sign_in(ana, "ana@faro.test", PASSWORD)
    narrow(monkeypatch, "PASSWORD_OF_ACCOUNT", 2)
    for _ in range(2):
        ana.post("/me/password/", {"old": "guess", "password": "x"})
    stopped = ana.post("/me/password/", {"old": PASSWORD, "password": steps.GOOD})
    assert stopped.status_code == 429


def test_an_ipv6_household_is_one_network(world):
    class Asked:
        META = {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}
        headers: dict[str, str] = {}

    assert limits.network_of(Asked()) == "2001:db8:1:2::/64"
    Asked.META = {"REMOTE_ADDR": "::ffff:203.0.113.9"}
    assert limits.network_of(Asked()) == "203.0.113.9"

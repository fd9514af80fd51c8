"""What each page asks of the database: at most 8 statements, 14 for what is sent."""

import pytest

from tests.people.rules import CITIZEN, rule
from tests.web.accounts import steps
from tests.web.accounts.steps import GOOD, OPEN
from tests.world import PASSWORD


@pytest.mark.parametrize("path", ["/login/", "/register/", "/password/", "/access/"])
def test_the_pages_of_strangers(world, visitor, statements, path):
    rule(world.puerto, **CITIZEN)
    with statements(8):
        assert visitor(world.puerto).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/me/", "/me/password/", "/me/sessions/", "/logout/"])
def test_the_pages_of_my_account(world, visitor, statements, path):
    for _ in range(12):  # sessions do not add statements
        steps.sign_in(visitor(world.faro), "ana@faro.test", PASSWORD, REMOTE_ADDR="203.0.113.1")
    ana = visitor.signed_in(world.ana)
    with statements(8):
        assert ana.get(path).status_code == 200


def test_the_whole_way_of_a_registration(world, visitor, statements):
    rule(world.puerto, **CITIZEN)
    eva = visitor(world.puerto)
    answers = {**OPEN, "document_type": "pasaporte", "document_number": "X1", "campus": "norte"}
    with statements(14):
        page = steps.register(eva, "eva@home.test", **answers)
    with statements(8):
        eva.get(page)
    with statements(14):
        eva.post(f"{page}sending/")
    with statements(14):
        eva.post(f"{page}address/", {"email": "eva@work.test"})
    with statements(8):
        eva.get(steps.link(world.puerto))
    code = steps.code(world.puerto)
    with statements(14):
        assert eva.post(page, {"code": code}).status_code == 302
    with statements(8):
        assert eva.get("/password/new/").status_code == 200


def test_signing_in_and_out(world, visitor, statements):
    ana = visitor(world.faro)
    for _ in range(3):
        steps.sign_in(visitor(world.faro), "ana@faro.test", PASSWORD)
    with statements(14):
        assert steps.sign_in(ana, "ana@faro.test", PASSWORD).status_code == 302
    with statements(14):
        ana.post("/me/", {"phone": "+507 6123-4567", "language": "es"})
    with statements(14):
        ana.post("/me/sessions/others/ending/")
    with statements(14):
        ana.post("/logout/")


def test_a_new_account_writes_more_rows_than_any_other_form_and_is_made_once_in_a_life(
    world, visitor, statements
):
    """Account, person, registration, two events' worth of journal, session and its row."""
    eva = visitor(world.puerto)
    steps.proven(eva, "eva@home.test", **OPEN)
    with statements(21):
        assert steps.choose(eva, GOOD).status_code == 302

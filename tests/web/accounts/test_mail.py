"""What the worker makes of a registration: a code, a hint that one is known, or nothing; and the code works."""

import re

import pytest

from tests.web.accounts import steps
from tests.web.accounts.steps import GOOD
from ventanilla.institutions.acting import acting_in
from ventanilla.notify.models import Delivery

pytestmark = pytest.mark.usefixtures("catcher")


@pytest.mark.parametrize(
    ("form", "email", "kinds"),
    [
        ("/register/", "nora@faro.test", ["registration_code"]),
        ("/register/", "ana@faro.test", ["registration_known"]),
        ("/register/", "who@elsewhere.test", []),
        ("/password/", "ana@faro.test", ["password_code"]),
        ("/password/", "nora@faro.test", []),
        ("/password/", "elena@faro.test", []),
    ],
)
def test_the_mail_says_what_the_page_does_not(world, visitor, work, form, email, kinds):
    assert visitor(world.faro).post(form, {"email": email}).status_code == 302
    work()
    with acting_in(world.faro):
        sent = Delivery.objects.filter(registration=steps.latest(world.faro))
        assert [(delivery.kind, delivery.address) for delivery in sent] == [(kind, email) for kind in kinds]


def test_a_corrected_address_gets_the_new_code_and_the_wrong_one_nothing_more(world, visitor, work, catcher):
    nora = visitor(world.faro)
    page = steps.register(nora, "who@elsewhere.test")
    work()
    nora.post(f"{page}address/", {"email": "nora@faro.test"})
    work()
    assert len(catcher.messages(to="nora@faro.test")) == 1
    assert catcher.messages(to="who@elsewhere.test") == []


def test_the_code_of_the_mail_registers_and_so_does_its_link_in_another_browser(
    world, visitor, work, catcher
):
    typing, opening = visitor(world.faro), visitor(world.faro)
    page = steps.register(typing, "nora@faro.test")
    work()
    (letter,) = catcher.messages(to="nora@faro.test")
    (code,) = set(re.findall(r"\b\d{4}-\d{4}\b", letter.text))
    (link,) = re.findall(r"/confirm/[^\s/]+/", letter.text)
    assert typing.post(page, {"code": code}).status_code == 302
    assert opening.post(link).status_code == 302
    assert steps.path_of(opening, steps.choose(opening, GOOD)) == "/"
    assert steps.path_of(typing, steps.choose(typing, GOOD)) == "/login/"

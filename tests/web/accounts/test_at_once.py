"""Two at the same instant, on connections of their own: what may happen once happens once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.people.rules import CITIZEN, INVITATION, rule
from tests.web.accounts import steps
from tests.web.accounts.steps import GOOD, OPEN
from tests.world import BORN
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.actions.invite import invite
from ventanilla.people.actions.prove import ATTEMPTS
from ventanilla.people.models import Account, DirectoryEntry, Person, Registration

pytestmark = pytest.mark.commits
DOCUMENT = {"document_type": "pasaporte", "document_number": "X1"}


def at_once(*steps_taken):
    """Runs them in threads that start together; returns what each returned."""
    start = Barrier(len(steps_taken))

    def run(step):
        start.wait()
        try:
            return step()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps_taken)) as threads:
        return list(threads.map(run, steps_taken))


def arrivals(visitors, responses):
    return sorted(steps.path_of(who, response) for who, response in zip(visitors, responses, strict=True))


def test_one_proof_used_twice_at_once_makes_one_account(world, visitor):
    one, other = visitor(world.faro), visitor(world.faro)
    page = steps.register(one, "nora@faro.test")
    steps.prove(one, page)
    steps.prove(other, page)
    done = at_once(lambda: steps.choose(one), lambda: steps.choose(other))
    assert arrivals((one, other), done) == ["/", "/login/"]
    assert Account.objects.filter(email="nora@faro.test").count() == 1
    with acting_in(world.faro):
        assert Person.objects.filter(email="nora@faro.test").count() == 1


def test_two_registrations_of_one_address_at_once_make_one_person(world, visitor):
    browsers = [visitor(world.puerto) for _ in range(3)]
    for browser in browsers:
        steps.proven(browser, "xio@home.test", **OPEN)
    done = at_once(*[lambda who=browser: steps.choose(who) for browser in browsers])
    assert arrivals(browsers, done) == ["/", "/login/", "/login/"]
    with acting_in(world.puerto):
        assert Person.objects.filter(account__email="xio@home.test").count() == 1


def test_namesakes_who_register_at_once_get_different_user_names(world, visitor):
    rule(world.puerto, **CITIZEN)
    browsers = [visitor(world.puerto) for _ in range(3)]
    names = {"given_names": "Francisco", "surnames": "Rivera"}
    for n, browser in enumerate(browsers):
        steps.proven(browser, f"f{n}@home.test", **{**OPEN, **names, **DOCUMENT})
    done = at_once(*[lambda who=browser: steps.choose(who) for browser in browsers])
    assert arrivals(browsers, done) == ["/", "/", "/"]
    with acting_in(world.puerto):
        made = Person.objects.filter(surnames="Rivera").values_list("username", flat=True)
        assert sorted(made) == ["frivera", "frivera2", "frivera3"]


def test_one_address_at_two_institutions_at_once_makes_one_account_with_one_password(world, visitor):
    with acting_in(world.faro):
        DirectoryEntry.objects.create(email="eva@home.test", data={"given_names": "Eva"})
    here, there = visitor(world.faro), visitor(world.puerto)
    steps.proven(here, "eva@home.test")
    steps.proven(there, "eva@home.test", **OPEN, **DOCUMENT)
    done = at_once(lambda: steps.choose(here, GOOD), lambda: steps.choose(there, "otra clave muy distinta"))
    assert arrivals((here, there), done) == ["/", "/login/"]  # a password that was not taken opens nothing
    account = Account.objects.get(email="eva@home.test")
    assert account.check_password(GOOD) != account.check_password("otra clave muy distinta")
    for institution in (world.faro, world.puerto):
        with acting_in(institution):
            assert Person.objects.filter(account=account).count() == 1


def test_an_activation_code_at_once_counts_once(world, visitor):
    rule(world.faro, **INVITATION)
    with acting_in(world.faro):
        olga = Person.objects.create(given_names="Olga", created_at=BORN)
        _, activation = invite(person=olga, by=world.hugo, at=now())
    browsers = [visitor(world.faro), visitor(world.faro)]
    for n, browser in enumerate(browsers):
        steps.proven(browser, f"olga{n}@home.test", activation=activation)
    done = at_once(*[lambda who=browser: steps.choose(who) for browser in browsers])
    assert arrivals(browsers, done) == ["/", "/login/"]
    assert Account.objects.filter(email__startswith="olga").count() == 1


def test_guesses_at_once_do_not_outrun_their_count(world, visitor):
    rule(world.faro, rule="directory")
    page = steps.register(visitor(world.faro), "nora@faro.test")
    at_once(*[lambda: visitor(world.faro).post(page, {"code": "1"}) for _ in range(ATTEMPTS + 4)])
    with acting_in(world.faro):
        assert Registration.objects.order_by("-pk")[0].attempts == ATTEMPTS

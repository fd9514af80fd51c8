"""`ventanilla invitation`: staff hand a code to a person, never a password."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.people.rules import INVITATION, rule
from tests.web.accounts import steps
from tests.world import BORN
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.people.models import Activation, Person


def invited(institution, name):
    out = StringIO()
    call_command("invitation", institution, name, stdout=out)
    return out.getvalue().split()[0]


def test_the_printed_code_opens_the_account_and_is_nowhere_kept(world, visitor):
    rule(world.faro, **INVITATION)
    with acting_in(world.faro):
        olga = Person.objects.create(given_names="Olga", student_code="E-OLGA", created_at=BORN)
    code = invited("faro", "E-OLGA")
    with acting_in(world.faro):
        assert code not in str(Activation.objects.values())
        event = Event.objects.get(kind="person.invited")
        assert (event.subject_id, event.actor_id, event.channel) == (olga.pk, None, "command")
    browser = visitor(world.faro)
    steps.proven(browser, "olga@home.test", activation=code)
    assert steps.path_of(browser, steps.choose(browser)) == "/"
    with acting_in(world.faro):
        assert Activation.objects.get().used_at is not None
        assert Event.objects.filter(kind="person.activated", subject_id=olga.pk).exists()


@pytest.mark.parametrize(
    ("institution", "name", "sentence"),
    [
        ("nowhere", "E-ANA", "no hay una institución"),
        ("faro", "nobody", "nadie"),
        ("faro", "twin@home.test", "varias personas"),
        ("faro", "ana@faro.test", "ya tiene cuenta"),
        ("puerto", "E-DIEGO", "nadie"),
    ],
)
def test_what_cannot_be_invited_is_said_in_one_line(world, institution, name, sentence):
    with acting_in(world.faro):
        for given_names in ("Eva", "Eve"):
            Person.objects.create(given_names=given_names, email="twin@home.test", created_at=BORN)
    with pytest.raises(CommandError, match=sentence):
        invited(institution, name)
    with acting_in(world.faro):
        assert not Activation.objects.exists()

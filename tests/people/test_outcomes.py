"""Which addresses may register, by the institution's rule; what the mail will say."""

from datetime import timedelta

import pytest

from tests.people.rules import CITIZEN, INVITATION, rule
from tests.world import BORN, MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.actions.invite import HasAccount, invite
from ventanilla.people.actions.request import request_first_access, request_password, request_registration
from ventanilla.people.models import DirectoryEntry, Person
from ventanilla.people.registration import Outcome, outcome


def asked(email, **data):
    return outcome(request_registration(email=email, data=data, language="es", at=MONDAY))


def forgot(email):
    return outcome(request_password(email=email, language="es", at=MONDAY))


def test_under_a_directory_only_a_held_address_gets_a_code(acting: World):
    assert asked("nora@faro.test") is Outcome.CODE
    assert asked("diana@elsewhere.test") is Outcome.REFUSED


def test_until_the_portal_is_connected_it_works_as_a_directory(acting: World):
    rule(acting.faro, rule="portal")
    assert asked("nora@faro.test") is Outcome.CODE
    assert asked("diana@elsewhere.test") is Outcome.REFUSED


def test_whoever_was_brought_in_with_a_role_is_held_as_well(acting: World):
    Person.objects.create(given_names="Olga", email="olga@faro.test", created_at=BORN)
    assert asked("olga@faro.test") is Outcome.CODE


def test_who_signs_in_here_already_is_told_so(acting: World):
    assert asked("ana@faro.test") is Outcome.ALREADY_REGISTERED


def test_an_account_of_another_institution_is_no_account_here(world: World):
    with acting_in(world.faro):
        DirectoryEntry.objects.create(email="elena@faro.test")
        assert asked("elena@faro.test") is Outcome.CODE  # Elena is known at Puerto only


def test_the_directory_of_another_institution_does_not_count(world: World):
    with acting_in(world.faro):
        assert asked("nora@puerto.test") is Outcome.REFUSED


def test_where_registration_is_open_everybody_gets_a_code(world: World):
    with acting_in(world.puerto):
        assert asked("anybody@elsewhere.test") is Outcome.CODE


def test_an_invitation_needs_a_code_that_is_not_used_and_not_over(acting: World):
    rule(acting.faro, **INVITATION)
    olga = Person.objects.create(given_names="Olga", created_at=BORN)
    activation, _ = invite(person=olga, by=acting.hugo, at=MONDAY)
    assert asked("olga@home.test") is Outcome.REFUSED
    assert asked("olga@home.test", activation=activation.pk) is Outcome.CODE
    invite(person=olga, by=acting.hugo, at=MONDAY - timedelta(seconds=1))
    activation.refresh_from_db()
    assert activation.expires_at < MONDAY  # a newer code kills the older
    assert asked("olga@home.test", activation=activation.pk) is Outcome.REFUSED


def test_who_has_an_account_is_not_invited(acting: World):
    with pytest.raises(HasAccount):
        invite(person=acting.ana, by=acting.hugo, at=MONDAY)


def test_a_password_is_set_again_only_by_whoever_signs_in_here(world: World):
    with acting_in(world.faro):
        assert forgot("ana@faro.test") is Outcome.CODE
        assert forgot("nora@faro.test") is Outcome.REFUSED  # held, but never registered
        assert forgot("elena@faro.test") is Outcome.REFUSED  # an account of Puerto


def test_a_closed_account_gets_no_mail_at_all(acting: World):
    account = acting.ana.account
    assert account is not None
    account.is_active = False
    account.save(update_fields=["is_active"])
    assert asked("ana@faro.test") is Outcome.REFUSED
    assert forgot("ana@faro.test") is Outcome.REFUSED


def test_user_name_and_document_number_ask_for_a_code_to_the_registered_contact(acting: World):
    rule(acting.faro, **CITIZEN)
    Person.objects.create(
        given_names="Francisco",
        surnames="Rivera",
        username="frivera",
        email="francisco@home.test",
        document_number="1032456789",
        created_at=BORN,
    )

    def first(username, number):
        return request_first_access(username=username, document_number=number, language="es", at=MONDAY)

    right = first("FRivera ", "1.032.456-789")
    assert (right.email, outcome(right)) == ("francisco@home.test", Outcome.CODE)
    for username, number in (("frivera", "1"), ("nobody", "1032456789"), ("frivera", "")):
        wrong = first(username, number)
        assert (wrong.email, outcome(wrong)) == ("", Outcome.REFUSED)


def test_with_an_account_the_document_number_opens_nothing_any_more(acting: World):
    rule(acting.faro, **CITIZEN)
    Person.objects.filter(pk=acting.ana.pk).update(username="abatista", document_number="777")
    again = request_first_access(username="abatista", document_number="777", language="es", at=MONDAY)
    assert outcome(again) is Outcome.ALREADY_REGISTERED

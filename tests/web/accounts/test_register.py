"""Registration by the institution's rule (UME-04, MEN-01, UDG-02), from the form to the first page."""

from datetime import timedelta

import pytest

from tests.people.rules import CITIZEN, INVITATION, rule
from tests.web.accounts import steps
from tests.web.accounts.steps import OPEN
from tests.world import BORN, MONDAY, PASSWORD
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.actions.invite import invite
from ventanilla.people.models import Account, DirectoryEntry, Person, Registration, Role, RoleKind


def person(institution, email):
    with acting_in(institution):
        return Person.objects.select_related("account", "campus").get(account__email=email)


def test_nora_registers_with_the_address_that_the_directory_holds(world, visitor):
    nora = visitor(world.faro)
    steps.proven(nora, " Nora@Faro.test ")
    response = steps.choose(nora)
    assert steps.path_of(nora, response) == "/"
    made = person(world.faro, "nora@faro.test")
    assert (made.full_name, made.student_code, made.types) == ("Nora Núñez", "2026-0007", ["estudiante"])
    assert made.email == "nora@faro.test"
    assert "Nora" in steps.text(nora.get("/me/"))


def test_under_a_directory_nobody_says_himself_who_he_is(world, visitor):
    rule(world.faro, fields=[{"name": "given_names"}, {"name": "user_type"}, {"name": "phone"}])
    nora = visitor(world.faro)
    page = steps.text(nora.get("/register/"))
    assert 'name="phone"' in page
    assert 'name="given_names"' not in page
    assert 'name="user_type"' not in page
    steps.proven(nora, "nora@faro.test", given_names="Rector", user_type="egresado", phone="+507 6123-4567")
    steps.choose(nora)
    made = person(world.faro, "nora@faro.test")
    assert (made.given_names, made.types, made.phone) == ("Nora", ["estudiante"], "+507 6123-4567")


def test_an_address_that_is_not_held_gets_the_same_page_and_no_account(world, visitor):
    diana = visitor(world.faro)
    page = steps.register(diana, "diana@elsewhere.test")
    assert diana.get(page).status_code == 200
    steps.prove(diana, page)  # even with a code that was never sent
    response = steps.choose(diana)
    assert steps.path_of(diana, response) == "/login/"
    assert not Account.objects.filter(email="diana@elsewhere.test").exists()


def test_a_citizen_registers_with_his_data_and_gets_a_user_name(world, visitor):
    rule(world.puerto, **CITIZEN)
    for n, expected in enumerate(("frivera", "frivera2")):
        francisco = visitor(world.puerto)
        answers = {
            "given_names": "Francisco",
            "surnames": "Rivera",
            "user_type": "egresado",
            "document_type": "cedula",
            "document_number": "1710034065",
            "phone": "300 123 4567",
            "campus": "norte",
            "zone": "America/Bogota",
            "language": "en",
            "wants_notices": "on",
        }
        steps.proven(francisco, f"francisco{n}@home.test", **answers)
        response = steps.choose(francisco)
        made = person(world.puerto, f"francisco{n}@home.test")
        assert made.username == expected
        assert (made.types, made.campus.slug, made.zone, made.language) == (
            ["egresado"],
            "norte",
            "America/Bogota",
            "en",
        )
        assert made.wants_notices
        assert expected in steps.text(francisco.client.get(response["Location"]))


def test_state_notices_come_only_if_they_were_asked_for(world, visitor):
    rule(world.puerto, **CITIZEN)
    eva = visitor(world.puerto)
    answers = {**OPEN, "document_type": "pasaporte", "document_number": "X1"}
    steps.proven(eva, "eva@home.test", **answers)
    steps.choose(eva)
    assert not person(world.puerto, "eva@home.test").wants_notices


def test_a_doubtful_number_is_asked_about_once_and_then_accepted(world, visitor):
    rule(world.puerto, **CITIZEN)
    eva = visitor(world.puerto)
    answers = {**OPEN, "document_type": "cedula", "document_number": "999", "email": "eva@home.test"}
    doubted = eva.post("/register/", answers)
    assert doubted.status_code == 200
    assert 'name="doubted" value="999"' in steps.text(doubted)
    assert eva.post("/register/", {**answers, "doubted": "999"}).status_code == 302


def test_who_was_brought_in_with_a_role_becomes_that_person_and_no_second_one(world, visitor):
    with acting_in(world.faro):
        olga = Person.objects.create(
            given_names="Olga", surnames="Ruiz", email="olga@faro.test", created_at=BORN
        )
        Role.objects.create(person=olga, kind=RoleKind.ADMINISTRATOR)
    browser = visitor(world.faro)
    steps.proven(browser, "olga@faro.test")
    response = steps.choose(browser)
    assert person(world.faro, "olga@faro.test").pk == olga.pk
    assert "/desk/" in response["Location"]


def test_the_student_code_of_the_directory_finds_the_person_whose_address_changed(world, visitor):
    with acting_in(world.faro):
        DirectoryEntry.objects.create(
            email="ana.batista@faro.test",
            student_code="E-ANA",
            data={"given_names": "Ana", "surnames": "Batista de Solís"},
        )
    browser, before = visitor(world.faro), visitor.signed_in(world.ana)
    assert steps.is_signed_in(before)
    steps.proven(browser, "ana.batista@faro.test")
    steps.choose(browser)
    ana = person(world.faro, "ana.batista@faro.test")
    assert ana.pk == world.ana.pk
    assert ana.surnames == "Batista de Solís"
    assert not steps.is_signed_in(before)  # the old address is nobody here any more


def test_a_student_code_that_somebody_else_has_is_not_taken_from_him(world, visitor):
    rule(world.puerto, **CITIZEN)
    eva = visitor(world.puerto)
    answers = {**OPEN, "document_type": "pasaporte", "document_number": "X1", "student_code": "E-ELENA"}
    steps.proven(eva, "eva@home.test", **answers)
    steps.choose(eva)
    assert person(world.puerto, "eva@home.test").student_code is None
    with acting_in(world.puerto):
        assert Person.objects.get(pk=world.elena.pk).student_code == "E-ELENA"


def test_somebody_registered_in_person_finds_his_data_completed_not_replaced(world, visitor):
    rule(world.puerto, **CITIZEN)
    with acting_in(world.puerto):
        held = Person.objects.create(
            given_names="Francisco",
            surnames="Rivera",
            email="fr@home.test",
            types=["egresado"],
            created_at=BORN,
        )
    browser = visitor(world.puerto)
    answers = {**OPEN, "document_type": "pasaporte", "document_number": "X1", "phone": "300 123 4567"}
    steps.proven(browser, "fr@home.test", **answers)
    steps.choose(browser)
    made = person(world.puerto, "fr@home.test")
    assert made.pk == held.pk
    assert (made.given_names, made.types, made.phone) == ("Francisco", ["egresado"], "300 123 4567")


def test_an_account_from_another_institution_keeps_its_password(world, visitor):
    with acting_in(world.faro):
        DirectoryEntry.objects.create(email="elena@faro.test", data={"given_names": "Elena"})
    elena = visitor(world.faro)
    page = steps.register(elena, "elena@faro.test")
    response = steps.prove(elena, page)
    assert steps.path_of(elena, response) == "/login/"
    assert not steps.is_signed_in(elena)  # proving the address does not sign in with another's password
    assert Account.objects.filter(email="elena@faro.test").count() == 1
    assert steps.sign_in(elena, "elena@faro.test", PASSWORD).status_code == 302
    assert steps.is_signed_in(elena)


def test_an_invited_person_registers_with_the_code_and_an_address_of_his_own(world, visitor):
    rule(world.faro, **INVITATION)
    with acting_in(world.faro):
        olga = Person.objects.create(given_names="Olga", surnames="Ruiz", created_at=BORN)
        _, activation = invite(person=olga, by=world.hugo, at=now())
    browser = visitor(world.faro)
    steps.proven(browser, "olga@home.test", activation=activation.lower())
    steps.choose(browser)
    made = person(world.faro, "olga@home.test")
    assert (made.pk, made.email) == (olga.pk, "olga@home.test")


def test_an_activation_code_is_good_only_where_and_while_it_was_given(world, visitor):
    for institution in (world.faro, world.puerto):
        rule(institution, **INVITATION)
    with acting_in(world.faro):
        olga, paz = (Person.objects.create(given_names=name, created_at=BORN) for name in ("Olga", "Paz"))
        _, activation = invite(person=olga, by=world.hugo, at=now())
        _, old = invite(person=paz, by=world.hugo, at=MONDAY - timedelta(days=100))
    form = {"email": "olga@home.test", "activation": activation}
    assert "no es válido" in steps.text(visitor(world.puerto).post("/register/", form))
    assert "no es válido" in steps.text(visitor(world.faro).post("/register/", {**form, "activation": old}))
    assert visitor(world.faro).post("/register/", form).status_code == 302


def test_an_activation_code_counts_once(world, visitor):
    rule(world.faro, **INVITATION)
    with acting_in(world.faro):
        olga = Person.objects.create(given_names="Olga", created_at=BORN)
        _, activation = invite(person=olga, by=world.hugo, at=now())
    first, second = visitor(world.faro), visitor(world.faro)
    steps.proven(first, "olga@home.test", activation=activation)
    steps.proven(second, "olga@work.test", activation=activation)
    assert steps.path_of(first, steps.choose(first)) == "/"
    assert steps.path_of(second, steps.choose(second)) == "/login/"
    assert person(world.faro, "olga@home.test").pk == olga.pk
    assert not Account.objects.filter(email="olga@work.test").exists()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_speaks_the_reader_s_language(world, visitor, language):
    page = steps.text(visitor(world.puerto, **{"accept-language": language}).get("/register/"))
    assert ("Send me the code" in page) is (language == "en")
    assert ("Graduate" in page) is (language == "en")


def test_tu_and_usted_are_the_institution_s(world, visitor):
    assert "eliges tu contraseña" in steps.text(visitor(world.puerto).get("/register/"))
    assert "usted elige su contraseña" in steps.text(visitor(world.faro).get("/register/"))


def test_what_happened_stands_in_the_journal_without_a_name_or_an_address(world, visitor):
    nora = visitor(world.faro)
    steps.proven(nora, "nora@faro.test")
    steps.choose(nora)
    with acting_in(world.faro):
        registration = Registration.objects.get(email="nora@faro.test")
        kinds = list(
            Event.objects.filter(subject_kind="registration", subject_id=registration.pk)
            .order_by("n")
            .values_list("kind", flat=True)
        )
        made = Person.objects.get(account__email="nora@faro.test")
        event = Event.objects.get(subject_kind="person", subject_id=made.pk, kind="person.registered")
    assert kinds == ["registration.requested", "registration.verified"]
    assert event.data["registration"] == registration.pk
    assert "nora" not in str(event.data).lower()


def test_who_is_signed_in_has_nothing_to_register(world, client_of):
    ana = client_of(world.ana)
    assert steps.path_of(ana, ana.get("/register/")) == "/"

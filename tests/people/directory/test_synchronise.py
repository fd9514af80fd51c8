"""A file of the student system beside the directory: what is new, changed, gone, and what nobody may guess."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.people.directory.files import bring, differences, file, held, line, preview
from tests.people.rules import rule
from tests.world import MONDAY
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.people.actions import synchronise
from ventanilla.people.models import (
    DirectoryDifference,
    DirectoryEntry,
    DirectoryImport,
    Person,
    Registration,
)
from ventanilla.people.registration import Outcome, outcome

NORA = line("2026-0007", "Nora", surname="Núñez", more="Estudiante;")


@pytest.fixture
def faro(acting):
    """The directory holds Nora alone (tests/world.py); Ana is registered with the code E-ANA."""
    return acting.faro


def test_a_first_file_brings_everybody_in(faro):
    load = bring(faro, file(line("1", "Olga"), line("2", "Pia"), NORA))
    assert held() == {"olga@faro.test": "1", "pia@faro.test": "2", "nora@faro.test": "2026-0007"}
    olga = DirectoryEntry.objects.get(student_code="1")
    assert olga.data == {
        "given_names": "Olga", "surnames": "Pérez", "types": ["estudiante"], "campus": "centro"
    }  # fmt: skip
    told = {"new": 2, "same": 1, "changed": 0, "gone": 0, "conflict": 0, "wrong": 0, "lines": 3}
    assert load.counts | told == load.counts


def test_a_change_is_told_field_by_field_and_made(faro):
    bring(faro, file(line("1", "Olga"), NORA))
    changed = file(line("1", "Olga", email="o.perez@faro.test", more="Egresado;Norte"), NORA)
    (one,) = differences(preview(changed))["changed"]
    assert (one.line, one.before["email"], one.after["email"]) == (2, "olga@faro.test", "o.perez@faro.test")
    assert (one.before["types"], one.after["types"]) == (["estudiante"], ["egresado"])
    assert held()["olga@faro.test"] == "1", "a preview changes nothing"
    bring(faro, changed)
    assert held() == {"o.perez@faro.test": "1", "nora@faro.test": "2026-0007"}


def test_a_column_that_the_file_does_not_have_takes_nothing_away(faro):
    bring(faro, file(line("1", "Olga"), NORA))
    narrow = file("1;olga@faro.test;Olga", "2026-0007;nora@faro.test;Nora", header="Código;Correo;Nombre")
    assert not differences(preview(narrow))
    assert DirectoryEntry.objects.get(student_code="1").data["campus"] == "centro"


def test_who_is_not_in_the_file_is_marked_and_comes_back_as_the_same(faro, visitor):
    bring(faro, file(line("1", "Olga"), NORA))
    first = DirectoryEntry.objects.get(student_code="1").pk
    load = bring(faro, file(NORA))
    (gone,) = differences(load)["gone"]
    assert gone.before["email"] == "olga@faro.test" and held() == {"nora@faro.test": "2026-0007"}
    assert DirectoryEntry.objects.get(pk=first).gone_at == MONDAY
    (back,) = differences(bring(faro, file(line("1", "Olga"), NORA)))["changed"]
    assert (back.reason, back.entry_id) == ("returned", first)
    assert DirectoryEntry.objects.get(pk=first).gone_at is None


def test_a_file_that_is_a_part_lets_nobody_go(faro):
    load = bring(faro, file(line("1", "Olga")), partial=True, confirmed=False)
    assert load.counts["gone"] == 0
    assert held() == {"olga@faro.test": "1", "nora@faro.test": "2026-0007"}


def test_more_than_the_folder_lets_go_stays_until_somebody_confirms(faro):
    bring(faro, file(*(line(str(n), f"Olga{n}") for n in range(9)), NORA))
    fewer = file(*(line(str(n), f"Olga{n}") for n in range(7)))
    load = preview(fewer)
    with pytest.raises(synchronise.TooManyGone) as refused:
        synchronise.apply(institution=faro, import_id=load.pk, by=None, channel="command", at=MONDAY)
    assert (refused.value.gone, refused.value.held, refused.value.limit) == (3, 10, 20)
    assert len(held()) == 10
    bring(faro, fewer, confirmed=True)
    assert len(held()) == 7


def test_an_import_is_applied_once_and_said_once(acting, faro):
    load = preview(file(line("1", "Olga"), NORA))
    for _ in range(2):
        done = synchronise.apply(
            institution=faro, import_id=load.pk, by=acting.hugo, channel="office", at=MONDAY
        )
        assert done.status == DirectoryImport.Status.APPLIED
    (event,) = Event.objects.filter(kind="directory.imported")
    assert (event.subject_id, event.actor_id, event.channel) == (load.pk, acting.hugo.pk, "office")
    assert event.data["file"] == load.sha256 and event.data["counts"]["new"] == 1
    assert "olga" not in str(event.data)


def test_what_changed_after_the_preview_refuses_it(faro):
    load = preview(file(line("1", "Olga"), NORA))
    bring(faro, file(line("2", "Pia")), partial=True)
    with pytest.raises(synchronise.Outdated):
        synchronise.apply(institution=faro, import_id=load.pk, by=None, channel="command", at=MONDAY)
    assert "olga@faro.test" not in held()


def test_two_who_exchange_their_addresses(faro):
    bring(faro, file(line("1", "Olga"), line("2", "Pia"), NORA))
    crossed = file(line("1", "Olga", email="pia@faro.test"), line("2", "Pia", email="olga@faro.test"), NORA)
    load = bring(faro, crossed)
    assert load.counts["changed"] == 2
    assert held() == {"pia@faro.test": "1", "olga@faro.test": "2", "nora@faro.test": "2026-0007"}


def test_an_address_of_one_who_left_may_be_given_to_another(faro):
    bring(faro, file(line("1", "Olga"), NORA))
    bring(faro, file(line("2", "Olga", surname="Ruiz"), NORA))
    assert held() == {"olga@faro.test": "2", "nora@faro.test": "2026-0007"}
    assert DirectoryEntry.objects.get(student_code="1").gone_at is not None


def test_who_had_no_code_gets_one_and_who_is_without_keeps_his(faro):
    bring(faro, file(line("", "Olga"), NORA))
    assert held()["olga@faro.test"] is None
    bring(faro, file(line("1", "Olga"), NORA))
    assert held()["olga@faro.test"] == "1"
    assert not differences(preview(file(line("", "Olga"), NORA)))


class TestConflicts:
    """They stay as they are, and nobody of them leaves."""

    def test_one_address_for_two_codes(self, faro):
        bring(faro, file(line("1", "Olga"), NORA))
        load = bring(faro, file(line("1", "Olga"), line("2", "Pia", email="olga@faro.test"), NORA))
        assert [(d.line, d.reason) for d in differences(load)["conflict"]] == [
            (2, "repeated_address"),
            (3, "repeated_address"),
        ]
        assert held() == {"olga@faro.test": "1", "nora@faro.test": "2026-0007"}

    def test_one_code_twice_with_other_words_but_the_same_line_twice_is_one(self, faro):
        other = line("2", "Pía", email="p@faro.test")
        load = preview(file(line("1", "Olga"), line("1", "Olga"), line("2", "Pia"), other, NORA))
        found = differences(load)
        assert [d.reason for d in found["conflict"]] == ["repeated_code"] * 2
        assert [d.after["student_code"] for d in found["new"]] == ["1"] and load.counts["repeated"] == 1

    def test_a_code_that_is_ana_s_with_diego_s_address(self, faro):
        load = preview(file(line("E-ANA", "Ana", surname="Batista", email="diego@faro.test"), NORA))
        (one,) = differences(load)["conflict"]
        assert (one.reason, one.before) == ("code_of_another", {"student_code": "E-DIEGO"})

    def test_ana_s_address_under_a_code_that_nobody_has(self, faro):
        (one,) = differences(preview(file(line("77", "Ana", email="ana@faro.test"), NORA)))["conflict"]
        assert (one.reason, one.before) == ("address_of_another", {"student_code": "E-ANA"})

    def test_a_code_that_went_to_another_human(self, faro):
        Person.objects.filter(student_code="E-ANA").update(document_number="8-912-1045")
        header = "Código;Correo;Nombres;Apellidos;Cédula"
        other = file("E-ANA;pedro@faro.test;Pedro;Gómez;9-1-1", header=header)
        assert [d.reason for d in differences(preview(other, partial=True))["conflict"]] == [
            "code_of_another"
        ]
        spelled = file("E-ANA;ana@faro.test;Ana María;Batista;8-912-1046", header=header)
        assert "conflict" not in differences(preview(spelled, partial=True))

    def test_an_address_that_must_be_kept_holds_up_whoever_wants_it(self, faro):
        bring(faro, file(line("1", "Olga"), line("2", "Pia"), line("3", "Rita"), NORA))
        chain = file(
            line("1", "Olga", email="x@faro.test"),
            line("1", "Olga", email="o@faro.test"),  # which of the two? Olga keeps hers
            line("2", "Pia", email="olga@faro.test"),  # so Pia keeps hers
            line("3", "Rita", email="pia@faro.test"),  # so Rita keeps hers
            NORA,
        )
        found = differences(preview(chain))
        assert set(found) == {"conflict"}
        assert sorted(d.reason for d in found["conflict"]) == ["address_kept"] * 2 + ["repeated_code"] * 2
        bring(faro, chain)
        assert held()["pia@faro.test"] == "2"

    def test_a_line_that_cannot_be_read_lets_nobody_go(self, faro):
        bring(faro, file(line("1", "Olga"), line("2", "Pia"), NORA))
        broken = file("1;no address;Olga;Pérez;Estudiante;Centro", "Pia;pia@faro.test;2", NORA)
        load = bring(faro, broken)
        assert [d.reason for d in differences(load)["wrong"]] == ["bad_address", "cells"]
        assert load.counts["gone"] == 0 and len(held()) == 3


class TestRegisteredPeople:
    def test_the_official_address_wins_and_the_journal_says_so_without_saying_it(self, acting, faro):
        Person.objects.filter(pk=acting.ana.pk).update(email_bounced_at=MONDAY, phone="6123-4567")
        line_of_ana = "E-ANA;ana.batista@faro.test;Ana Lucía;Batista;Egresado;Norte;6999-0000"
        content = file(line_of_ana, header="Código;Correo;Nombres;Apellidos;Tipo;Sede;Teléfono")
        load = bring(faro, content, partial=True)
        ana = Person.objects.select_related("campus", "account").get(pk=acting.ana.pk)
        assert (ana.email, ana.given_names, ana.types) == ("ana.batista@faro.test", "Ana Lucía", ["egresado"])
        assert (ana.campus.slug, ana.email_bounced_at) == ("norte", None)
        assert ana.account.email == "ana@faro.test", "what she signs in with is her own"
        assert ana.phone == "6123-4567", "her telephone too"
        (event,) = Event.objects.filter(kind="person.synchronised")
        assert event.subject_id == ana.pk
        assert event.data == {"fields": ["campus", "email", "given_names", "types"], "import": load.pk}
        assert not differences(preview(content, partial=True))

    def test_who_was_changed_after_the_preview_makes_it_outdated(self, acting, faro):
        load = preview(file("E-ANA;a@faro.test;Ana;Batista;;"), partial=True)
        Person.objects.filter(pk=acting.ana.pk).update(given_names="Anita")
        load = preview(file("E-ANA;a@faro.test;Ana;Batista;;"), partial=True)
        Person.objects.filter(pk=acting.ana.pk).update(email="other@faro.test")
        with pytest.raises(synchronise.Outdated):
            synchronise.apply(institution=faro, import_id=load.pk, by=None, channel="command", at=MONDAY)

    def test_where_everybody_may_register_people_keep_what_they_said(self, acting, faro):
        rule(faro, rule="open", types=["estudiante"])
        bring(faro, file("E-ANA;a@faro.test;Other;Name;;"), partial=True)
        assert held()["a@faro.test"] == "E-ANA"
        assert Person.objects.get(pk=acting.ana.pk).email == "ana@faro.test"

    def test_who_has_no_code_yet_gets_it_with_the_address(self, acting, faro):
        Person.objects.filter(pk=acting.ana.pk).update(student_code=None)
        bring(faro, file("E-1;ana@faro.test;Ana;Batista;;"), partial=True)
        assert Person.objects.get(pk=acting.ana.pk).student_code == "E-1"


def test_an_import_stays_with_its_institution(acting, faro):
    bring(faro, file(line("1", "Olga"), NORA))
    with acting_in(acting.puerto):
        assert held() == {"nora@puerto.test": "2026-0007"}
        assert not DirectoryImport.objects.exists()
        assert Person.objects.get(account=acting.ana.account).email == "ana@faro.test"


def test_who_left_cannot_register_any_more_and_an_account_stays(acting, faro):
    bring(faro, file(line("1", "Olga"), line("E-ANA", "Ana", surname="Batista"), NORA))
    for expected in (Outcome.CODE, Outcome.REFUSED):
        wish = Registration.objects.create(
            email="olga@faro.test", language="es", created_at=MONDAY, expires_at=MONDAY
        )
        assert outcome(wish) == expected
        bring(faro, file(NORA))
    assert Person.objects.get(pk=acting.ana.pk).account is not None


def test_a_partial_refusal_leaves_nothing_half_done(faro):
    """The second address breaks the unique key behind the preview's back: nothing of the import is there."""
    load = preview(file(line("1", "Olga"), line("2", "Pia"), NORA))
    DirectoryDifference.objects.filter(source=load, line=3).update(
        after={"email": "nora@faro.test", "student_code": "2"}
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        synchronise.apply(institution=faro, import_id=load.pk, by=None, channel="command", at=MONDAY)
    assert held() == {"nora@faro.test": "2026-0007"}
    assert not Event.objects.filter(kind="directory.imported").exists()


def test_after_a_week_the_people_are_forgotten_and_what_hangs_says_so(faro):
    applied, ready, waiting = bring(faro, file(NORA)), preview(file(line("1", "Olga"))), preview(file(NORA))
    DirectoryImport.objects.filter(pk=waiting.pk).update(status="waiting")
    synchronise.forget(before=MONDAY)
    assert DirectoryDifference.objects.filter(source=ready).exists()
    synchronise.forget(before=MONDAY + timedelta(seconds=1))
    assert not DirectoryDifference.objects.exists()
    statuses = [DirectoryImport.objects.get(pk=one.pk).status for one in (applied, ready, waiting)]
    assert statuses == ["applied", "outdated", "refused"]

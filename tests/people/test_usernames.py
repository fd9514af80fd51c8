"""User names by the rule of the SAC (MEN-04)."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.world import BORN, World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Person
from ventanilla.people.usernames import base, free_username


def test_francisco_rivera_is_frivera():
    assert base("Francisco", "Rivera") == "frivera"
    assert base("  francisco javier ", "RIVERA Gómez") == "frivera"


def test_accents_and_the_enye_are_written_plainly():
    assert base("Ángela", "Núñez") == "anunez"


def test_a_particle_belongs_to_the_surname():
    assert base("José", "de la Peña Gómez") == "jdelapena"
    assert base("Ana", "San Martín") == "asanmartin"


def test_a_name_in_another_script_still_gets_a_user_name():
    assert base("李", "明") == "persona"


@given(st.text(max_size=150), st.text(max_size=150))
def test_whatever_the_name_the_user_name_can_be_typed_and_fits(given_names, surnames):
    assert re.fullmatch(r"[a-z0-9]{1,40}", base(given_names, surnames))


def test_the_second_and_the_third_get_numbers(acting: World):
    for expected in ("frivera", "frivera2", "frivera3"):
        found = free_username("Francisco", "Rivera")
        assert found == expected
        Person.objects.create(given_names="F", username=found, created_at=BORN)


def test_a_longer_name_that_begins_the_same_is_not_in_the_way(acting: World):
    Person.objects.create(given_names="F", username="friverano", created_at=BORN)
    assert free_username("Francisco", "Rivera") == "frivera"


def test_a_gap_is_filled(acting: World):
    for name in ("frivera", "frivera3"):
        Person.objects.create(given_names="F", username=name, created_at=BORN)
    assert free_username("Francisco", "Rivera") == "frivera2"


def test_the_same_user_name_is_free_at_another_institution(world: World):
    with acting_in(world.faro):
        Person.objects.create(given_names="F", username="frivera", created_at=BORN)
    with acting_in(world.puerto):
        assert free_username("Francisco", "Rivera") == "frivera"

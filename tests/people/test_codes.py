"""Codes are derived, never stored; tokens name an institution."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.people import codes


def row(**changes):
    fields = {"institution_id": 1, "pk": 7, "purpose": "register", "email": "ana@x.test", "sendings": 1}
    return SimpleNamespace(**(fields | changes))


@pytest.mark.parametrize(
    "change",
    [{"sendings": 2}, {"email": "eva@x.test"}, {"pk": 8}, {"institution_id": 2}, {"purpose": "password"}],
)
def test_each_sending_address_row_institution_and_purpose_has_its_own_code(change):
    assert codes.code_of(row()) != codes.code_of(row(**change))


@given(st.text("0123456789", min_size=1, max_size=3).map(int), st.integers(1, 5))
def test_a_code_is_eight_digits_in_two_groups(pk, sendings):
    first, second = codes.code_of(row(pk=pk, sendings=sendings)).split("-")
    assert len(first) == len(second) == 4
    assert (first + second).isdigit()


@pytest.mark.parametrize("wrap", ["{}", " {} ", "{}\n", "«{}»", "\u200b{}"])
def test_blanks_hyphens_and_what_clipboards_add_do_not_matter(wrap):
    code = codes.code_of(row())
    assert codes.is_code_of(row(), wrap.format(code))
    assert codes.is_code_of(row(), wrap.format(code.replace("-", " ")))
    assert codes.is_code_of(row(), wrap.format(code.replace("-", "")))


@given(st.text(max_size=60))
def test_nothing_else_is_the_code(typed):
    assert not codes.is_code_of(row(), typed) or codes.plain(typed) == codes.plain(codes.code_of(row()))


def test_a_token_is_read_where_it_was_made_and_nowhere_else(world: World):
    registration = row(institution_id=world.faro.pk)
    link, page = codes.link_token(registration), codes.page_token(registration)
    with acting_in(world.faro):
        assert codes.registration_of_link(link) == (7, 1)
        assert codes.registration_of_page(page) == 7
    with acting_in(world.puerto), pytest.raises(codes.BadToken):
        codes.registration_of_link(link)
    with acting_in(world.puerto), pytest.raises(codes.BadToken):
        codes.registration_of_page(page)


def test_a_page_token_is_no_link_and_a_link_no_page(acting: World):
    registration = row(institution_id=acting.faro.pk)
    with pytest.raises(codes.BadToken):
        codes.registration_of_link(codes.page_token(registration))
    with pytest.raises(codes.BadToken):
        codes.registration_of_page(codes.link_token(registration))


@given(token=st.text(max_size=80))
def test_an_invented_token_is_refused(token):
    with pytest.raises(codes.BadToken):
        codes._read("page", token, parts=2)


def test_an_activation_code_is_kept_as_a_digest_that_differs_by_institution(world: World):
    code = codes.new_activation_code()
    with acting_in(world.faro):
        here = codes.activation_digest(code)
        assert codes.activation_digest(f" {code.lower().replace('-', '')} ") == here
    with acting_in(world.puerto):
        assert codes.activation_digest(code) != here

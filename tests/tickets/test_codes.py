"""A code survives the telephone: any spelling is read, every slip of one digit or of two neighbours is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.tickets.codes import make_code, read_code

prefixes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=12)
codes = st.builds(make_code, prefixes, st.integers(2000, 2099), st.integers(1, 999_999_999))
BETWEEN = ["", " ", "-", "  ", "–", "—", "_", ".", "/", "#", "\t", "\u00a0", "\u2011", "\u2212", "\u200b"]


def digits_of(code: str) -> tuple[str, str]:
    prefix, _, rest = code.partition("-")
    return prefix, rest.replace("-", "")


@given(codes)
def test_a_code_reads_as_itself(code: str) -> None:
    assert read_code(code) == code


@given(codes, st.data())
def test_any_spelling_is_read(code: str, data: st.DataObject) -> None:
    gaps = st.sampled_from(BETWEEN)
    letters = [data.draw(st.sampled_from([one.upper(), one.lower()])) for one in code.replace("-", "")]
    said = "".join(data.draw(gaps) * (n % 3 == 0) + letter for n, letter in enumerate(letters))
    assert read_code(f" {said}\n") == code


@given(codes)
def test_every_single_wrong_digit_is_found(code: str) -> None:
    prefix, digits = digits_of(code)
    for place, right in enumerate(digits):
        for wrong in "0123456789".replace(right, ""):
            assert read_code(prefix + digits[:place] + wrong + digits[place + 1 :]) is None


@given(codes)
def test_every_swap_of_two_neighbours_is_found(code: str) -> None:
    prefix, digits = digits_of(code)
    for n in range(len(digits) - 1):
        if digits[n] != digits[n + 1]:
            swapped = digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]
            assert read_code(prefix + swapped) is None, (digits, swapped)


@given(codes, codes)
def test_two_requests_never_share_a_code(one: str, other: str) -> None:
    assert (one == other) == (digits_of(one) == digits_of(other))


@pytest.mark.parametrize("said", ["", "-", "FARO", "26-000001-1", "FARO-26-000001", "FÁRO-26-000001-1"])
@pytest.mark.parametrize("more", ["", "\0", "٣", "١٢٣", "' OR 1=1 --", "x" * 10_000])
def test_what_is_no_code_is_told_as_none(said: str, more: str) -> None:
    assert read_code(said + more) is None


@given(st.text(max_size=80))
def test_nothing_that_somebody_types_breaks_it(said: str) -> None:
    read = read_code(said)
    assert read is None or read_code(read) == read


def test_digits_of_other_scripts_are_not_taken_for_ours() -> None:
    code = make_code("FARO", 2026, 1)
    assert read_code(code.translate(str.maketrans("0126", "٠١٢٦"))) is None

"""A doubt about a number is only said; these are the numbers that raise none."""

import pytest

from ventanilla.people.identity_numbers import looks_right

RIGHT = [
    ("pa_cedula", "8-123-4567"),
    ("pa_cedula", "PE-12-345"),
    ("pa_cedula", "E-8-123456"),
    ("pa_cedula", "1PI-23-456"),
    ("pe_dni", "10117410"),
    ("ec_cedula", "171003406-5"),
    ("mx_curp", "HEGG560427MVZRRL04"),
    ("mx_curp", "hegg560427mvzrrl04"),
    ("mx_curp", "HEGG560427XVZRRL04"),
    ("co_cedula", "1.032.456.789"),
    ("none", "anything at all"),
]
WRONG = [
    ("pa_cedula", "14-1-1"),
    ("pe_dni", "1234567"),
    ("ec_cedula", "1710034066"),
    ("mx_curp", "HEGG560427MVZRRL05"),
    ("co_cedula", "12"),
]


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_a_right_number_raises_no_doubt(check, number):
    assert looks_right(check, number)


@pytest.mark.parametrize(("check", "number"), WRONG)
def test_a_wrong_one_does(check, number):
    assert not looks_right(check, number)

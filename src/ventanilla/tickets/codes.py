"""A ticket's code: institution, year, number, check digit (`UMECIT-26-004821-7`). Pure.

It can be said by telephone; the check digit (Damm) finds every single wrong digit and every swap of two
neighbours.
"""

import re

from stdnum import damm

#: Blanks and the hyphens of keyboards, pages and word processors, with the invisible ones that copies carry along.
BETWEEN = re.compile(r"[\s_.#/\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff]")
SHAPE = re.compile(r"([A-Z]{2,12})(\d{2})(\d{6,9})(\d)")


def make_code(prefix: str, year: int, number: int) -> str:
    digits = f"{year % 100:02d}{number:06d}"
    return f"{prefix}-{digits[:2]}-{digits[2:]}-{damm.calc_check_digit(digits)}"


def read_code(said: str) -> str | None:
    """The code as it is written, from what somebody typed: without hyphens, in small letters, with blanks.

    None where it cannot be a code: the check digit does not agree.
    """
    letters = BETWEEN.sub("", said[:60]).upper()
    found = SHAPE.fullmatch(letters)
    if found is None or not letters.isascii():
        return None
    prefix, year, number, check = found.groups()
    if damm.calc_check_digit(year + number) != check:
        return None
    return f"{prefix}-{year}-{number}-{check}"

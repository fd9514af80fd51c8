"""Codes that prove an address, tokens for links and pages, activation codes. None is stored in the clear.

A registration's code and link are derived from the row: who reads the database does not have them.
"""

import secrets
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from ventanilla.institutions.acting import current_institution_id

#: Digits are typed with the telephone's big keys; web/accounts/limits.py allows 20 guesses a day of 10 ** 8.
LENGTH = 8
#: Of activation codes, which are written on paper and live for days: without vowels (no words by accident)
#: and without what is mistaken for something else: 0 O, 1 I L.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
ACTIVATION_LENGTH = 10


class BadToken(Exception):
    """A token that was not made here, or that belongs to another institution."""


def code_of(registration: Any) -> str:
    """The code of the latest sending, in two groups: `4829-0173`. Each sending and address has its own."""
    parts = (
        registration.institution_id,
        registration.pk,
        registration.purpose,
        registration.email,
        registration.sendings,
    )
    value = "\0".join(map(str, parts))
    number = int.from_bytes(salted_hmac("people.codes.code", value, algorithm="sha256").digest())
    return grouped(f"{number % 10**LENGTH:0{LENGTH}}")


def is_code_of(registration: Any, typed: str) -> bool:
    return constant_time_compare(plain(code_of(registration)), plain(typed))


def plain(typed: str) -> str:
    """What was meant: capitals, without the blanks and hyphens that people and clipboards add."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())[:40]


def grouped(code: str) -> str:
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def link_token(registration: Any) -> str:
    """For the link in the mail: proves the address as the code of the same sending does, in any browser."""
    return _signer("link").sign(f"{registration.institution_id}.{registration.pk}.{registration.sendings}")


def registration_of_link(token: str) -> tuple[int, int]:
    """The registration's id and the sending that a link was made for. Raises BadToken."""
    registration_id, sending = _read("link", token, parts=3)
    return registration_id, sending


def page_token(registration: Any) -> str:
    """For the address of the page where the code is typed: names the row, proves nothing."""
    return _signer("page").sign(f"{registration.institution_id}.{registration.pk}")


def registration_of_page(token: str) -> int:
    """Raises BadToken."""
    (registration_id,) = _read("page", token, parts=2)
    return registration_id


def new_activation_code() -> str:
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(ACTIVATION_LENGTH)))


def activation_digest(typed: str) -> str:
    """Another one in each institution: a digest that leaks says nothing elsewhere."""
    value = f"{current_institution_id()}\0{plain(typed)}"
    return salted_hmac("people.codes.activation", value, algorithm="sha256").hexdigest()


def _signer(what: str) -> Signer:
    return Signer(salt=f"people.codes.{what}")


def _read(what: str, token: str, *, parts: int) -> list[int]:
    """The numbers of a token after the institution's, which must be the one acted for."""
    try:
        institution_id, *rest = map(int, _signer(what).unsign(token).split("."))
    except (BadSignature, ValueError) as error:
        raise BadToken from error
    if institution_id != current_institution_id() or len(rest) != parts - 1:
        raise BadToken
    return rest

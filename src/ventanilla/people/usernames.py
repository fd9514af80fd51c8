"""User names by the institution's rule: first letter of the first name and first surname (MEN-04)."""

import re

from ventanilla.lib.words import fold
from ventanilla.people.models import Person

LONGEST = 40
NAMELESS = "persona"  # a name in another script leaves no letters


def base(given_names: str, surnames: str) -> str:
    """Francisco Rivera → `frivera`; José de la Peña Gómez → `jdelapena`: particles belong to the surname."""
    first = _letters(given_names)[:1]
    surname = _letters(_first_surname(surnames))
    return (first + surname)[:LONGEST] or NAMELESS


def free_username(given_names: str, surnames: str) -> str:
    """The base, or the base with the first number from 2 that nobody here has.

    Two at once may get the same: the unique key decides, and whoever meets it asks again.
    """
    name = base(given_names, surnames)
    # A range instead of LIKE: beside a policy only such operators reach the index. "{" follows "z".
    taken = set(
        Person.objects.filter(username__gte=name, username__lt=name + "{").values_list("username", flat=True)
    )
    if name not in taken:
        return name
    number = 2
    while f"{name}{number}" in taken:
        number += 1
    return f"{name}{number}"


PARTICLES = frozenset({"de", "del", "la", "las", "los", "da", "do", "dos", "san", "santa", "van", "von", "y"})


def _first_surname(surnames: str) -> str:
    words = surnames.split()
    taken = []
    for word in words:
        taken.append(word)
        if fold(word) not in PARTICLES:
            break
    return "".join(taken)


def _letters(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(words))

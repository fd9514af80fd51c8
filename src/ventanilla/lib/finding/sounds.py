"""How a word sounds in Spanish: what is written alike by ear gets one spelling (`baca`, `vaca`; `echo`, `hecho`)."""

import re
from functools import lru_cache

from ventanilla.lib.words import fold

#: In this order. `ch` is set aside first and comes back as one sign, because `h` and `c` change on their own.
RULES = (
    (re.compile("ch"), "ç"),
    (re.compile("ph"), "f"),
    (re.compile("h"), ""),
    (re.compile("w"), "gu"),
    (re.compile("qu(?=[ei])|q"), "k"),
    (re.compile("gu(?=[ei])"), "ğ"),
    (re.compile("g(?=[ei])"), "j"),
    (re.compile("ğ"), "g"),
    (re.compile("c(?=[ei])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("[zx]"), "s"),
    (re.compile("v"), "b"),
    (re.compile("ll|y"), "i"),
    (re.compile("n(?=[pb])"), "m"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """`certificasion` and `certificación` → `sertifikasion`."""
    heard = fold(word)
    for pattern, replacement in RULES:
        heard = pattern.sub(replacement, heard)
    return heard

"""Words for the headers of a mail. Pure."""

import re
import unicodedata

#: What looks like a blank or a line end to somebody's mail program, and what only turns the text around.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def one_line(words: str) -> str:
    """Nothing in it can begin a header of its own or turn the words after it around."""
    kept = (
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp", "Cs"} else letter
        for letter in words
        if letter not in DIRECTIONS
    )
    return " ".join("".join(kept).split())


def mailbox(name: str, address: str) -> str:
    """`"Ana Núñez" <ana@…>`, whatever the name holds."""
    shown = re.sub(r'[\\"<>]', "", one_line(name))
    return f'"{shown}" <{address}>' if shown else address

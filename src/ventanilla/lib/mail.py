"""Words and addresses in the headers of a mail. Pure.

Written here because both ways of the standard library put blanks into long names or begin with an empty line
(Python 3.11). Any text comes back as it was: tests/lib/test_mail.py.
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator

#: What only turns the text after it around.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
LINE = 76
FOLD = "\r\n "
PLAIN = re.compile(r"[ -~]*")
ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^-~]{1,64}@[A-Za-z0-9.-]{1,255}")


class NoAddress(ValueError):
    """Nothing that a mail can be sent to."""


def one_line(words: str) -> str:
    """Nothing in it can begin a header of its own or turn the words after it around."""
    kept = (
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp", "Cs"} else letter
        for letter in words
        if letter not in DIRECTIONS
    )
    return " ".join("".join(kept).split())


def header(name: str, words: str) -> str:
    """One line of words as a header, folded (RFC 5322, RFC 2047)."""
    fits = len(name) + 2 + len(words) <= LINE
    value = words if fits and PLAIN.fullmatch(words) and "=?" not in words else encoded(words, len(name) + 2)
    return f"{name}: {value}\r\n"


def mailbox_header(name: str, person: str, address: str) -> str:
    """`To: "Ana Núñez" <ana@…>`, whatever the person is called."""
    if not person:
        return f"{name}: {checked(address)}\r\n"
    quoted = '"' + re.sub(r'(["\\])', r"\\\1", person) + '"'
    short = PLAIN.fullmatch(person) and "=?" not in person and len(name) + 2 + len(quoted) <= LINE
    begun = f"{name}: {quoted if short else encoded(person, len(name) + 2)}"
    last = f"<{checked(address)}>"
    fits = len(begun.rpartition("\n")[2]) + 1 + len(last) <= LINE
    return f"{begun}{' ' if fits else FOLD}{last}\r\n"


def checked(address: str) -> str:
    """The address as mail servers write it; a domain of other letters in its ASCII form."""
    local, _, domain = address.rpartition("@")
    try:
        written = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise NoAddress(address) from error
    if not ADDRESS.fullmatch(written):
        raise NoAddress(address)
    return written


def encoded(words: str, used: int) -> str:
    """As words of base64, none longer than a line; `used` is what stands before them on the first."""
    return FOLD.join(f"=?utf-8?b?{b64encode(part).decode()}?=" for part in _parts(words, used))


def _parts(words: str, used: int) -> Iterator[bytes]:
    """Whole letters only, as RFC 2047 asks."""
    part = b""
    room = _room(used)
    for letter in words:
        written = letter.encode()
        if part and len(part) + len(written) > room:
            yield part
            part, room = b"", _room(1)
        part += written
    yield part


def _room(used: int) -> int:
    """Bytes that fit beside `=?utf-8?b??=`, in groups of three for base64."""
    return (LINE - used - 12) // 4 * 3

"""The words that the desk puts on tickets."""

from ventanilla.lib.text import printable
from ventanilla.tickets.models.tag import LONGEST_TAG


class WrongTag(Exception):
    """No word, or one that is longer than LONGEST_TAG."""


def tag_name(words: str) -> str:
    """As it is kept: in small letters, with single blanks, without the sign that people write before it."""
    return " ".join(printable(words).casefold().lstrip("# ").split())


def checked_tag(words: str) -> str:
    name = tag_name(words[:500])
    if not name or len(name) > LONGEST_TAG:
        raise WrongTag
    return name

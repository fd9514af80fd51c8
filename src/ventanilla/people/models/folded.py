"""Names as a search compares them: small letters without accents, kept by the database."""

from typing import Any

from django.db.models import F, Func, Value
from django.db.models.functions import Concat, Lower

ACCENTED = "áàâäãåéèêëíìîïóòôöõúùûüñçý"
PLAIN = "aaaaaaeeeeiiiiooooouuuuncy"
#: Longest name and surname, and the blank between them.
ROOM = 241


def key(*names: str) -> Any:
    """The expression of a generated column; `of` folds what is looked for in the same way."""
    first, second = names
    whole = Lower(Concat(F(first), Value(" "), F(second)))
    return Func(whole, Value(ACCENTED), Value(PLAIN), function="translate")


def of(words: str) -> str:
    return " ".join(words.lower().split()).translate(str.maketrans(ACCENTED, PLAIN))

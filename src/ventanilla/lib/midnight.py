"""The end of a day in words: a deadline at 0:00 on Thursday is read as Thursday; “Wednesday, 24:00” is not."""

from datetime import datetime, time, timedelta
from functools import lru_cache

from django.utils.dateformat import format as in_words
from django.utils.translation import get_language


def told(local: datetime, pattern: str) -> str:
    """An instant by Django's date pattern (with H:i or G:i); midnight as the end of the day that it ends."""
    return _told(local.replace(tzinfo=None), pattern, get_language())


@lru_cache(maxsize=16_384)
def _told(local: datetime, pattern: str, language: str | None) -> str:
    """The same minute in the same words, whoever reads it: a page of a long case tells a hundred of them."""
    if local.time() != time(0):
        return in_words(local, pattern)
    return in_words(local - timedelta(minutes=1), pattern).replace("23:59", "24:00")

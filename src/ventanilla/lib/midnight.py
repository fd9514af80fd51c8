"""The end of a day in words: a deadline at 0:00 on Thursday is read as Thursday; “Wednesday, 24:00” is not."""

from datetime import datetime, time, timedelta

from django.utils.dateformat import format as in_words


def told(local: datetime, pattern: str) -> str:
    """An instant by Django's date pattern (with H:i or G:i); midnight as the end of the day that it ends."""
    if local.time() != time(0):
        return in_words(local, pattern)
    return in_words(local - timedelta(minutes=1), pattern).replace("23:59", "24:00")

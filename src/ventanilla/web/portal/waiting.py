"""What is said to who sends faster than people write."""

from datetime import datetime

from django.utils.translation import gettext

from ventanilla.lib.throttle import TooOften
from ventanilla.people.moments import short


def wait(often: TooOften, *, at: datetime) -> str:
    words = gettext(
        "You have sent a great deal within an hour. Please wait until %(when)s and send this again."
    )
    return words % {"when": short(often.until, now=at)}

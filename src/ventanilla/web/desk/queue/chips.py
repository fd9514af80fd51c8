"""The filters of a list, each with the way out of it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.lib.clock import now
from ventanilla.people import moments
from ventanilla.web.desk.queue.asking import Asked

WORDS: dict[str, Any] = {
    "state": _("State"),
    "service": _("Service"),
    "campus": _("Campus"),
    "channel": _("Channel"),
    "type": _("User type"),
    "term": _("Term"),
    "agent": _("Responsible"),
    "tag": _("Tag"),
    "since": _("From"),
    "until": _("To"),
}


def chips(asked: Asked) -> dict[str, Any]:
    """`clear`: the list without any; `unknown`: what was asked for and is not known here."""
    chosen = asked.chosen
    return {
        "each": [
            {"name": WORDS[name], "words": _said(words), "url": asked.url(**{name: ""})}
            for name, words in chosen.names.items()
        ],
        "clear": asked.url(**dict.fromkeys(chosen.names, "")) if chosen.names else "",
        "unknown": [WORDS[name] for name in chosen.unknown],
    }


def _said(words: Any) -> Any:
    return moments.day(words, today=moments.here(now()).date()) if isinstance(words, date) else words

"""One answer, from what was typed to what is kept; or a sentence that says what to do."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from ventanilla.catalogue.day import day_of
from ventanilla.catalogue.question import Question
from ventanilla.lib.text import unprintable

DIGITS = re.compile(r"^[+-]?[0-9]{1,15}(\.[0-9]{1,9})?$")
DAY_FIRST = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$")


class Wrong(Exception):
    """An answer that the question does not accept; the sentence is for whoever answered."""


@dataclass(frozen=True)
class Circumstances:
    """What an answer is compared with beside its question."""

    today: date
    campuses: Collection[str] | None  # None: not known here, any slug passes


def read_answer(question: Question, raw: Any, now: Circumstances) -> Any:
    """The value to keep, None where nothing was answered; raises Wrong."""
    if question.type == "several":
        return _several(question, raw)
    if isinstance(raw, list):
        raw = raw[0] if len(raw) == 1 else raw
    if not isinstance(raw, str):
        raise Wrong(gettext("Please answer this question once."))
    words = _clean(question, raw)
    return READERS[question.type](question, words, now) if words else None


def _clean(question: Question, raw: str) -> str:
    words = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > question.longest:
        extra = len(words) - question.longest
        raise Wrong(
            ngettext(
                "This is %(extra)d character too long; %(limit)d fit. Please shorten it.",
                "This is %(extra)d characters too long; %(limit)d fit. Please shorten it.",
                extra,
            )
            % {"extra": extra, "limit": question.longest}
        )
    if question.type != "long":
        words = " ".join(words.split("\n"))
    if found := unprintable(words, lines=True):
        raise Wrong(
            gettext("The text contains a character that cannot be shown (%(code)s). Please type it again.")
            % {"code": found}
        )
    return words


def _text(question: Question, words: str, now: Circumstances) -> str:
    return words


def _choice(question: Question, words: str, now: Circumstances) -> str:
    if words not in question.values:
        raise Wrong(gettext("Please choose one of the options."))
    return words


def _several(question: Question, raw: Any) -> list[str] | None:
    given = [raw] if isinstance(raw, str) else raw
    if not isinstance(given, list) or any(value not in ("", *question.values) for value in given):
        raise Wrong(gettext("Please choose among the options."))
    chosen = [value for value in question.values if value in given]
    least, most = int(question.min or 0), int(question.max or len(question.values))
    if chosen and len(chosen) < least:
        raise Wrong(gettext("Please choose at least %(number)d.") % {"number": least})
    if len(chosen) > most:
        raise Wrong(gettext("Please choose %(number)d at most.") % {"number": most})
    return chosen or None


def _date(question: Question, words: str, now: Circumstances) -> str:
    day = _day(words)
    if day is None or not 1900 <= day.year <= 2200:
        raise Wrong(gettext("Please write the date as day/month/year, for example 31/03/2026."))
    first = day_of(question.min, now.today) if question.min else None
    last = day_of(question.max, now.today) if question.max else None
    if first and day < first:
        raise Wrong(gettext("The date must be %(day)s or later.") % {"day": date_format(first)})
    if last and day > last:
        raise Wrong(gettext("The date must be %(day)s or earlier.") % {"day": date_format(last)})
    return day.isoformat()


def _day(words: str) -> date | None:
    written = DAY_FIRST.match(words)
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(words)
    except ValueError:
        return None


def _number(question: Question, words: str, now: Circumstances) -> str:
    number = _decimal(words)
    if -int(number.normalize().as_tuple().exponent) > question.places:
        raise Wrong(
            ngettext(
                "Please write at most %(places)d decimal place.",
                "Please write at most %(places)d decimal places.",
                question.places,
            )
            % {"places": question.places}
            if question.places
            else gettext("Please write a whole number.")
        )
    if question.min is not None and number < Decimal(question.min):
        raise Wrong(gettext("The number must be %(limit)s or more.") % {"limit": question.min})
    if question.max is not None and number > Decimal(question.max):
        raise Wrong(gettext("The number must be %(limit)s or less.") % {"limit": question.max})
    if question.type == "money":
        return str(number.quantize(Decimal(1).scaleb(-question.places)))
    return format(number.normalize() + 0, "f")


def _decimal(words: str) -> Decimal:
    """A number with comma or dot. `1.250` and `1,250` mean different things in our countries: ask."""
    compact = words.replace(" ", "").replace("\u00a0", "").removeprefix("$")
    marks = [c for c in compact if c in ",."]
    if len(set(marks)) == 2:
        last = max(compact.rfind(","), compact.rfind("."))
        whole, fraction = compact[:last], compact[last + 1 :]
        if not re.fullmatch(r"[+-]?\d{1,3}([,.]\d{3})+", whole):
            raise Wrong(_write_number())
        compact = re.sub("[,.]", "", whole) + "." + fraction
    elif len(marks) > 1:
        if not re.fullmatch(r"[+-]?\d{1,3}([,.]\d{3})+", compact):
            raise Wrong(_write_number())
        compact = re.sub("[,.]", "", compact)
    elif re.fullmatch(r"[+-]?[1-9]\d{0,2}[,.]\d{3}", compact):
        raise Wrong(
            gettext(
                "%(written)s can be read in two ways. Please write it without thousands separator: %(whole)s"
            )
            % {"written": words, "whole": re.sub("[,.]", "", compact)}
        )
    compact = compact.replace(",", ".")
    if not DIGITS.match(compact):
        raise Wrong(_write_number())
    return Decimal(compact)


def _write_number() -> str:
    return gettext("Please write only the number, for example 1250.50")


def _campus(question: Question, words: str, now: Circumstances) -> str:
    if now.campuses is not None and words not in now.campuses:
        raise Wrong(gettext("Please choose one of the places."))
    return words


READERS = {
    "text": _text,
    "long": _text,
    "choice": _choice,
    "date": _date,
    "number": _number,
    "money": _number,
    "campus": _campus,
}

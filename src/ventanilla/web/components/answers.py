"""Answers in the words of their questions, as pages show them back."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateformat import format as date_in_words
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, pgettext

from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import questions_of
from ventanilla.lib.text import said


def told(form: Iterable[Any], answers: Mapping[str, Any], places: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """(label, answer) of what was answered; `places` are the names of the campuses by slug."""
    return [
        (question.label, in_words(question, answers[question.name], places))
        for question in questions_of(form)
        if answers.get(question.name) not in (None, "", [])
    ]


def in_words(question: Question, answer: Any, places: Mapping[str, Any] | None = None) -> str:
    """One answer for people; what was typed wrongly stays as it was typed."""
    language = get_language()
    if isinstance(answer, list):
        return gettext(", ").join(in_words(question, part, places) for part in answer)
    words = str(answer)
    match question.type:
        case "choice" | "several":
            labels = {option.value: said(option.label, language).words for option in question.options}
            return labels.get(words, words)
        case "campus":
            return said((places or {}).get(words, words), language).words
        case "date":
            return _day(words)
        case "money":
            return f"{question.currency or ''} {_number(words, question.places)}".strip()
        case "number":
            return _number(words, None)
    return words


def _day(words: str) -> str:
    try:
        return date_in_words(date.fromisoformat(words), pgettext("day of another year", "l j F Y"))
    except ValueError:
        return words


def _number(words: str, places: int | None) -> str:
    try:
        return str(number_format(Decimal(words), decimal_pos=places, use_l10n=True, force_grouping=True))
    except InvalidOperation:
        return words

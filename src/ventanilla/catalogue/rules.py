"""Which questions of a form show, which must be answered, and what their answers are worth.

The page's script applies the same conditions (web/components/static/components/form.js); the server decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext

from ventanilla.catalogue.answers import Circumstances, Wrong, read_answer
from ventanilla.catalogue.files import count_problem
from ventanilla.catalogue.question import Question

#: Error key of what concerns the form as a whole.
WHOLE = ""


def visible(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether a question shows, given the answers to the questions that show."""
    return _holds(question.when, answers)


def required(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether a question that shows must be answered."""
    if question.required:
        return True
    return question.required_when is not None and _holds(question.required_when, answers)


def shown(form: Sequence[Question], answers: Mapping[str, Any]) -> tuple[list[Question], dict[str, Any]]:
    """The questions that show, and their answers alone: what is hidden was not answered.

    Hiding a question can hide those that depend on it, so this repeats until nothing changes; a form has
    no cycles (soundness.py), so it ends after as many rounds as the longest dependence.
    """
    left = {q.name: answers[q.name] for q in form if q.name in answers}
    while True:
        hidden = [q.name for q in form if q.name in left and not visible(q, left)]
        if not hidden:
            return [q for q in form if visible(q, left)], left
        for name in hidden:
            del left[name]


def questions_of(form: Iterable[Any]) -> list[Question]:
    """The questions of a stored form (a service version's `data["form"]`)."""
    return [q if isinstance(q, Question) else Question.model_validate(q) for q in form]


def unanswered(form: Iterable[Any], answers: Mapping[str, Any], files: Mapping[str, int]) -> list[Question]:
    """The questions that show and must be answered, and are not; answers as they are kept, files counted."""
    questions = questions_of(form)
    given = {q.name: "yes" if files.get(q.name) else "no" for q in questions if q.type == "file"}
    showing, left = shown(questions, {**answers, **given})
    return [question for question in showing if _missing(question, left, files)]


def validate(
    form: Iterable[Any],
    answers: Mapping[str, Any],
    files: Mapping[str, int],
    *,
    at: datetime,
    language: str,
    zone: ZoneInfo | None = None,
    campuses: Collection[str] | None = None,
) -> tuple[dict[str, Any], dict[str, str]]:
    """What is kept and what must be corrected: (clean, sentences by question).

    `answers` as a channel brought them: strings, lists of strings for `several`; `files` counts them by
    question. Answers to questions that do not show are left out in silence (a page without script sends
    them); answers to questions that do not exist are told under WHOLE. "Today" is the day of `at` in `zone`.
    """
    questions = questions_of(form)
    now = Circumstances((at.astimezone(zone) if zone else at).date(), campuses)
    with translation.override(language):
        clean, errors = _read(questions, answers, now)
        given = {q.name: "yes" if files.get(q.name) else "no" for q in questions if q.type == "file"}
        showing, left = shown(questions, {**clean, **given})
        names = {question.name for question in showing}
        errors = {name: words for name, words in errors.items() if name in names}
        for question in showing:
            if question.name not in errors and (words := _missing(question, left, files)):
                errors[question.name] = words
        if {*answers, *files} - {question.name for question in questions}:
            errors[WHOLE] = gettext(
                "Something was sent that this form does not ask. Please check and send again."
            )
    return {name: value for name, value in left.items() if name not in given}, errors


def _read(
    questions: list[Question], answers: Mapping[str, Any], now: Circumstances
) -> tuple[dict[str, Any], dict[str, str]]:
    clean, errors = {}, {}
    for question in questions:
        if question.type == "file" or question.name not in answers:
            continue
        try:
            value = read_answer(question, answers[question.name], now)
        except Wrong as wrong:
            errors[question.name] = str(wrong)
        else:
            if value is not None:
                clean[question.name] = value
    return clean, errors


def _missing(question: Question, left: Mapping[str, Any], files: Mapping[str, int]) -> str | None:
    if question.type == "file":
        return count_problem(question, files.get(question.name, 0), must=required(question, left))
    if question.name in left or not required(question, left):
        return None
    if question.type in {"choice", "several", "campus"}:
        return gettext("Please choose an option.")
    return gettext("Please answer this question.")


def _holds(condition: Mapping[str, str | list[str]] | None, answers: Mapping[str, Any]) -> bool:
    return all(_meets(answers.get(name), wanted) for name, wanted in (condition or {}).items())


def _meets(answer: Any, wanted: str | list[str]) -> bool:
    given = answer if isinstance(answer, list) else [answer]
    return bool(set(given) & set([wanted] if isinstance(wanted, str) else wanted))

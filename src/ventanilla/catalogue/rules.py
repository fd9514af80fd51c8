"""Which questions of a form show, which must be answered. The page applies the same rule (`rules_json`)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ventanilla.catalogue.question import Question

#: What was answered, by question: a string, a list of strings for `several`; for a file `yes` or `no`.
Answers = Mapping[str, Any]


def visible(question: Question, answers: Answers) -> bool:
    """Whether a question shows, given the answers to the questions that show."""
    return _holds(question.when, answers)


def required(question: Question, answers: Answers) -> bool:
    """Whether a question that shows must be answered."""
    return question.required or (
        question.required_when is not None and _holds(question.required_when, answers)
    )


def shown(form: Sequence[Question], answers: Answers) -> tuple[list[Question], dict[str, Any]]:
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


def rules_json(form: Sequence[Question]) -> str:
    """The conditions for the page's script: what `visible` and `required` need, nothing else."""
    return json.dumps(
        [
            {
                "name": q.name,
                "type": q.type,
                "when": q.when,
                "required": q.required,
                "required_when": q.required_when,
            }
            for q in form
        ],
        separators=(",", ":"),
    )


def _holds(condition: Mapping[str, str | list[str]] | None, answers: Answers) -> bool:
    return all(_meets(answers.get(name), wanted) for name, wanted in (condition or {}).items())


def _meets(answer: Any, wanted: str | list[str]) -> bool:
    given = answer if isinstance(answer, list) else [answer]
    return bool(set(given) & set([wanted] if isinstance(wanted, str) else wanted))

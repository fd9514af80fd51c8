"""The answer to one question, from whatever source knows the calendar and the term."""

from typing import Any

from ventanilla.config.deadline import asked
from ventanilla.config.deadline.source import Source
from ventanilla.worktime import Calendar, Term
from ventanilla.worktime.question import answer as answer_of
from ventanilla.worktime.question import instant, pauses


def answer(source: Source, question: Any) -> dict[str, Any]:
    """As docs/reference/deadline.md has it; raises WorktimeError with the reason."""
    one = asked.read(question)
    calendar = Calendar.from_data(source.calendar(one.campus, one.locality))
    arrived, held = instant(one.start, calendar), pauses(one.pauses, calendar)
    term, start = source.term(one.term, one.complexity, arrived=arrived, calendar=calendar)
    return {"term": one.term, **answer_of(Term.from_data(term), calendar, start=start, pauses=held)}

"""An answer that each question of a form accepts: the loaded tickets have them, and the measured form sends them."""

from datetime import date
from typing import Any

from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import questions_of, required, shown

TEXT = "Necesito ayuda con mi caso de este semestre."


def answers_of(form: list[Any], *, campus: str, today: date, text: str = TEXT) -> dict[str, Any]:
    """What must be answered, and the first long question; files are left out."""
    questions = [question for question in questions_of(form) if question.type != "file"]
    given: dict[str, Any] = {}
    for _ in questions:  # an answer may ask the next question
        showing, _left = shown(questions, given)
        for question in showing:
            if required(question, given) or question.type == "long":
                given.setdefault(question.name, answer(question, campus=campus, today=today, text=text))
    return given


def answer(question: Question, *, campus: str, today: date, text: str) -> Any:
    match question.type:
        case "choice":
            return question.options[0].value
        case "several":
            return [option.value for option in question.options[: int(question.min or 1)]]
        case "campus":
            return campus
        case "date":
            return today.isoformat()
        case "number" | "money":
            return question.min or "10"
    return text[: question.longest]


def sendable(data: dict[str, Any]) -> bool:
    """Whether anybody may ask for it at any time, as often as he likes, without a file."""
    audience = data.get("audience") or {}
    files = [q for q in data["form"] if q["type"] == "file" and (q.get("required") or q.get("required_when"))]
    asked = [q for q in data["form"] if q["type"] == "date" or q.get("when")]
    closed = any(audience.get(name) for name in ("user_types", "from", "to"))
    allowed = not (data.get("confidential") or data.get("restricted") or data.get("one_open") or closed)
    tells = any(q["type"] == "long" for q in data["form"])
    return allowed and tells and not files and not asked and data.get("evidence", "none") == "none"

"""What `institution new` asks: each answer checked at once, each with a proposal that Enter accepts."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ventanilla.institutions.sections.identity import Country, Zone
from ventanilla.lib.text import Line
from ventanilla.worktime import Calendar, CalendarError

Answers = dict[str, Any]


class Wrong(Exception):
    """The answer cannot be; the sentence says why."""


@dataclass(frozen=True)
class Question:
    """`name` is also the flag; `proposed` is what Enter takes, from the answers before it."""

    name: str
    words: str
    proposed: Callable[[Answers], str]
    check: Callable[[str, Answers], Any]


def of_kind(kind: Any) -> Callable[[str, Answers], Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def check(answer: str, answers: Answers) -> Any:
        try:
            return adapter.validate_python(answer)
        except ValidationError as error:
            found = error.errors()[0]
            raise Wrong(
                str(found.get("ctx", {}).get("words") or "esa respuesta no tiene la forma debida")
            ) from error

    return check


def prefix(answer: str, answers: Answers) -> str:
    if not re.fullmatch(r"[A-Z]{2,12}", answer):
        raise Wrong("de 2 a 12 letras mayúsculas, sin espacios ni tildes")
    return answer


def hue(answer: str, answers: Answers) -> int:
    if not answer.isdecimal() or int(answer) > 360:
        raise Wrong("un número de 0 a 360")
    return int(answer)


def address(answer: str, answers: Answers) -> str:
    if answer not in {"usted", "tu"}:
        raise Wrong("usted o tu")
    return answer


def hours(answer: str, answers: Answers) -> list[str]:
    spans = re.split(r"[,\s]+", answer.strip())
    week = {"hours": {"mon": spans}, "zone": answers["zone"], "country": answers["country"]}
    try:
        Calendar.from_data({**week, "holidays": False}).must_open()
    except CalendarError as error:
        raise Wrong(error.words) from error
    return spans


def zones_of(country: str) -> list[str]:
    """The time zones of a country, as the zone database lists them."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return [row[2] for row in rows if row[0] == country]


def city_of(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def initials(name: str) -> str:
    """`Universidad de Cádiz` → `UC`."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[A-Za-z]+", plain) if word[0].isupper()]
    found = "".join(word[0] for word in words)
    return (found if len(found) > 1 else plain.upper().replace(" ", ""))[:12] or "UNI"


def capitals(slug: str) -> str:
    found = re.sub(r"[^A-Z]", "", slug.upper())[:12]
    return found if len(found) > 1 else "UNI"


QUESTIONS = (
    Question("name", "Nombre completo de la institución", lambda a: a["slug"].upper(), of_kind(Line)),
    Question("short-name", "Nombre corto o siglas", lambda a: initials(a["name"]), of_kind(Line)),
    Question(
        "desk-name", "Nombre de la ventanilla", lambda a: f"Ventanilla {a['short-name']}", of_kind(Line)
    ),
    Question("prefix", "Prefijo de los números de solicitud", lambda a: capitals(a["slug"]), prefix),
    Question(
        "country", "País, con dos letras (PA, PE, EC, MX, CO, CR, CL, ES…)", lambda a: "PA", of_kind(Country)
    ),
    Question(
        "zone", "Zona horaria", lambda a: (zones_of(a["country"]) or ["America/Panama"])[0], of_kind(Zone)
    ),
    Question(
        "city",
        "Ciudad de la sede principal",
        lambda a: city_of(a["zone"]),
        of_kind(Line),
    ),
    Question("campus", "Nombre de la sede principal", lambda a: f"Sede {a['city']}", of_kind(Line)),
    Question(
        "hours", "Horario de lunes a viernes (08:00-12:00, 13:00-17:00)", lambda a: "08:00-17:00", hours
    ),
    Question("address", "¿Se habla de usted o de tu?", lambda a: "usted", address),
    Question("hue", "Color, de 0 a 360 (0 rojo, 44 ámbar, 150 verde, 220 azul)", lambda a: "220", hue),
)


def answered(
    given: Mapping[str, str | None], slug: str, ask: Callable[[Question, str, str], str] | None
) -> Answers:
    """All answers: from flags, then from `ask`, which is asked again after a wrong one; without it, as proposed.

    Raises Wrong for a flag or a proposal that cannot be.
    """
    answers: Answers = {"slug": slug}
    for question in QUESTIONS:
        flag = given.get(question.name)
        answers[question.name] = _one(question, flag, answers, ask)
    return answers


def _one(question: Question, flag: str | None, answers: Answers, ask: Any) -> Any:
    proposal = question.proposed(answers)
    if flag is not None or ask is None:
        try:
            return question.check(flag if flag is not None else proposal, answers)
        except Wrong as error:
            raise Wrong(f"{question.words}: {error}") from error
    complaint = ""
    while True:
        try:
            return question.check(ask(question, complaint, proposal).strip() or proposal, answers)
        except Wrong as error:
            complaint = str(error)

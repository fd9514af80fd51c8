"""A calendar file alone, in YAML and in JSON: each field with the types that its format has."""

import json
from pathlib import Path
from typing import Any

import pytest

from ventanilla.config.deadline import file
from ventanilla.config.deadline.answering import answer
from ventanilla.worktime import CalendarError

WEEK: dict[str, Any] = {"wed": ["08:00-12:00"], "thu": ["08:00-12:00"]}
DESK: dict[str, Any] = {"zone": "America/Panama", "country": "PA", "hours": WEEK}


def written(folder: Path, text: Any, name: str = "desk.json") -> str:
    path = folder / name
    path.write_text(text if isinstance(text, str) else json.dumps(text))
    return str(path)


def due(calendar: str) -> str:
    """Of one day from Sunday 3 May 2026; none of Panama's holidays is near, but for 1 May."""
    return str(answer(file.source(calendar), {"term": "1 business_days", "start": "2026-04-29"})["due"])[:10]


@pytest.mark.parametrize(
    ("said", "rests"),
    [
        ("true", True),
        ("True", True),
        ("yes", True),
        ("", True),
        ("~", True),
        ("false", False),
        ("no", False),
        ("OFF", False),
    ],
)
def test_yaml_says_whether_holidays_rest(tmp_path: Path, said: str, rests: bool) -> None:
    text = f"zone: America/Panama\ncountry: PA\nhours: {{fri: [08:00-12:00], wed: [08:00-12:00]}}\nholidays: {said}\n"
    assert due(written(tmp_path, text, "desk.yaml")) == ("2026-05-06" if rests else "2026-05-01")


def test_yaml_says_it_of_the_other_calendars_too(tmp_path: Path) -> None:
    text = (
        "zone: America/Panama\nholidays: false\nhours: {fri: [08:00-12:00], wed: [08:00-12:00]}\nalso_off:\n"
    )
    assert due(written(tmp_path, text + "  - {country: PA, holidays: true}\n", "a.yaml")) == "2026-05-06"
    assert due(written(tmp_path, text + "  - {country: PA, holidays: false}\n", "b.yaml")) == "2026-05-01"


@pytest.mark.parametrize(("said", "rests"), [(True, True), (None, True), (False, False)])
def test_json_says_whether_holidays_rest(tmp_path: Path, said: Any, rests: bool) -> None:
    data = {**DESK, "hours": {**WEEK, "thu": None, "fri": ["08:00-12:00"]}, "holidays": said}
    assert due(written(tmp_path, data)) == ("2026-05-06" if rests else "2026-05-01")


def test_json_reads_every_field_that_is_null_as_not_said(tmp_path: Path) -> None:
    empty = [
        "special",
        "working",
        "closed",
        "also_off",
        "valid_from",
        "valid_to",
        "source",
        "inherits",
        "proposed",
    ]
    closed = [{"on": "2026-04-30", "from": None, "to": None, "reason": "Duelo \ud83d\ude9a", "source": None}]
    data = {**DESK, **dict.fromkeys(empty), "local": True, "proposed": False}
    assert due(written(tmp_path, data)) == "2026-04-30"
    assert due(written(tmp_path, {**data, "closed": closed}, "b.JSON")) == "2026-05-06"


def test_an_escape_of_two_halves_is_one_sign(tmp_path: Path) -> None:
    text = json.dumps({**DESK, "closed": [{"on": "2026-04-30", "reason": "\U0001f69a"}]})
    assert "\\ud83d\\ude9a" in text
    steps = answer(file.source(written(tmp_path, text)), {"term": "1 business_days", "start": "2026-04-29"})[
        "steps"
    ]
    assert [step["name"] for step in steps if step["kind"] == "closed"] == ["\U0001f69a"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{\n"zone": 1,\n"zone": 2}', "la clave «zone» está dos veces"),
        ('{"zone": "America/Lima",\n}', r"desk.json:2: no es JSON \(columna 1\)"),
        ("", "no es JSON"),
        ("null", "se esperaba un calendario"),
        ("[]", "se esperaba un calendario"),
        ("[" * 5000, "niveles"),
        (json.dumps({**DESK, "holidays": "false"}), "holidays: se esperaba true o false"),
        (json.dumps({**DESK, "holidays": 0}), "holidays: se esperaba true o false"),
        (json.dumps({**DESK, "hours": {"mon": 0}}), "hours.mon: se esperaba una lista"),
        (json.dumps({**DESK, "valid_to": 2026}), "valid_to: «2026» no es una fecha"),
        (json.dumps({**DESK, "slug": []}), "lleva un nombre"),
        (json.dumps({**DESK, "slug": "a", "inherits": "b"}), "«a» hereda de «b», que no está en el archivo"),
        (json.dumps({**DESK, "slug": "a", "inherits": "a"}), "hereda de sí mismo"),
        (json.dumps([{**DESK, "slug": "a"}, {**DESK, "slug": "a"}]), "hay dos calendarios «a»"),
        (json.dumps([{**DESK, "slug": "a"}, DESK]), "el calendario 2 de 2 lleva un nombre"),
        (json.dumps([{**DESK, "slug": "a"}, {**DESK, "slug": "b"}]), "hay a, b"),
    ],
    ids=lambda value: value[:24],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CalendarError, match=words):
        due(written(tmp_path, text))


def test_one_of_several_is_chosen_with_what_it_inherits(tmp_path: Path) -> None:
    above = {**DESK, "slug": "above", "closed": [{"on": "2026-04-30", "reason": "Duelo"}]}
    path = written(tmp_path, [above, {"slug": "below", "inherits": "above", "hours": {"wed": []}}])
    assert [due(f"{path}:{slug}") for slug in ("above", "below")] == ["2026-05-06", "2026-05-07"]


def test_a_name_too_long_for_a_file_is_told_like_any_other() -> None:
    with pytest.raises(CalendarError, match="no se puede leer"):
        file.source("x" * 5000)
    with pytest.raises(CalendarError, match="no se puede leer"):
        file.source("/")

"""What a person reads at the terminal."""

import json
from pathlib import Path
from typing import Any

from ventanilla.config.deadline import file, words
from ventanilla.config.deadline.answering import answer

NIGHT: dict[str, Any] = {"sat": ["22:00-06:00"], "sun": ["12:00-24:00"]}


def told(folder: Path, question: dict[str, Any], **more: Any) -> list[str]:
    path = folder / "desk.json"
    path.write_text(json.dumps({"zone": "America/Panama", "holidays": False, "hours": NIGHT, **more}))
    return words.told(answer(file.source(str(path)), question)).splitlines()


def test_hours_that_count_are_told_from_when_until_when(tmp_path: Path) -> None:
    lines = told(tmp_path, {"term": "9 business_hours", "start": "2026-10-31"})
    assert lines[2] == "  cuenta    2026-10-31 22:00-2026-11-01 06:00  8 h en total"
    assert lines[3] == "  cuenta    2026-11-01 12:00-13:00  9 h en total"
    lines = told(tmp_path, {"term": "36 working_day_hours", "start": "2026-10-31"})
    assert lines[2:4] == [
        "  cuenta    2026-10-31 00:00-24:00  24 h en total",
        "  cuenta    2026-11-01 00:00-12:00  36 h en total",
    ]


def test_a_pause_is_told_with_its_end_and_what_it_took(tmp_path: Path) -> None:
    pause = "2026-10-31T20:00/2026-10-31T23:30"
    lines = told(tmp_path, {"term": "2 business_hours", "start": "2026-10-31", "pauses": pause})
    assert lines[2] == "  en pausa  2026-10-31 20:00 a 2026-10-31 23:30  no cuentan 1 h 30 min"
    lines = told(tmp_path, {"term": "2 business_hours", "start": "2026-10-31", "pauses": "2026-10-31T20:00"})
    assert lines[-1] == "  en pausa  2026-10-31 20:00, sin fin"


def test_a_closure_named_only_in_english_is_told_in_english(tmp_path: Path) -> None:
    closed = [
        {"on": "2026-11-01", "reason": {"en": "Flood"}},
        {"on": "2026-11-07", "reason": {"es": "Duelo", "en": "x"}},
    ]
    lines = told(tmp_path, {"term": "2 business_days", "start": "2026-10-30"}, closed=closed)
    assert "  cerrado   2026-11-01  Flood" in lines
    assert "  cerrado   2026-11-07  Duelo" in lines

"""`ventanilla deadline` on a calendar file alone: no database, no settings."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ventanilla.config.deadline import command

FOLDERS = Path(__file__).parents[2] / "institutions"
LIMA = f"{FOLDERS}/upn/calendars.yaml:dias-habiles"
MILAGRO = f"{FOLDERS}/unemi/calendars.yaml:milagro"
SOACHA = f"{FOLDERS}/sac/calendars.yaml:atencion"


def asked(capsys: Any, *words: str) -> str:
    command.main(words)
    return str(capsys.readouterr().out)


def due(capsys: Any, calendar: str, term: str, start: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        asked(capsys, "--calendar", calendar, term, "--start", start, "--json", *more)
    )
    return found


def test_fifteen_days_of_peru_from_5_october_2026_end_on_the_27th(capsys: Any) -> None:
    found = due(capsys, LIMA, "15 business_days", "2026-10-05T09:00")
    assert found["due"] == "2026-10-27T18:00:00-05:00"
    assert [s["name"] for s in found["steps"] if s["kind"] == "holiday"] == ["Combate de Angamos"]
    assert [s["total"] for s in found["steps"] if s["kind"] == "counted"] == list(range(1, 16))


def test_ecuador_works_on_a_feast_whose_rest_was_moved(capsys: Any) -> None:
    assert due(capsys, MILAGRO, "15 business_days", "2024-10-01T09:00")["due"][:10] == "2024-10-23"


def test_ecuador_rested_on_9_and_10_october_2025_by_decree(capsys: Any) -> None:
    found = due(capsys, MILAGRO, "1 business_days", "2025-10-08T09:00")
    assert found["due"][:10] == "2025-10-13"
    assert {s["on"] for s in found["steps"] if s["kind"] in {"holiday", "closed"}} == {
        "2025-10-09",
        "2025-10-10",
    }


def test_colombia_has_its_new_monday_of_2026(capsys: Any) -> None:
    assert due(capsys, SOACHA, "1 business_days", "2026-07-10T09:00")["due"][:10] == "2026-07-14"


def test_a_pause_moves_the_date_and_stands_among_the_steps(capsys: Any) -> None:
    pause = ("--pause", "2026-10-06T00:00/2026-10-08T00:00")
    found = due(capsys, LIMA, "15 business_days", "2026-10-05T09:00", *pause)
    assert found["due"][:10] == "2026-10-29"
    assert [s["amount"] for s in found["steps"] if s["kind"] == "pause"] == [2]


def test_a_pause_without_an_end_gives_no_date(capsys: Any) -> None:
    found = due(capsys, LIMA, "15 business_days", "2026-10-05T09:00", "--pause", "2026-10-06T00:00/")
    assert found["due"] is None
    assert "no vence mientras dure la pausa" in asked(
        capsys, "--calendar", LIMA, "2 business_days", "--start", "2026-10-05", "--pause", "2026-10-06"
    )


def test_a_person_reads_each_step(capsys: Any) -> None:
    told = asked(capsys, "--calendar", LIMA, "3 business_days", "--start", "2026-10-06T21:00")
    assert told.splitlines()[0] == "3 días hábiles desde 2026-10-06 21:00: 2026-10-12 18:00 (America/Lima)"
    assert "feriado   2026-10-08  Combate de Angamos" in told


def test_many_lines_give_an_answer_or_a_reason_each(monkeypatch: Any, capsys: Any) -> None:
    lines = [
        {"term": "15 business_days", "start": "2026-10-05T09:00"},
        {"term": "15 business_days", "start": "2026-02-30"},
        {"term": {"unit": "months", "amount": -1}, "start": "2026-02-28"},
        ["a list"],
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(["no", *map(json.dumps, lines)])))
    with pytest.raises(SystemExit) as ended:
        command.main(["--calendar", LIMA, "-"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ended.value.code == 1
    assert [line.get("line") for line in found] == [1, None, 3, 4, 5]
    assert found[1]["due"] == "2026-10-27T18:00:00-05:00"
    assert "2026-02-30" in found[2]["error"]
    assert "negativo" in found[3]["error"]


@pytest.mark.parametrize(
    ("calendar", "words"),
    [
        ("/nowhere.yaml", "no se puede leer"),
        (f"{FOLDERS}/upn/calendars.yaml", "elija un calendario"),
        (f"{LIMA}x", "elija un calendario"),
    ],
)
def test_a_calendar_that_cannot_be_read_says_why(calendar: str, words: str) -> None:
    with pytest.raises(SystemExit, match=words):
        command.main(["--calendar", calendar, "1 months", "--start", "2026-01-01"])


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            '{"zone": "America/Lima", "country": "PE", "hours": {"mon": ["12:00-08:00", "09:00-13:00"]}}',
            "hours",
        ),
        ('{"zone": "America/Lima", "country": "PE", "hours": {}}', "no abre nunca"),
        ('{"zone": "America/Atlantis", "country": "PE", "hours": {"mon": ["08:00-12:00"]}}', "Atlantis"),
        ("[1, 2]", "se esperaba un calendario"),
        ("a: [", "a.yaml"),
    ],
)
def test_a_calendar_that_makes_no_sense_says_why(tmp_path: Path, written: str, words: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(written)
    with pytest.raises(SystemExit, match=words):
        command.main(["--calendar", str(path), "1 months", "--start", "2026-01-01"])


@pytest.mark.parametrize(
    ("term", "start", "words"),
    [
        ("900 months", "2026-01-01", "se calcula entre"),
        ("1 months", "9999-12-31T23:59", "se calcula entre"),
        ("1 months", "0001-01-01T00:00+12:00", "se calcula entre"),
        ("3 fortnights", "2026-01-01", "fortnights"),
        ("quince días", "2026-01-01", "no es un plazo"),
        ("1 months", "2026-02-30T08:00", "no es una fecha y hora que exista"),
        ("1 months", "mañana", "no es una fecha y hora que exista"),
    ],
)
def test_a_question_that_makes_no_sense_says_why(term: str, start: str, words: str) -> None:
    with pytest.raises(SystemExit, match=words):
        command.main(["--calendar", LIMA, term, "--start", start])


def test_an_hour_that_the_clock_leaves_out_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "tijuana.json"
    path.write_text('{"zone": "America/Tijuana", "country": "MX", "hours": {"sun": ["00:00-24:00"]}}')
    with pytest.raises(SystemExit, match="el reloj la salta"):
        command.main(["--calendar", str(path), "1 months", "--start", "2026-03-08T02:30"])


def paused(count: int) -> list[str]:
    """Twenty minutes each, one an hour, day and night; every other one is told twice, half an hour longer."""
    first = datetime(2026, 10, 6, tzinfo=UTC)
    pairs = [(first + timedelta(hours=n), 20 if n % 2 else 50) for n in range(count)]
    return [f"{at.isoformat()}/{(at + timedelta(minutes=length)).isoformat()}" for at, length in pairs]


def test_a_thousand_pauses_are_counted_each(capsys: Any) -> None:
    given = paused(1000)
    options = [word for pause in [*given, *given[::2]] for word in ("--pause", pause)]
    found = due(capsys, LIMA, "24 business_hours", "2026-10-05T18:00", *options)
    whole = due(capsys, LIMA, "24 business_hours", "2026-10-05T18:00")
    held = [step for step in found["steps"] if step["kind"] == "pause"]
    counted = [step["amount"] for step in found["steps"] if step["kind"] == "counted"]
    assert sum(counted) == 24 * 3600
    assert found["due"] > whole["due"] and len(held) > 60
    assert {step["until"][14:19] for step in held} == {"20:00", "50:00"}


def test_more_pauses_than_anybody_means_are_refused_in_words(capsys: Any, monkeypatch: Any) -> None:
    many = {"term": "3 business_days", "start": "2026-10-05", "pauses": paused(10_001)}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(many) + "\n"))
    with pytest.raises(SystemExit) as ended:
        command.main(["--calendar", LIMA, "-"])
    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out) == {
        "line": 1,
        "error": "`pauses` es una lista de hasta 10000 pausas",
    }

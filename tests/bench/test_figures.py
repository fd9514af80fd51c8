"""The figures as a table and as a page: what is missing is said, what is not reached stands out."""

from typing import Any

from bench import page, report

ONE = {
    "clients": 1,
    "n": 300,
    "p50": 20.4,
    "p95": 31.0,
    "rate": 48.9,
    "web": 9.0,
    "database": 2.5,
    "cpu": 11.5,
}


def operation(**more: Any) -> dict[str, Any]:
    told = {"target": 16, "growth": 1.3, "budget": 8, "writes": False, "statements": [7], "one": ONE}
    return {**told, **more}


def figures() -> dict[str, Any]:
    slower = {**ONE, "cpu": 23.0}
    skipped = {"target": None, "growth": None, "budget": 8, "writes": False, "skipped": "404"}
    size = {
        "tickets": 1_000_000,
        "loaded_seconds": 900.0,
        "loaded_cpu_seconds": 700.0,
        "rows": {"tickets_message": 3_000_000},
        "operations": {"queue: unit": operation(one=slower), "director's board": skipped},
        "broken": ["/desk/?view=unit"],
        "memory_bytes": 180 * 2**20,
        "polling": {"agents": 50, "share": 0.044, "target": 0.05},
        "behind": {"jobs": 0},
    }
    base = {**size, "tickets": 10_000, "operations": {"queue: unit": operation()}, "broken": []}
    return {
        "at": "2026-11-21T20:00:00+00:00",
        "machine": "a machine",
        "sizes": {"10000": base, "1000000": size},
    }


def test_growth_is_told_against_ten_thousand_and_what_is_not_reached_is_marked() -> None:
    [queue, board] = report.rows(figures(), 1_000_000)
    assert queue[:5] == ("queue: unit", "23.0 !", "9.0 + 2.5", "≤ 16", "2.00× (≤ 1.3×)")
    assert board[1] == "not there"
    assert report.rows(figures(), 10_000)[0][1:5] == ("11.5", "9.0 + 2.5", "≤ 16", "")


def test_the_page_says_when_where_and_how_to_repeat_it() -> None:
    text = page.text(figures())
    assert "2026-11-21" in text
    assert "a machine" in text
    assert "./run bench --tickets 1000000 --json figures.json" in text
    assert text.index("## 10,000 tickets") < text.index("## 1,000,000 tickets")
    assert "| queue: unit | 23.0 ! | 9.0 + 2.5 | ≤ 16 | 2.00× (≤ 1.3×) | 20 / 31 | 49 |  | 7 (≤ 8) |" in text
    assert "- `/desk/?view=unit`" in text


def test_beside_the_operations_stand_memory_and_polling_with_what_is_to_be_reached() -> None:
    told = {
        name: (measured, wanted) for name, measured, wanted in report.beside(figures()["sizes"]["1000000"])
    }
    assert told["memory of the web, 2 workers (PSS)"] == ("180 MiB", "≤ 200 MiB")
    assert told["50 agents polling every 10 s, of one core"] == ("4.4%", "≤ 5%")

"""docs/reference/performance.md, written from the figures: `./run bench --page FILE`."""

from typing import Any

from bench import report
from bench.stage import PROJECT

PAGE = PROJECT / "docs" / "reference" / "performance.md"
HEAD = """# How fast it is

Written by `./run bench --page FILE` from the figures of {at}. Measured on {machine}.

{repeat}

What the columns say: **CPU** is user and system time of the web's and PostgreSQL's processes for one operation, from
`/proc`, with one client, over at least 300 of them; it is the figure to trust on a shared machine. **!** marks what is
not reached. **Growth** is that CPU against the same operation with 10,000 tickets. **Statements** are those of one
request each, without BEGIN, COMMIT and the tenant's setting; the budget stands beside them. The web runs with two
workers on the embedded PostgreSQL, as the application's role, behind its policies. Writings are measured while the
worker rests; its part follows and stands apart.
"""
REPEAT = """```
./run bench --tickets 10000 --json figures.json
./run bench --tickets 1000000 --json figures.json
./run bench --page figures.json
```"""


def write(found: dict[str, Any]) -> None:
    PAGE.write_text(text(found), encoding="utf-8")


def text(found: dict[str, Any]) -> str:
    head = HEAD.format(at=found["at"][:10], machine=found["machine"], repeat=REPEAT)
    sizes = sorted(map(int, found["sizes"]))
    return "\n".join([head, *(section(found, size) for size in sizes)])


def section(found: dict[str, Any], tickets: int) -> str:
    size = found["sizes"][str(tickets)]
    data = ", ".join(f"{count:,} {name}" for name, count in held(size).items())
    parts = [
        f"## {tickets:,} tickets\n",
        f"{data}; five institutions, of which the measured one holds 70 %.\n",
        grid([report.HEAD, *report.rows(found, tickets)]),
        grid([("what", "measured", "to reach"), *report.beside(size)]),
    ]
    if size["broken"]:
        parts.append("Left out, because they did not answer:\n")
        parts.append("\n".join(f"- `{path}`" for path in size["broken"]) + "\n")
    return "\n".join(parts)


def held(size: dict[str, Any]) -> dict[str, int]:
    """The rows that were loaded, by a word for each."""
    words = {
        "people_person": "people",
        "tickets_message": "messages",
        "tickets_note": "notes",
        "tickets_deadline": "deadlines",
        "journal_event": "events",
    }
    return {word: size["rows"][table] for table, word in words.items() if table in size["rows"]}


def grid(rows: list[report.Row]) -> str:
    head, *others = rows
    rule = "| --- " + "| ---: " * (len(head) - 1) + "|"
    lines = [f"| {' | '.join(row)} |" for row in others]
    return "\n".join([f"| {' | '.join(head)} |", rule, *lines]) + "\n"

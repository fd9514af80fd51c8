"""`./run bench`: measures, and prints a table for each thing asked for. Tests never time; this does.

Figures of several sizes gather in one `--json` file; growth is told against its 10,000 tickets.
"""

import json
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import machine, oracle, page, report, sweep, worktime
from bench.race import TIMES
from bench.size import Wish, measure


def main() -> None:
    parser = ArgumentParser("./run bench", description=__doc__)
    parser.add_argument(
        "--time", action="store_true", help="business time: additions a second, and the oracle"
    )
    parser.add_argument(
        "--sweep", action="store_true", help="the watch: a million deadlines run, a hundred are due"
    )
    parser.add_argument(
        "--tickets", type=int, metavar="N", help="the whole desk with so many tickets: 10000, 100000, 1000000"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="with --tickets: a folder to keep, and to use again"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="WORD", help="with --tickets: only these operations"
    )
    parser.add_argument(
        "--profile", type=Path, metavar="FILE", help="with --tickets: a profile of them (pstats)"
    )
    parser.add_argument(
        "--times", type=int, default=TIMES, help="with --tickets: how often each operation is done"
    )
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="write docs/reference/performance.md from figures"
    )
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many answers the oracle compares")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    asked = parser.parse_args()
    if asked.page:
        page.write(json.loads(asked.page.read_text()))
    elif not (asked.time or asked.sweep or asked.tickets):
        parser.error("what is to be measured? --tickets, --time, --sweep")
    else:
        run(asked)


def run(asked: Namespace) -> None:
    before = json.loads(asked.json.read_text()) if asked.json and asked.json.exists() else {}
    found: dict[str, Any] = {
        **before,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine.told(),
    }
    if asked.time:
        found |= {"time": worktime.measure(), "oracle": oracle.compare(asked.cases)}
    if asked.sweep:
        found["sweep"] = sweep.measure()
    if asked.tickets:
        found["sizes"] = before.get("sizes", {})
        larger = asked.tickets > int(report.BASE) and not asked.only
        if larger and report.BASE not in found["sizes"]:  # what growth is told against
            found["sizes"][report.BASE] = measure(Wish(int(report.BASE), times=asked.times))
        wish = Wish(asked.tickets, asked.data, asked.only, asked.profile, asked.times)
        found["sizes"][str(asked.tickets)] = measure(wish)
        report.show(found, asked.tickets)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()

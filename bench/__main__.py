"""`./run bench`: measures, and prints a table for each thing asked for. Tests never time; this does."""

import json
import platform
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import oracle, sweep, worktime


def main() -> None:
    parser = ArgumentParser("./run bench", description=__doc__)
    parser.add_argument(
        "--time", action="store_true", help="business time: additions a second, and the oracle"
    )
    parser.add_argument(
        "--sweep", action="store_true", help="the watch: a million deadlines run, a hundred are due"
    )
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many answers the oracle compares")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    asked = parser.parse_args()
    if not (asked.time or asked.sweep):
        parser.error("what is to be measured? --time, --sweep")
    found: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
    }
    if asked.time:
        found |= {"time": worktime.measure(), "oracle": oracle.compare(asked.cases)}
    if asked.sweep:
        found["sweep"] = sweep.measure()
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()

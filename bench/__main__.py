"""`./run bench`: measures, and prints a table for each thing asked for. Tests never time; this does."""

import json
import platform
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path

from bench import oracle, worktime


def main() -> None:
    parser = ArgumentParser("./run bench", description=__doc__)
    parser.add_argument(
        "--time", action="store_true", help="business time: additions a second, and the oracle"
    )
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many answers the oracle compares")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    asked = parser.parse_args()
    if not asked.time:
        parser.error("what is to be measured? --time")
    found = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "time": worktime.measure(),
        "oracle": oracle.compare(asked.cases),
    }
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()

"""The engine of business time against a walk over every minute, in as many cases as wanted: on every core."""

import os
from concurrent.futures import ProcessPoolExecutor
from random import Random
from time import perf_counter
from typing import Any

from bench.tables import table

EXAMPLES = 200  # calendars a round, each with hundreds of questions
SEVERAL = 400  # calendars a round of several levels, unions and validity, each with some


def compare(least: int) -> dict[str, Any]:
    """Fails with the case where they disagree."""
    began, done, rounds = perf_counter(), 0, 0
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, initializer=_prepare) as pool:
        while done < least:
            done += sum(pool.map(_round, range(rounds, rounds + workers)))
            rounds += workers
    calendars = rounds * (EXAMPLES + SEVERAL)
    seconds = perf_counter() - began
    rows = [("The oracle agreed", "answers", "calendars", "seconds")]
    rows.append((f"on {workers} cores", f"{done:,}", f"{calendars:,}", f"{seconds:,.0f}"))
    table("Business time against a walk over every minute", rows)
    return {"answers": done, "calendars": calendars, "disagreements": 0}


def _prepare() -> None:
    os.environ["WORKTIME_CASES"] = str(EXAMPLES)


def _round(n: int) -> int:
    from tests.worktime import test_many_calendars, test_oracle  # noqa: PLC0415  they read what _prepare set

    before = test_oracle.compared["answers"]
    test_oracle.every_operation_agrees()
    test_many_calendars.agree(SEVERAL, Random(f"round {n}"))
    return test_oracle.compared["answers"] - before

"""One operation, many times: how long it takes, how many a second, and what it costs the server."""

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from statistics import quantiles
from typing import Any, Protocol

from bench.processes import Cost
from bench.stage import Stage

TIMES = 300
WARM = 20
#: However slow something is, its row ends after so many seconds.
LONGEST = 150.0
#: So many are prepared at a time.
ROUND = 100


class Lane(Protocol):
    """One client's way of doing it: `prepare` is not counted, `act` is."""

    def prepare(self, n: int) -> Any: ...

    def act(self, prepared: Any) -> None: ...


@dataclass(frozen=True)
class Figures:
    """Of one operation with so many clients: milliseconds, operations a second, CPU of the server in milliseconds."""

    clients: int
    n: int
    p50: float
    p95: float
    rate: float
    web: float
    database: float

    @property
    def cpu(self) -> float:
        return round(self.web + self.database, 2)

    def as_json(self) -> dict[str, Any]:
        return {**self.__dict__, "cpu": self.cpu}


def race(stage: Stage, lanes: Sequence[Lane], *, times: int = TIMES, warm: int = WARM) -> Figures:
    """In rounds: what an operation needs is fetched first, then all of the round are done and counted."""
    numbers = count()
    _round(stage, lanes, numbers, max(1, warm // len(lanes)))
    took: list[float] = []
    seconds, spent, until = 0.0, Cost(0.0, 0.0), time.monotonic() + LONGEST
    while len(took) < times and time.monotonic() < until:
        left = times - len(took)
        more, longer, cost = _round(stage, lanes, numbers, -(-min(left, ROUND) // len(lanes)), until)
        took += more
        seconds, spent = seconds + longer, Cost(spent.web + cost.web, spent.database + cost.database)
    n = len(took)
    cuts = quantiles(took, n=20) if n > 1 else took * 19
    return Figures(
        clients=len(lanes),
        n=n,
        p50=round(cuts[9] * 1000, 1),
        p95=round(cuts[18] * 1000, 1),
        rate=round(n / seconds, 1),
        web=round(spent.web / n * 1000, 2),
        database=round(spent.database / n * 1000, 2),
    )


def _round(
    stage: Stage, lanes: Sequence[Lane], numbers: Any, share: int, until: float = float("inf")
) -> tuple[list[float], float, Cost]:
    prepared = [[lane.prepare(next(numbers)) for _ in range(share)] for lane in lanes]
    before, began = stage.cost(), time.perf_counter()
    with ThreadPoolExecutor(len(lanes)) as pool:
        runs = list(pool.map(lambda lane, its: _run(lane, its, until), lanes, prepared))
    took = [one for run in runs for one in run]
    return took, time.perf_counter() - began, stage.cost().since(before)


def _run(lane: Lane, prepared: Sequence[Any], until: float) -> list[float]:
    took: list[float] = []
    for one in prepared:
        began = time.perf_counter()
        lane.act(one)
        took.append(time.perf_counter() - began)
        if time.monotonic() > until:
            break
    return took


def progress(words: str) -> None:
    sys.stdout.write(f"  {words}\n")
    sys.stdout.flush()

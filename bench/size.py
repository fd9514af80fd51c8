"""The whole desk at one size: loaded, served, measured."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench import client, processes
from bench.floor.measuring import floor
from bench.operations import Desk, Operation, operations
from bench.polling import polling
from bench.race import TIMES, Figures, Lane, progress, race
from bench.stage import PROJECT, Stage, open_stage, say

CROWD = 8
COUNTING = "bench.counted:application"
#: The worker is watched for so many seconds.
WORKED = 60.0
#: So many statements are told.
DEAREST = 8
#: A profile is of so many.
PROFILED = 60


@dataclass
class Wish:
    """`data`: a folder that stays; `only`: words of which a name must hold one; `profile`: a file."""

    tickets: int
    data: Path | None = None
    only: list[str] = field(default_factory=list)
    profile: Path | None = None
    times: int = TIMES

    def wants(self, name: str) -> bool:
        return not self.only or any(word in name for word in self.only)


def measure(wish: Wish) -> dict[str, Any]:
    with open_stage(wish.data) as stage:
        loaded = stage.load(wish.tickets)
        acts = {**stage.acts(), "broken": []}
        say(f"measuring at {wish.tickets:,} tickets, loaded in {loaded['seconds']:,.0f} s")
        counts = counting(stage, acts, wish)
        found: dict[str, Any] = {
            "tickets": wish.tickets,
            "loaded_seconds": loaded["seconds"],
            "loaded_cpu_seconds": loaded["cpu_seconds"],
            "rows": {name: n for name, n in loaded["rows"].items() if n},
            "operations": {} if wish.profile else timing(stage, acts, wish, counts),
        }
        found["broken"], found["dearest"] = (
            acts["broken"],
            dearest_statements(stage.data / "statements.jsonl"),
        )
        found["memory_bytes"] = found["operations"].pop("memory", None)
        for name, part in (
            ("polling", polled),
            ("behind", behind),
            ("journal", journal),
            ("sweep", sweep),
            ("floor", floor),
        ):
            if wish.wants(name) and not wish.profile:
                (stage.data / "figures.json").write_text(json.dumps(found))  # whatever the next part meets
                found[name] = part(stage, acts)
        return found


def counting(stage: Stage, acts: dict[str, Any], wish: Wish) -> dict[str, list[int] | str]:
    """Statements of each request of an operation; or why it is left out. A pass of its own: nothing is timed."""
    more = {"PROFILE_FILE": str(wish.profile)} if wish.profile else {}
    file = stage.data / "statements.jsonl"
    file.unlink(missing_ok=True)
    more["STATEMENTS_FILE"] = str(file)
    found: dict[str, list[int] | str] = {}
    with stage.web(COUNTING, workers=1, threads=1, **more):
        for operation in operations(Desk(stage.addresses.web, acts)):
            if wish.wants(operation.name):
                found[operation.name] = counted(operation, acts, PROFILED if wish.profile else 2)
        if wish.profile:
            client.Client(stage.addresses.web, "").get("/profile", status=204)
    return found


def counted(operation: Operation, acts: dict[str, Any], times: int) -> list[int] | str:
    """Of the last time: what is made once (translations, templates) is there by then.

    Where it is many addresses, of the dearest; one that fails is told, and left out of what is timed.
    """
    try:
        [lane] = operation.lanes(1)
        paths = getattr(lane, "paths", ())
        if len(paths) > 1:
            return dearest(lane, paths, acts)
        for n in range(times):
            once(lane, n)
    except (client.Unexpected, AssertionError) as problem:
        progress(f"{operation.name}: skipped, {problem}")
        return str(problem)
    return list(client.counted)


def dearest(lane: Lane, paths: Sequence[str], acts: dict[str, Any]) -> list[int]:
    found = [0]
    for n, path in enumerate(paths):
        try:
            once(lane, n)
            found = max(found, list(client.counted))
        except client.Unexpected as problem:
            progress(f"left out: {problem}")
            acts["broken"].append(path)
    if found == [0]:
        raise client.Unexpected("none of its addresses answers")
    return found


def dearest_statements(file: Path) -> list[dict[str, Any]]:
    """Those that took longest on average, seen from the web while nobody else asked."""
    took: dict[str, list[float]] = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        statement, milliseconds = json.loads(line)
        took.setdefault(statement, []).append(milliseconds)
    means = sorted(((sum(all_) / len(all_), len(all_), sql) for sql, all_ in took.items()), reverse=True)[
        :DEAREST
    ]
    for mean, times, statement in means:
        progress(f"{mean:.1f} ms ({times}): {' '.join(statement.split())[:200]}")
    return [{"ms": round(mean, 1), "times": times, "sql": statement} for mean, times, statement in means]


def once(lane: Lane, n: int) -> None:
    prepared = lane.prepare(n)
    client.counted.clear()
    lane.act(prepared)


def timing(
    stage: Stage, acts: dict[str, Any], wish: Wish, counts: dict[str, list[int] | str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with stage.web() as _number:
        desk = Desk(stage.addresses.web, acts)
        for operation in operations(desk):
            statements = counts.get(operation.name)
            if statements is None:
                continue
            row: dict[str, Any] = {
                "target": operation.target,
                "growth": operation.growth,
                "budget": operation.statements,
                "writes": operation.writes,
            }
            found[operation.name] = row
            if isinstance(statements, str):
                row["skipped"] = statements
                continue
            row["statements"] = statements
            row["one"] = told(operation, race(stage, operation.lanes(1), times=wish.times), statements)
            if operation.crowd:
                row["crowd"] = told(
                    operation, race(stage, operation.lanes(CROWD), times=wish.times), statements
                )
        found["memory"] = stage.memory()
    return found


def told(operation: Operation, figures: Figures, statements: list[int]) -> dict[str, Any]:
    asked = " + ".join(map(str, statements))
    target = f" (to reach: {operation.target:g})" if operation.target else ""
    progress(
        f"{operation.name}, {figures.clients} client(s): {figures.cpu} ms of CPU{target}, "
        f"{figures.p50} / {figures.p95} ms, {figures.rate} a second, {asked} statements"
    )
    return figures.as_json()


def polled(stage: Stage, acts: dict[str, Any]) -> dict[str, Any]:
    with stage.web():
        return polling(stage, acts)


def behind(stage: Stage, _acts: dict[str, Any]) -> dict[str, Any]:
    """What the writings left for the worker: its CPU and PostgreSQL's for a job, over a minute or until none waits."""
    with stage.connect() as connection:
        first, last = queue(connection)
        with stage.worker() as number:
            before, began = stage.cost().database, time.monotonic()
            left = first
            while left and time.monotonic() - began < WORKED:
                time.sleep(1)  # between two looks: only asking tells
                left, newest = queue(connection)
            seconds = time.monotonic() - began
            cpu = processes.seconds(number) + stage.cost().database - before
        done = first - left + newest - last if first else 0
    progress(f"the worker did {done:,} of the jobs that waited in {seconds:,.0f} s, {cpu:,.1f} s of CPU")
    return {"jobs": done, "seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1)}


def queue(connection: psycopg.Connection) -> tuple[int, int]:
    """How many jobs wait to be done now, and the number of the newest; the states are procrastinate's names."""
    row = connection.execute(
        "SELECT count(*) FILTER (WHERE status IN ('todo', 'doing') AND coalesce(scheduled_at, now()) <= now()), "
        "coalesce(max(id), 0) FROM procrastinate_jobs"
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def journal(stage: Stage, _acts: dict[str, Any]) -> dict[str, Any]:
    """`journal verify` over everything, as a command of its own."""
    with stage.connect("owner") as connection:
        row = connection.execute("SELECT count(*) FROM journal_event").fetchone()
    assert row is not None
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ventanilla", "journal", "verify"],
        env=stage.environment("owner"),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - began
    progress(f"journal verify: {done.stdout.strip()[-200:]}, {row[0] / seconds:,.0f} events a second")
    return {"events": row[0], "a_second": round(row[0] / seconds), "whole": done.returncode == 0}


def sweep(stage: Stage, acts: dict[str, Any]) -> dict[str, Any]:
    """The watch's finding statement, as it runs each minute."""
    found: dict[str, Any] = stage.told("bench.watching", acts["institution"])
    progress(f"the sweep finds {found['due']} of {found['running']:,} deadlines in {found['median_ms']} ms")
    return found

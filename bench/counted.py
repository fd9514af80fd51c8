"""The web with a counter: how many statements each request asked of the database stands in a header of its answer.

`bench.counted:application` instead of the real one, for a pass of its own that times nothing. With PROFILE=1 it keeps
a profile of what it did, written to PROFILE_FILE whenever it is asked for `/profile`.
"""

import cProfile
import json
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ventanilla.config.wsgi import application as served

from django.db import connection  # isort: skip  (the settings are loaded by the application)

#: As in tests/statements.py: transactions and the tenant's setting are not counted.
FREE = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT set_config('ventanilla.institution'")
PROFILE_FILE = os.environ.get("PROFILE_FILE", "")
profile = cProfile.Profile() if PROFILE_FILE else None
#: Each statement with its milliseconds, a line each.
STATEMENTS_FILE = os.environ.get("STATEMENTS_FILE", "")
alone = threading.Lock()  # a profile follows one thread


def keep(counted: list[tuple[str, float]]) -> None:
    if STATEMENTS_FILE:
        with Path(STATEMENTS_FILE).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in counted)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    counted: list[tuple[str, float]] = []

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if not sql.startswith(FREE):
                counted.append((sql, round((time.perf_counter() - began) * 1000, 2)))

    def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [*headers, ("X-Statements", str(len(counted)))], *more)

    with alone, connection.execute_wrapper(count):
        if profile is None:
            answer = served(environ, started)
            keep(counted)
            return answer
        if environ["PATH_INFO"] == "/profile":
            profile.dump_stats(PROFILE_FILE)
            start_response("204 No Content", [])
            return []
        profile.enable()
        try:
            return served(environ, started)
        finally:
            profile.disable()

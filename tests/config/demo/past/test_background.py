"""The past is told once for each folder; what did not get to its end goes on to the same instant."""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ventanilla.config.demo.background import Background

FIRST = datetime(2026, 11, 19, 17, tzinfo=UTC)
PATH = {"PATH": os.environ["PATH"]}


def test_one_that_fails_is_said_and_goes_on_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    said: list[str] = []
    for hours in (0, 20):
        past = Background(tmp_path, [tmp_path / "faro"], PATH, said.append)
        past.start(at=FIRST + timedelta(hours=hours), anew=hours == 0)
        while past._child is not None:
            time.sleep(0.05)  # between two looks at another process
            past.look()
    assert json.loads((tmp_path / "past.json").read_text()) == {"told": [], "until": FIRST.isoformat()}
    assert sum(line.startswith("The past was not told to its end: ") for line in said) == 2


def test_what_is_told_is_not_told_again_unless_the_data_are_new(tmp_path: Path) -> None:
    said: list[str] = []
    folder = tmp_path / "faro"
    (tmp_path / "logs").mkdir()
    (tmp_path / "past.json").write_text(json.dumps({"told": [str(folder)], "until": None}))
    past = Background(tmp_path, [folder], PATH, said.append)
    past.start(at=FIRST, anew=False)
    past.look()
    assert said == []
    past.start(at=FIRST, anew=True)
    past.stop()
    assert len(said) == 1

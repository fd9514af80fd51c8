"""Telling the past behind the running desk: once for each folder, and on from where it was when it was stopped."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ventanilla.config.demo.child import Child
from ventanilla.lib.logfile import last_line

FILE = "past.json"


class Background:
    """`look()` says when it has ended; the desk runs on whether it did well or not."""

    def __init__(
        self,
        data: Path,
        folders: Sequence[Path],
        environment: Mapping[str, str],
        say: Callable[[str], None],
    ) -> None:
        self._stamp = data / FILE
        self._log = data / "logs" / "past.log"
        self._folders = [str(folder) for folder in folders]
        self._environment = environment
        self._say = say
        self._child: Child | None = None

    def start(self, *, at: datetime, anew: bool) -> None:
        """Up to `at`, or to the instant of an earlier start that did not get to the end; `anew` where the data are."""
        if anew:
            self._stamp.unlink(missing_ok=True)
        known = self._known()
        wanted = [folder for folder in self._folders if folder not in known["told"]]
        if not wanted:
            return
        until = known["until"] or at.isoformat()
        self._stamp.write_text(json.dumps({**known, "until": until}))
        words = [sys.executable, "-m", "ventanilla", "demo_past", "--gently", f"--until={until}", *wanted]
        self._child = Child("The past", words, self._environment, self._log, patience=5)
        self._child.start()
        self._say("sixty days of past are being told meanwhile: the pages fill as you look")

    def look(self) -> None:
        if self._child is None or self._child.running:
            return
        child, self._child = self._child, None
        child.sweep()
        if child.failed:
            self._say(f"The past was not told to its end: {last_line(self._log)} ({self._log})")
            return
        told = sorted({*self._known()["told"], *self._folders})
        self._stamp.write_text(json.dumps({"told": told, "until": None}))
        self._say("the past is told")

    def stop(self) -> None:
        if self._child is not None:
            self._child.stop()

    def _known(self) -> dict[str, Any]:
        if not self._stamp.exists():
            return {"told": [], "until": None}
        known: dict[str, Any] = json.loads(self._stamp.read_text())
        return known

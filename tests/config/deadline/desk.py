"""The command on a calendar file, as a shell runs it or from inside."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ventanilla.config.deadline import file, lines

LIMA = f"{Path(__file__).parents[3]}/institutions/upn/calendars.yaml:dias-habiles"
QUESTION = {"term": "2 business_days", "start": "2026-10-05T09:00"}
DUE = "2026-10-07T18:00:00-05:00"


def answers(*asked: Any) -> list[dict[str, Any]]:
    """Each is a line: a text as it is, anything else as JSON."""
    written = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in asked)
    out = io.StringIO()
    lines.answered(file.source(LIMA), io.StringIO(written), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def shell(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [str(Path(sys.executable).parent / "ventanilla"), "deadline", *words]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=60)

"""One stage of the time line as a page shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True)
class Step:
    """`at`: when it happened; `until`: when it is due."""

    words: Any  # Text
    state: Literal["done", "now", "next"]
    who: Any = ""
    at: datetime | None = None
    until: datetime | None = None
    note: Any = ""

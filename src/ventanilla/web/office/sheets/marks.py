"""What is ticked or chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ventanilla.web.components.field import Choice, Field
from ventanilla.web.office.sheets.part import Data, Faults, Group, Row, put_at, value_at


@dataclass(frozen=True)
class Tick:
    way: str
    label: Any
    help: Any = ""

    def group(self, data: Data, faults: Faults) -> Group:
        value = "on" if value_at(data, self.way) else ""
        asked = Field(self.way, "check", self.label, help=self.help, value=value, errors=faults.at(self.way))
        return Group("", [Row([asked])])

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        put_at(data, self.way, self.way in posted)


@dataclass(frozen=True)
class Pick:
    """One of several values."""

    way: str
    label: Any
    choices: tuple[Choice, ...]
    help: Any = ""

    def group(self, data: Data, faults: Faults) -> Group:
        asked = Field(
            self.way,
            "choice",
            self.label,
            help=self.help,
            required=True,
            choices=self.choices,
            value=value_at(data, self.way),
            errors=faults.at(self.way),
        )
        return Group("", [Row([asked])])

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        if self.way in posted:
            put_at(data, self.way, posted[self.way])

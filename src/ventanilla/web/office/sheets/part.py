"""A part of a sheet: what of a thing can be written on a page, and what was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile
from typing import Any, Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import Said
from ventanilla.publishing.soundness import Fault
from ventanilla.web.components.field import Field

Data = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """Fields that stand beside each other; `legend` says of which they are, where a part has several rows."""

    fields: Sequence[Field]
    legend: str = ""


@dataclass(frozen=True)
class Group:
    """A part as the page shows it. A group without legend is one field that has a label of its own."""

    legend: Any
    rows: Sequence[Row]
    help: Any = ""
    errors: Sequence[str] = ()

    @property
    def fields(self) -> Iterator[Field]:
        return (one for row in self.rows for one in row.fields)


class Part(Protocol):
    """`way` leads to its value: `name`, `form.3.label`."""

    @property
    def way(self) -> str: ...

    def group(self, data: Data, faults: "Faults") -> Group: ...

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        """Put what was written into the data."""


#: Sentences of the folder that speak of its keys, as a page says them; found by how they begin.
OF_PAGE = {
    "Lleva o bien `on`": _("Write the first day."),
    "`on_arrival` necesita": _("Choose a way first: on arrival nobody is there to do it by hand."),
    "`draw: excepted` lo reparte": _(
        "What is handed out by name is given out by no chooser: choose one of both."
    ),
    "`evidence: required` necesita": _("The form asks for no file: evidence cannot be asked for."),
    "`evidence: statement` necesita": _("The form asks for no file: evidence cannot be asked for."),
    "`evidence: statement` admite": _(
        "A reason instead of a file is admitted, but a document of the form must be added: take that back first."
    ),
}


def of_page(words: str) -> str:
    return next((str(said) for begins, said in OF_PAGE.items() if words.startswith(begins)), words)


@dataclass
class Faults:
    """What is wrong, handed out to the fields; `rest` are those that no field took."""

    rest: list[Fault] = field(default_factory=list)

    def at(self, way: str) -> list[str]:
        """The sentences about a value or what is inside it."""
        mine = [fault for fault in self.rest if fault.way == way or fault.way.startswith(f"{way}.")]
        self.rest = [fault for fault in self.rest if fault not in mine]
        return list(dict.fromkeys(of_page(fault.words) for fault in mine))

    def general(self) -> list[str]:
        """What no field took."""
        return list(dict.fromkeys(of_page(fault.words) for fault in self.rest))


def value_at(data: Any, way: str) -> Any:
    for step in way.split("."):
        data = data[int(step)] if isinstance(data, list) else data.get(step)
    return data


def put_at(data: Any, way: str, value: Any) -> None:
    *before, last = way.split(".")
    for step in before:
        data = data[int(step)] if isinstance(data, list) else data[step]
    data[last] = value


def rows_in(posted: Mapping[str, str], way: str, ending: str) -> Iterator[int]:
    """The numbers of the rows that a list sent, however many."""
    return takewhile(lambda n: f"{way}.{n}{ending}" in posted, count())


def ours(words: str) -> Said:
    """A sentence of ours with something in it: spoken in the page's language, not the folder's."""
    return Said(words, (get_language() or "es")[:2])


def typed(posted: Mapping[str, str], name: str) -> str:
    """What was typed, with the line ends of a text and nothing around it."""
    return posted.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()

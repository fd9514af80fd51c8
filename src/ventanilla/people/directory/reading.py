"""The file as rows: each line typed and cleaned, or with the reason why it cannot be read."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ventanilla.lib.text import printable
from ventanilla.people.columns import Directory, folded
from ventanilla.people.directory.encoding import NotText, encoding_of
from ventanilla.people.directory.header import Header, Unusable, header_of
from ventanilla.people.directory.lines import LONGEST, Record, records
from ventanilla.people.identity_numbers import tidy

ROOM = {
    "email": 254,
    "student_code": 40,
    "given_names": 120,
    "surnames": 120,
    "document_number": 40,
    "phone": 30,
}
#: `="00123"`: how exports keep a spreadsheet from eating zeros. Any other formula is the text that it is.
KEPT_ZEROS = re.compile(r'="([\w .@/-]*)"')
#: `2,02E+11`: a code that a spreadsheet has already eaten.
EATEN = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
SEVERAL = re.compile(r"[|/,;]")
MOST_ABOVE = 10  # lines before the header
MOST_UNKNOWN = 200  # different values that are remembered


@dataclass(slots=True)
class Row:
    """`data` holds what the line says, without blanks. With a `reason` the rest is only what could be read."""

    n: int
    email: str = ""
    code: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass
class Places:
    """What the institution calls its types, campuses, studies and documents: folded name → slug."""

    types: dict[str, str]
    campus: dict[str, str]
    modality: dict[str, str]
    programme: dict[str, str]
    document_type: dict[str, str]


class Reading:
    """Opens a file; raises Unusable where it cannot be compared at all. Iterate once over `rows()`."""

    def __init__(self, file: BinaryIO, rules: Directory, places: Places) -> None:
        try:
            self.encoding = encoding_of(file)
        except NotText:
            raise Unusable("not_text") from None
        self._text = TextIOWrapper(file, encoding=self.encoding, newline=None)
        first, self._above = self._first_line()
        self.header: Header = header_of(first, rules)
        self._places = places
        self.lines = 0
        self.unknown: Counter[tuple[str, str]] = Counter()

    @property
    def layout(self) -> dict[str, Any]:
        """How the file was understood, for whoever sent it."""
        unknown: dict[str, dict[str, int]] = {}
        for (column, value), times in self.unknown.most_common(20):
            unknown.setdefault(column, {})[value] = times
        return {
            "encoding": self.encoding.removesuffix("-sig"),
            "separator": self.header.separator,
            "columns": self.header.names,
            "ignored": self.header.ignored[:40],
            "unknown": unknown,
        }

    def rows(self) -> Iterator[Row]:
        for record in records(self._text, self.header.separator):
            self.lines += 1
            yield self._row(Record(record.n + self._above, record.cells, record.reason))

    def close(self) -> None:
        """Lets go of the file, which its owner closes."""
        self._text.detach()

    def _first_line(self) -> tuple[str, int]:
        """The first line that says something, and its number; `sep=;` is a spreadsheet's note to itself."""
        line, n = "", 0
        while n < MOST_ABOVE and (not line.strip() or line.lower().startswith("sep=")):
            line, n = self._text.readline(LONGEST + 1), n + 1
        return line, n

    def _row(self, record: Record) -> Row:
        if record.reason:
            return Row(record.n, reason=record.reason)
        cells = [_clean(cell) for cell in record.cells]
        while len(cells) > self.header.width and not cells[-1]:
            cells.pop()
        if len(cells) != self.header.width:
            # Whom it is about can be told by the address, wherever it slipped to: he has not left.
            email = next((cell.lower() for cell in cells if "@" in cell and _is_address(cell)), "")
            return _fitting(Row(record.n, email, reason="cells"))
        given = {name: cells[position] for name, position in self.header.columns.items()}
        row = Row(record.n, given.pop("email").lower(), given.pop("student_code", "") or None)
        row.reason = _wrong(row, given)
        if not row.reason:
            row.data = self._data(given)
        return _fitting(row)

    def _data(self, given: dict[str, str]) -> dict[str, Any]:
        data: dict[str, Any] = {name: value for name, value in given.items() if value and name in ROOM}
        if number := data.get("document_number"):
            data["document_number"] = tidy(number)
        for name in ("campus", "modality", "programme", "document_type"):
            if slug := self._known(name, given.get(name, "")):
                data[name] = slug
        if types := self._types(given.get("types", "")):
            data["types"] = types
        return data

    def _types(self, value: str) -> list[str]:
        """One type, or several with a bar, a slash or a comma between them."""
        if folded(value) in self._places.types:
            return [self._places.types[folded(value)]]
        parts = [self._known("types", part) for part in SEVERAL.split(value)]
        return sorted({slug for slug in parts if slug})

    def _known(self, column: str, value: str) -> str | None:
        """The slug of what the file calls by its name; what nobody knows is counted and left out."""
        value = value.strip()
        slug: str | None = getattr(self._places, column).get(folded(value))
        if value and slug is None and ((column, value) in self.unknown or len(self.unknown) < MOST_UNKNOWN):
            self.unknown[column, value[:60]] += 1
        return slug


def _clean(cell: str) -> str:
    words = " ".join((cell if cell.isprintable() else printable(cell)).split())
    kept = KEPT_ZEROS.fullmatch(words)
    return kept[1] if kept else words


def _wrong(row: Row, given: dict[str, str]) -> str:
    if not row.email:
        return "no_address"
    if len(row.email) > ROOM["email"] or not _is_address(row.email):
        return "bad_address"
    if row.code and EATEN.fullmatch(row.code):
        return "eaten_code"
    if row.code and len(row.code) > ROOM["student_code"]:
        return "long_value"
    if not given["given_names"]:
        return "no_name"
    if any(len(value) > ROOM.get(name, LONGEST) for name, value in given.items()):
        return "long_value"
    return ""


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _fitting(row: Row) -> Row:
    """What is shown of a line that cannot be read fits its columns too."""
    row.email = row.email[: ROOM["email"]]
    row.code = row.code[: ROOM["student_code"]] if row.code else None
    return row

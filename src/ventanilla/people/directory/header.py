"""Which column is what: by the folder's names first, then by the usual ones."""

from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from ventanilla.people.columns import REQUIRED, USUAL, Directory, folded
from ventanilla.people.directory.lines import LONGEST, SEPARATORS, Record, records


class Unusable(Exception):
    """The file cannot be compared: `reason` is one of a closed list, `about` what its sentence names."""

    def __init__(self, reason: str, **about: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = about


@dataclass(frozen=True)
class Header:
    """`columns`: ours → the position of theirs; `names`: ours → theirs, as written; `ignored`: nobody's."""

    separator: str
    width: int
    columns: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def header_of(line: str, rules: Directory) -> Header:
    """Raises Unusable where it is none: empty, too long, a column missing or there twice."""
    if not line.strip():
        raise Unusable("empty")
    if len(line) > LONGEST:
        raise Unusable("header_too_long")
    known = _known(rules)
    found = [_understood(line, separator, known) for separator in SEPARATORS]
    header = max(found, key=lambda one: (len(one.columns), one.width))
    missing = [name for name in REQUIRED if name not in header.columns]
    if missing:
        raise Unusable(
            "column_missing", columns=missing, found=[*header.names.values(), *header.ignored][:40]
        )
    return header


def _known(rules: Directory) -> dict[str, tuple[str, int]]:
    """Folded header → our column and how well the name fits: the folder's own before the usual ones."""
    known: dict[str, tuple[str, int]] = {}
    own = {str(column): [folded(name) for name in names] for column, names in rules.columns.items()}
    for source in (own, USUAL):
        for column, names in source.items():
            for name in names:
                known.setdefault(name, (column, len(known)))
    return known


def _understood(line: str, separator: str, known: dict[str, tuple[str, int]]) -> Header:
    """“Correo” is ignored beside “Correo institucional”; the same name twice is nobody's guess."""
    cells = next(iter(records(StringIO(line), separator)), Record(1, [])).cells
    header, fits = Header(separator, len(cells)), dict[str, int]()
    for position, name in enumerate(cells):
        column, fit = known.get(folded(name), ("", 0))
        if not column or fit > fits.get(column, fit):
            header.ignored.append(name.strip()[:60])
            continue
        if fit == fits.get(column):
            raise Unusable("column_twice", name=name.strip())
        if column in fits:
            header.ignored.append(header.names[column][:60])
        header.columns[column], header.names[column], fits[column] = position, name.strip(), fit
    return header

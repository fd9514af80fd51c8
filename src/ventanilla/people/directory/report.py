"""An import told: as lines for a terminal, as one value for a program."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from ventanilla.lib.sheet import cell
from ventanilla.people.directory import sentences
from ventanilla.people.models import DirectoryDifference, DirectoryImport

Kind = DirectoryDifference.Kind
SHOWN = 10  # of each kind, to a terminal
MOST = 1000  # of each kind, to a program


def fields(
    difference: DirectoryDifference, names: Mapping[str, Mapping[str, str]] | None = None
) -> list[tuple[str, str, str]]:
    """(field, was, becomes) of what differs, in the order of the columns; `names` of slugs by field."""
    before, after, names = difference.before, difference.after, names or {}
    return [
        (str(words), value(before.get(name), names.get(name)), value(after.get(name), names.get(name)))
        for name, words in sentences.COLUMNS.items()
        if before.get(name) != after.get(name)
    ]


def whom(difference: DirectoryDifference) -> str:
    """The name, code and address that the line, or else the entry, gives; of somebody registered, his own."""
    if difference.kind == Kind.PERSON and difference.person is not None:
        known = difference.person
        return " · ".join(part for part in (known.full_name, known.student_code) if part)
    said = {**difference.before, **difference.after}
    name = f"{said.get('given_names', '')} {said.get('surnames', '')}".strip()
    return " · ".join(part for part in (name, said.get("student_code"), said.get("email")) if part)


def why(difference: DirectoryDifference) -> str:
    """Why the line stands here; of a conflict, with the code of whom it meets."""
    sentence = str(sentences.LINE.get(difference.reason, ""))
    code = difference.before.get("student_code") if difference.kind == Kind.CONFLICT else None
    return f"{sentence} ({code})" if code else sentence


def value(held: Any, names: Mapping[str, str] | None = None) -> str:
    if isinstance(held, list):
        return ", ".join(value(one, names) for one in held)
    return (names or {}).get(str(held or ""), str(held or ""))


def of_kind(load: DirectoryImport, kind: str) -> Any:
    """The differences of one kind, in the order in which they are shown."""
    found = DirectoryDifference.objects.filter(source=load, kind=kind).order_by("id")
    return found.select_related("person") if kind == Kind.PERSON else found


def summary(load: DirectoryImport) -> dict[str, Any]:
    """The whole import as one JSON value; of each kind at most MOST."""
    told = {
        kind: [
            {"line": d.line, "reason": d.reason, "before": d.before, "after": d.after}
            for d in of_kind(load, kind)[:MOST]
        ]
        for kind in Kind.values
    }
    return {
        "import": load.pk,
        "status": load.status,
        "file": load.sha256,
        "counts": load.counts,
        "layout": load.layout,
        "differences": told,
    }


def unresolved(load: DirectoryImport) -> Iterator[list[str]]:
    """Conflicts and unreadable lines as the rows of a table, its header first; no cell is a formula."""
    names = ("student_code", "email", "given_names", "surnames")
    header = [gettext("Line"), gettext("Reason"), *(str(sentences.COLUMNS[name]) for name in names)]
    yield [cell(words) for words in header]
    for kind in (Kind.CONFLICT, Kind.WRONG):
        for difference in of_kind(load, kind).iterator(chunk_size=2000):
            told = [difference.line, why(difference)]
            yield [cell(words) for words in (*told, *(difference.after.get(name) for name in names))]


def lines(load: DirectoryImport) -> Iterator[str]:
    yield gettext("Read as: %(layout)s") % {"layout": layout(load)}
    yield from unknown(load)
    for kind in Kind.values:
        count = load.counts[kind]
        if not count:
            continue
        yield f"{sentences.KINDS[kind]}: {count}"
        for difference in of_kind(load, kind)[:SHOWN]:
            yield f"  {told(difference)}"
        if count > SHOWN:
            yield "  …"
    yield unchanged(load)
    yield gettext("Applied.") if load.applied_at else gettext("Nothing was applied.")


def told(difference: DirectoryDifference) -> str:
    """One difference in one line."""
    at = gettext("line %(n)d: ") % {"n": difference.line} if difference.line else ""
    parts = [f"{at}{whom(difference)}".strip()]
    if difference.reason:
        parts.append(why(difference))
    if difference.kind in {Kind.CHANGED, Kind.PERSON}:
        parts += [f"{name}: {was or '—'} → {becomes or '—'}" for name, was, becomes in fields(difference)]
    return " | ".join(parts)


def layout(load: DirectoryImport) -> str:
    """“UTF-8, semicolon; E-mail address ← Correo, …”."""
    read = load.layout
    theirs = read["columns"]
    columns = [f"{words} ← {theirs[name]}" for name, words in sentences.COLUMNS.items() if name in theirs]
    how = (sentences.ENCODINGS.get(read["encoding"], "UTF-16"), str(sentences.SEPARATORS[read["separator"]]))
    return f"{', '.join(how)}; {', '.join(columns)}"


def unknown(load: DirectoryImport) -> Iterator[str]:
    """What the folder does not know, so that it was left out."""
    for name, values in load.layout["unknown"].items():
        said = ", ".join(f"{words} ({times})" for words, times in values.items())
        yield gettext("The folder does not know, and it was left out: %(column)s: %(values)s") % {
            "column": sentences.COLUMNS[name],
            "values": said,
        }


def unchanged(load: DirectoryImport) -> str:
    same = load.counts["same"]
    return ngettext("%(n)d line changes nothing.", "%(n)d lines change nothing.", same) % {"n": same}

"""Rows on their way into a table: the loader says what it knows, the model says what the other columns hold.

So a new column that may be null or has a default asks for nothing here; any other stops the load with its name.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import models
from psycopg import Cursor, sql


class UnknownColumn(RuntimeError):
    """A model and the loader do not agree: what the loader must learn stands in the sentence."""


class Rows:
    """`add` takes the values of `names`, in that order; `flush` writes what was added."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        meta = model._meta
        fields = {str(field.column): field for field in meta.local_concrete_fields}
        if gone := [name for name in names if name not in fields]:
            raise UnknownColumn(
                f"{meta.label} has no column {', '.join(gone)} any more: bench/load writes it."
            )
        others = {name: field for name, field in fields.items() if name not in names and written(field)}
        self.table = str(meta.db_table)
        self.names = names
        self.columns = (*names, *others)
        self._constants = tuple(constant(meta.label, field) for field in others.values())
        self._rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        self._rows.append(values + self._constants)

    def take(self) -> list[tuple[Any, ...]]:
        """What was added, no longer held."""
        rows, self._rows = self._rows, []
        return rows

    def flush(self, cursor: Cursor) -> int:
        rows = self.take()
        with cursor.copy(self._statement("COPY {} ({}) FROM STDIN")) as copy:
            for row in rows:
                copy.write_row(row)
        return len(rows)

    def insert(self) -> sql.Composed:
        """The same row by INSERT: the floor of the measurements."""
        marks = sql.SQL(", ").join(sql.Placeholder() * len(self.columns))
        return self._statement("INSERT INTO {} ({})") + sql.SQL(" VALUES ({})").format(marks)

    def _statement(self, words: str) -> sql.Composed:
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL(words).format(sql.Identifier(self.table), columns)


def written(field: Any) -> bool:
    """Whether a row must bring it: the database fills the rest by itself."""
    return not (field.primary_key or field.generated or field.has_db_default())


def constant(label: str, field: Any) -> Any:
    """What a column holds of which the loader knows nothing."""
    if field.has_default() and field.column != "institution_id":
        return plain(field.get_default())
    if field.null:
        return None
    if field.blank and field.empty_strings_allowed:
        return ""
    raise UnknownColumn(
        f"{label}.{field.name} is not null and has no default: tell bench/load what stands in it "
        f"(column {field.column})."
    )


def plain(value: Any) -> Any:
    """As COPY takes it."""
    if isinstance(value, dict):
        return json.dumps(value)
    return array(value) if isinstance(value, list) else value


def array(words: list[str]) -> str:
    """Slugs and the like; nothing here asks for quotes."""
    return "{" + ",".join(words) + "}"


def flushed(cursor: Cursor, tables: Iterator[Rows] | list[Rows]) -> int:
    return sum(rows.flush(cursor) for rows in tables)

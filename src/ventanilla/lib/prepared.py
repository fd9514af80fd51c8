"""A query whose SQL is made once and run with other values: Django makes it longer than PostgreSQL answers it.

    of_code = Prepared(lambda code: Ticket.objects.filter(code=code).select_related("unit"), code="")
    of_code.rows(code="UPN-26-004821-7")

What the values are is not known when the SQL is made: each stands in it by a mark of its own. So a value may only be
compared with (`=`, `<`, in a subquery too); it must not decide what the query looks like, nor be reckoned with.
"""

import copy
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

#: Values that nobody has, by type: they show where in the SQL's parameters a name stands.
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda n: -(2**61) - n,
    str: lambda n: f"\N{REPLACEMENT CHARACTER}prepared {n}",
    datetime: lambda n: datetime(9000, 1, 1, 0, 0, n, tzinfo=UTC),
}


class Unprepared(Exception):
    """A value does not stand in the SQL as it is: it was reckoned with, or decided what the SQL says."""


class Prepared:
    """`make` gets a mark for each name; `samples` say of which type each value is."""

    def __init__(self, make: Callable[..., QuerySet[Any]], **samples: Any) -> None:
        marks = {name: MARKS[type(sample)](n) for n, (name, sample) in enumerate(samples.items())}
        found = make(**marks)
        self._using = found.db
        self._compiler = found.query.get_compiler(using=self._using)
        try:
            self._sql, params = self._compiler.as_sql()
        except EmptyResultSet:  # whatever the values are, it finds nothing: Django asks nobody
            self._sql = ""
            return
        self._fields = [column[0] for column in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(self._fields)
        self._params = [_named(param, marks) for param in params]
        missing = set(marks) - {param.name for param in self._params if isinstance(param, Name)}
        if missing:
            raise Unprepared(", ".join(sorted(missing)))

    def rows(self, **values: Any) -> list[Any]:
        """The rows of the model, as the query set would give them."""
        if not self._sql:
            return []
        compiler = copy.copy(self._compiler)
        compiler.connection = connections[self._using]
        bound = tuple(values[p.name] if isinstance(p, Name) else p for p in self._params)
        compiler.as_sql = lambda *_args, **_more: (self._sql, bound)
        compiler.get_converters = lambda _fields: self._converters
        asked: Any = SimpleNamespace(
            db=self._using,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )
        return list(ModelIterable(asked))

    def first(self, **values: Any) -> Any:
        """The first row, or None; the query says itself that it wants one."""
        return next(iter(self.rows(**values)), None)


class Name(SimpleNamespace):
    """A place in the parameters, for the value of this name."""

    name: str


def _named(param: Any, marks: Mapping[str, Any]) -> Any:
    for name, mark in marks.items():
        if type(param) is type(mark) and param == mark:
            return Name(name=name)
    return param

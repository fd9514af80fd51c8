"""For which institution the current code works: told to the database, which enforces it by policy.

`acting_in` is the only place that sets `ventanilla.institution`. Middleware, tasks and commands enter it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

_current: ContextVar[int | None] = ContextVar("institution", default=None)


class NoInstitution(RuntimeError):
    """Owned rows were asked for outside `acting_in`: without it a policy would silently find nothing."""


def current_institution_id() -> int:
    """The id of the institution acted for; raises NoInstitution outside `acting_in`."""
    institution_id = _current.get()
    if institution_id is None:
        raise NoInstitution("enter acting_in(institution) before touching an institution's rows")
    return institution_id


@contextmanager
def acting_in(institution: Any) -> Iterator[None]:
    """Act for an institution (the row or its id) until the block ends; blocks may nest."""
    institution_id = int(getattr(institution, "pk", institution))
    token = _current.set(institution_id)
    try:
        _tell_database(institution_id)
        yield
    finally:
        _current.reset(token)
        # In a broken transaction the rollback restores the setting by itself.
        if connection.connection is not None and not connection.needs_rollback:
            _tell_database(_current.get())


def _tell_database(institution_id: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('ventanilla.institution', %s, false)",
            ["" if institution_id is None else str(institution_id)],
        )


def _tell_new_connection(**_: Any) -> None:
    # A connection lost and reopened inside `acting_in` must not forget for whom it works.
    if _current.get() is not None:
        _tell_database(_current.get())


connection_created.connect(_tell_new_connection, dispatch_uid="acting_in")

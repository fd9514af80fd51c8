"""Which guarantee of the database refused a row."""

from django.db import IntegrityError


def broken(error: IntegrityError) -> str | None:
    """The constraint's name; None where the database does not tell it."""
    name: str | None = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return name

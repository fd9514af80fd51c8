"""What every migration that creates an owned table calls: policy, keys and rights, in one operation."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models
from django.db.migrations.operations.base import Operation

from ventanilla.institutions.owned import Reference

MINE = "institution_id = nullif(current_setting('ventanilla.institution', true), '')::bigint"


class Own(Operation):
    """Make a table an institution's own: its policy, `UNIQUE (institution_id, id)`, composite references, rights.

    May be repeated after fields were added: what exists is replaced by the same.
    `rights` are SQL privileges, also by column: `"SELECT, INSERT, UPDATE (current)"`.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
        self.model = model
        self.rights = rights

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        for statement in own_statements(model, self.rights):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        schema_editor.execute(f"DROP POLICY IF EXISTS institution ON {table}")

    def describe(self) -> str:
        return f"Policy, composite keys and rights of {self.model}"


class Grant(Operation):
    """Rights of the application on tables that no institution owns; each stands in shared_tables.py."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, rights: dict[str, str]) -> None:
        self.rights = rights

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table, rights in self.rights.items():
            for statement in grant_statements(table, rights):
                schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.rights:
            schema_editor.execute(f"REVOKE ALL ON {table} FROM {settings.APPLICATION_ROLE}")

    def describe(self) -> str:
        return "Rights on shared tables"


def own_statements(model: type[models.Model], rights: str) -> Iterator[str]:
    table = model._meta.db_table
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS institution ON {table}"
    yield f"CREATE POLICY institution ON {table} USING ({MINE}) WITH CHECK ({MINE})"
    yield from _constraint(table, key_name(table, "own"), "UNIQUE (institution_id, id)")
    for field in model._meta.local_concrete_fields:
        if isinstance(field, Reference):
            target = field.related_model._meta.db_table
            definition = (
                f"FOREIGN KEY (institution_id, {field.column}) REFERENCES {target} (institution_id, id) "
                "DEFERRABLE INITIALLY IMMEDIATE"
            )
            yield from _constraint(table, key_name(table, field.column), definition)
    yield from grant_statements(table, rights)


def grant_statements(table: str, rights: str) -> Iterator[str]:
    role = settings.APPLICATION_ROLE
    yield f"REVOKE ALL ON {table} FROM {role}"
    yield f"GRANT {rights} ON {table} TO {role}"
    yield (
        f"DO $$ BEGIN IF pg_get_serial_sequence('{table}', 'id') IS NOT NULL THEN "
        f"EXECUTE 'GRANT USAGE ON SEQUENCE ' || pg_get_serial_sequence('{table}', 'id') || ' TO {role}'; "
        "END IF; EXCEPTION WHEN undefined_column THEN NULL; END $$"
    )


def key_name(table: str, column: str) -> str:
    """A constraint's name within PostgreSQL's 63 bytes."""
    name = f"{table}_{column}_key"
    return name if len(name) <= 60 else f"{name[:50]}_{sha256(name.encode()).hexdigest()[:8]}"


def _constraint(table: str, name: str, definition: str) -> Iterator[str]:
    yield (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN "  # noqa: S608  names of our models
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}; END IF; END $$"
    )

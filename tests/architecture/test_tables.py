"""What the database itself says of every table: whose it is, what guards it, what the application may do."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from ventanilla.institutions.owned import Owned, Reference
from ventanilla.institutions.shared_tables import SHARED_TABLES

OWNED = [model for model in apps.get_models() if issubclass(model, Owned)]
names = [model._meta.db_table for model in OWNED]


def rows(sql: str, *arguments: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


def test_every_table_is_owned_or_stands_on_the_list_with_its_reason() -> None:
    found = {name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert found == set(names) | set(SHARED_TABLES)
    assert all(reason for _, reason in SHARED_TABLES.values())


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_an_owned_table_has_its_policy_for_reading_and_writing(model: type[models.Model]) -> None:
    table = model._meta.db_table
    ((enabled, forced),) = rows(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table
    )
    assert (enabled, forced) == (True, False)
    ((command, using, check),) = rows(
        "SELECT cmd, qual, with_check FROM pg_policies WHERE tablename = %s", table
    )
    assert command == "ALL"
    assert using == check
    assert "institution_id = (NULLIF(current_setting('ventanilla.institution'" in using


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_the_keys_of_an_owned_table_begin_with_the_institution(model: type[models.Model]) -> None:
    keys = rows(
        "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass "
        "AND indisunique AND NOT indisprimary",
        model._meta.db_table,
    )
    assert keys
    for (definition,) in keys:
        assert "(institution_id, " in definition, definition
    assert any(definition.endswith("(institution_id, id)") for (definition,) in keys)


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_a_reference_between_owned_tables_is_composite(model: type[models.Model]) -> None:
    """Read from pg_constraint: a plain foreign key would accept another institution's row."""
    found = {
        definition
        for (definition,) in rows(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
            model._meta.db_table,
        )
    }
    for field in model._meta.local_concrete_fields:
        if not isinstance(field, models.ForeignKey):
            continue
        target = field.related_model
        if issubclass(target, Owned):
            assert isinstance(field, Reference), f"{field} must be a Reference"
            table = target._meta.db_table
            wanted = f"FOREIGN KEY (institution_id, {field.column}) REFERENCES {table}(institution_id, id)"
            assert any(definition.startswith(wanted) for definition in found), wanted


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_foreign_keys_point_down_the_ladder(model: type[models.Model]) -> None:
    ladder = [
        "institutions",
        "journal",
        "people",
        "catalogue",
        "assignment",
        "publishing",
        "documents",
        "tickets",
        "surveys",
        "quality",
        "notify",
        "reports",
    ]
    own = ladder.index(model._meta.app_label)
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.ForeignKey):
            assert ladder.index(field.related_model._meta.app_label) <= own, field


def test_the_application_owns_nothing_and_bypasses_nothing() -> None:
    ((superuser, bypass, creates_roles, creates_databases),) = rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    assert not (superuser or bypass or creates_roles or creates_databases)
    assert not rows(
        "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"
    )
    assert not rows("SELECT 1 WHERE has_schema_privilege(current_user, 'public', 'CREATE')")


@pytest.mark.parametrize("table", ["journal_event", "journal_seal", "journal_sealedhead"])
def test_the_application_may_only_add_to_the_journal(table: str) -> None:
    granted = {
        kind
        for (kind,) in rows(
            "SELECT privilege_type FROM information_schema.role_table_grants "
            "WHERE table_name = %s AND grantee = %s",
            table,
            settings.APPLICATION_ROLE,
        )
    }
    assert granted == {"SELECT", "INSERT"}


def test_versions_can_be_retired_but_not_rewritten() -> None:
    for table in ("institutions_termversion", "institutions_calendarversion", "catalogue_serviceversion"):
        columns = rows(
            "SELECT column_name FROM information_schema.column_privileges "
            "WHERE table_name = %s AND grantee = %s AND privilege_type = 'UPDATE'",
            table,
            settings.APPLICATION_ROLE,
        )
        assert columns == [("current",)]

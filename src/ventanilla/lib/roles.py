"""The application's database role: it owns nothing and may not bypass policies."""

from django.db import connection


class PrivilegedRole(RuntimeError):
    """A serving process connected as superuser, as a bypassing role or as an owner of tables."""


def refuse_privileged() -> None:
    """Stop a web, worker or test process before it serves with rights that make the policies decoration.

    Called once at start by config/wsgi.py, the worker command and the tests' conftest.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, r.rolsuper OR r.rolbypassrls, "
            "EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')) "
            "FROM pg_roles r WHERE r.rolname = current_user"
        )
        name, bypasses, owns = cursor.fetchone()
    if bypasses or owns:
        reason = "bypasses row-level security" if bypasses else "owns tables"
        raise PrivilegedRole(
            f"the database role {name!r} {reason}; DATABASE_URL must name the application's role"
        )

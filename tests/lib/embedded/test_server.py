import stat
from pathlib import Path

import psycopg
import pytest

from ventanilla.lib.embedded import Server


def test_a_new_folder_becomes_a_database_and_its_rows_stay(folder: Path):
    server = Server(folder)
    server.start(fsync=False)
    with psycopg.connect(server.url("owner")) as owner:
        owner.execute("CREATE TABLE note AS SELECT 'kept' AS text")
    server.stop()

    again = Server(folder)
    again.start()
    with psycopg.connect(again.url("owner")) as owner:
        assert owner.execute("SELECT text FROM note").fetchone() == ("kept",)
        assert owner.execute("SHOW fsync").fetchone() == ("on",)
    again.stop()
    assert not again.running


def test_only_the_first_start_is_new(folder: Path):
    news = []
    for _ in range(2):
        server = Server(folder)
        server.start(fsync=False)
        news.append(server.is_new)
        server.stop()
    assert news == [True, False]


def test_it_is_postgresql_18_with_the_same_order_on_every_machine(standing: Server):
    with psycopg.connect(standing.url("app")) as app:
        assert app.execute("SELECT current_setting('server_version_num')::int / 10000").fetchone() == (18,)
        assert app.execute(
            "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database "
            "WHERE datname = current_database()"
        ).fetchone() == ("b", "C.UTF-8", "UTF8")


def test_the_application_owns_nothing_and_may_only_connect(standing: Server):
    with psycopg.connect(standing.url("app")) as app:
        assert (
            app.execute(
                "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles "
                "WHERE rolname = current_user"
            ).fetchone()
            == (False,) * 5
        )
    for statement in ("CREATE TABLE mine (id int)", "CREATE TEMP TABLE mine (id int)", "CREATE SCHEMA mine"):
        with (
            psycopg.connect(standing.url("app")) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            app.execute(statement)


def test_the_owner_owns_the_database_and_bypasses_nothing(standing: Server):
    with psycopg.connect(standing.url("owner")) as owner:
        assert owner.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        ).fetchone() == ("ventanilla_owner",)
        assert (
            owner.execute(
                "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles "
                "WHERE rolname = current_user"
            ).fetchone()
            == (False,) * 4
        )


def test_nobody_gets_in_without_the_password(standing: Server):
    for role in ("superuser", "owner", "app"):
        url = standing.url(role)
        stranger = url.replace(url.split("@")[0].split(":")[-1], "guess")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(stranger)


def test_there_is_no_port_and_the_socket_is_private(standing: Server):
    with psycopg.connect(standing.url("app")) as app:
        assert app.execute("SHOW listen_addresses").fetchone() == ("",)
        sockets = Path(app.info.host)
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert len(str(sockets / ".s.PGSQL.5432").encode()) <= 100


def test_passwords_lie_in_a_file_for_its_owner_alone(server: Server, folder: Path):
    assert stat.S_IMODE((folder / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "cluster").stat().st_mode) == 0o700
    assert not list(folder.glob("*.half"))


def test_a_database_is_cloned_from_a_template_with_its_rows_and_rights(standing: Server):
    standing.create_database("template")
    with psycopg.connect(standing.url("owner", "template")) as owner:
        owner.execute("CREATE TABLE note AS SELECT 1 AS id; GRANT SELECT ON note TO ventanilla_app")
    standing.create_database("a clone", template="template")
    with psycopg.connect(standing.url("app", "a clone")) as app:
        assert app.execute("SELECT id FROM note").fetchone() == (1,)


def test_a_database_is_dropped_under_the_feet_of_its_users(standing: Server):
    standing.create_database("brief")
    with psycopg.connect(standing.url("app", "brief")) as app:
        standing.drop_database("brief")
        with pytest.raises(psycopg.OperationalError):
            app.execute("SELECT 1")
    standing.drop_database("brief")  # already gone: nothing to do


def test_a_very_long_path_to_the_data_is_no_trouble(folder: Path):
    deep = folder.parent.joinpath(*["a folder with a long name, ñandú and ' quotes"] * 8) / "postgres"
    server = Server(deep)
    server.start(fsync=False)
    with psycopg.connect(server.url("app")) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)
    server.stop()


def test_the_callers_environment_has_no_say(folder: Path, monkeypatch: pytest.MonkeyPatch):
    for name, value in {"PGPORT": "7777", "PGDATA": "/nowhere", "PGUSER": "x", "LC_ALL": "xx_XX"}.items():
        monkeypatch.setenv(name, value)
    server = Server(folder)
    server.start(fsync=False)
    with psycopg.connect(server.url("app")) as app:
        assert app.execute("SELECT current_user").fetchone() == ("ventanilla_app",)
    server.stop()


def test_failed_statements_leave_no_values_in_the_log(server: Server, folder: Path):
    with psycopg.connect(server.url("owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE person (email text PRIMARY KEY)")
        for _ in range(2):
            try:
                owner.execute("INSERT INTO person VALUES ('ana@example.org')")
            except psycopg.errors.UniqueViolation:
                continue
    server.stop()
    log = (folder / "postgresql.log").read_text()
    assert "duplicate key" in log
    assert "ana@example.org" not in log


def test_pg_dump_of_the_same_version_is_at_hand(standing: Server):
    assert standing.program("pg_dump").exists()


def test_stopping_twice_or_before_the_start_does_nothing(folder: Path):
    server = Server(folder)
    server.stop()
    server.start(fsync=False)
    server.stop()
    server.stop()
    assert not server.running

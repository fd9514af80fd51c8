"""Folder and office changed the same: the demo says so and runs on as the office left it."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from tests.world import MONDAY

from ventanilla.config.demo.errors import NotPrepared
from ventanilla.config.demo.preparation import Preparation
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution, TermVersion
from ventanilla.institutions.versions import publish

pytestmark = pytest.mark.commits
INSTITUTIONS = Path(__file__).resolve().parents[3] / "institutions"


def amount() -> int:
    with acting_in(Institution.objects.get(slug="upn")):
        found: int = TermVersion.objects.get(slug="tramite", current=True).data["amount"]
    return found


def test_the_demo_runs_on(data: Path, tmp_path: Path) -> None:
    upn = Path(shutil.copytree(INSTITUTIONS / "upn", tmp_path / "upn"))
    call_command("institution", "apply", str(upn), stdout=sys.stderr)
    with transaction.atomic(), acting_in(Institution.objects.get(slug="upn")):
        term = TermVersion.objects.get(slug="tramite", current=True)
        publish(TermVersion, slug="tramite", data={**term.data, "amount": 9}, at=MONDAY)
    text = (upn / "terms.yaml").read_text(encoding="utf-8")
    (upn / "terms.yaml").write_text(text.replace("amount: 7", "amount: 6"), encoding="utf-8")

    said: list[str] = []
    preparation = Preparation(data, [upn], said.append)
    assert preparation._apply([upn], os.environ) is False
    assert "amount: la carpeta dice 6, la oficina 9; antes 7" in "\n".join(said)
    assert amount() == 9

    call_command("institution", "apply", str(upn), "--take", "folder", stdout=sys.stderr)
    assert preparation._apply([upn], os.environ) is True
    assert amount() == 6


def test_a_folder_with_a_problem_stops_it(data: Path, tmp_path: Path) -> None:
    upn = Path(shutil.copytree(INSTITUTIONS / "upn", tmp_path / "upn"))
    (upn / "terms.yaml").unlink()
    with pytest.raises(NotPrepared, match=r"terms\.yaml:1: falta este archivo"):
        Preparation(data, [upn], print)._apply([upn], os.environ)

"""Two hands on the same institution at the same moment: one waits, and nobody's work is lost in silence."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from django.db import connection, transaction

from tests.parallel import at_once
from tests.world import MONDAY
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.config.sections import SECTIONS
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.apply import Clashing, apply_content
from ventanilla.institutions.lock import alone
from ventanilla.institutions.models import Institution
from ventanilla.institutions.versions import publish
from ventanilla.lib.folder import read_folder
from ventanilla.lib.section import Content, understand

pytestmark = pytest.mark.commits
PATIENCE = 60.0  # seconds
CARD = "services/secretaria-academica/carnet-universitario.yaml"


def said(folder: Path) -> Content:
    content, problems = understand(read_folder(folder), SECTIONS)
    assert problems == []
    return content


def test_a_new_institution_applied_by_two_is_made_once(upn: Path) -> None:
    apply = partial(apply_content, said(upn), SECTIONS, at=MONDAY)
    ends = at_once(None, [apply, apply, apply])
    assert sorted(map(bool, ends)) == [False, False, True]
    assert all(isinstance(end, list) for end in ends), ends
    assert Institution.objects.filter(slug="upn").count() == 1


def test_whoever_applies_waits_for_whoever_publishes_and_keeps_his_word(upn: Path) -> None:
    """The office holds the lock and publishes; the folder, which says something else, comes in between."""
    text = (upn / CARD).read_text(encoding="utf-8").replace("one_open: true", "one_open: false")
    (upn / CARD).write_text(text.replace("Carnet universitario", "Tu carnet"), encoding="utf-8")
    content = said(upn)
    institution = Institution.objects.get(slug="upn")
    holds = Event()

    def office() -> None:
        with transaction.atomic(), acting_in(institution):
            alone(institution)
            holds.set()
            version = ServiceVersion.objects.get(slug="carnet-universitario", current=True)
            name = {"es": "Carnet de la oficina", "en": "Card"}
            publish(
                ServiceVersion,
                slug="carnet-universitario",
                data={**version.data, "name": name},
                at=MONDAY,
                service_id=version.service_id,
            )

    def folder() -> list[str]:
        assert holds.wait(PATIENCE)
        return apply_content(content, SECTIONS, at=MONDAY)

    _, end = at_once(None, [office, folder])
    assert isinstance(end, Clashing)
    assert [clash.way for thing in end.comparison.clashing for clash in thing.clashes] == [("name",)]
    with acting_in(institution):
        data = ServiceVersion.objects.get(slug="carnet-universitario", current=True).data
    assert (data["name"]["es"], data["one_open"]) == ("Carnet de la oficina", True)


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    connection.close()

"""A file of 200,000 lines: in the order of seconds, in the memory of a few lines."""

import tracemalloc
from io import BytesIO

import pytest

from tests.people.directory.files import HEADER, preview
from tests.people.directory.test_reading import read
from tests.world import MONDAY
from ventanilla.people.actions import synchronise
from ventanilla.people.directory.report import of_kind
from ventanilla.people.models import DirectoryEntry

LINES = 200_000
pytestmark = pytest.mark.commits


def many(lines: int, campus: str) -> BytesIO:
    told = (f"A{n:06d};p{n}@faro.test;Nombre {n};Apellido {n};Estudiante;{campus}" for n in range(lines))
    return BytesIO("\r\n".join([HEADER, *told]).encode("cp1252"))


def test_two_hundred_thousand_lines_come_in_and_a_thousand_change(acting):
    """The second statement of each kind meets a table that nobody has analysed yet."""
    for lines, campus, kind in ((LINES, "Centro", "new"), (1000, "Norte", "changed")):
        load = preview(many(lines, campus), partial=True)
        assert load.counts[kind] == lines
        synchronise.apply(institution=acting.faro, import_id=load.pk, by=None, channel="command", at=MONDAY)
        assert of_kind(load, kind).count() == lines
    assert DirectoryEntry.objects.count() == LINES + 1


def test_reading_holds_a_few_lines_at_a_time():
    content = many(50_000, "Centro")
    tracemalloc.start()
    try:
        assert sum(1 for _ in read(content).rows()) == 50_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()

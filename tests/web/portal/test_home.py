"""The first page: what do you need?"""

from datetime import datetime, timedelta

import pytest

from tests.world import MONDAY


def test_a_stranger_reads_the_first_page_without_logging_in(world, visitor, statements):
    with statements(4):
        page = visitor(world.faro).get("/")
    assert page.status_code == 200
    words = page.content.decode()
    assert "¿En qué le ayudamos hoy?" in words
    assert 'href="/faro/categories/academicos/"' in words

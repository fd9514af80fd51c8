"""The links of a letter are complete, and lead to the institution's own address."""

import pytest
from django.test import override_settings
from django.urls import set_script_prefix

from ventanilla.institutions.models import Institution
from ventanilla.notify.links import address


@pytest.mark.parametrize(
    ("hosts", "base_url", "expected"),
    [
        ([], "https://desk.test", "https://desk.test/faro/tickets/FARO-1/"),
        ([], "http://127.0.0.1:8000", "http://127.0.0.1:8000/faro/tickets/FARO-1/"),
        (["faro.test", "b.test"], "https://desk.test", "https://faro.test/tickets/FARO-1/"),
        (["faro.test"], "http://127.0.0.1:8000", "http://faro.test:8000/tickets/FARO-1/"),
    ],
)
@pytest.mark.parametrize("prefix", ["/", "/puerto/"])
def test_a_link_is_the_same_wherever_it_is_made(hosts: list[str], base_url: str, expected: str, prefix: str):
    institution = Institution(slug="faro", hosts=hosts)
    set_script_prefix(prefix)
    try:
        with override_settings(BASE_URL=base_url):
            assert address(institution, "portal:ticket", "FARO-1") == expected
    finally:
        set_script_prefix("/")

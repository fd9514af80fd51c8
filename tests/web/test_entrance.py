"""What is turned away at the door, and what a browser may keep."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.world import World
from ventanilla.web.components.entrance import LARGEST_BODY


def test_a_body_larger_than_any_form_is_refused_before_it_is_read(world: World) -> None:
    class Unread:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    huge: Any = {"CONTENT_LENGTH": str(LARGEST_BODY + 1), "wsgi.input": Unread()}
    answer = Client().post("/faro/login/", content_type="multipart/form-data; boundary=x", **huge)
    assert answer.status_code == 413
    assert "demasiado grandes" in answer.content.decode()


def test_too_much_text_is_told_as_too_large_and_not_as_unreadable(world: World) -> None:
    answer = Client().post("/faro/login/", {"login": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/%00", "/%00/", "/faro%00/", "/faro/%00/", "/faro/tickets/%00/"])
def test_nul_in_an_address_is_no_page_of_ours(world: World, client_of: Any, address: str) -> None:
    assert client_of(world.ana).client.get(address).status_code == 404


@pytest.mark.parametrize("key", ["\0" * 32, "'; DROP TABLE x", "ñ" * 32, "a" * 5000])
def test_a_session_cookie_that_nobody_gave_is_a_stranger(world: World, key: str) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/faro/").status_code == 200
    assert client.get("/faro/tickets/").status_code == 302


@pytest.mark.parametrize("page", ["/", "/tickets/", "/me/", "/places/"])
def test_a_page_of_somebody_signed_in_is_kept_by_no_browser(world: World, client_of: Any, page: str) -> None:
    assert "no-store" in client_of(world.ana).get(page)["Cache-Control"]


def test_the_desks_pages_are_kept_by_no_browser(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana), client_of(world.bruno)
    for page in ("/desk/", f"/desk/tickets/{ticket.code}/", f"/desk/tickets/{ticket.code}/history/"):
        assert "no-store" in bruno.get(page)["Cache-Control"]


def test_a_page_for_anybody_is_kept_by_no_proxy(world: World, visitor: Any) -> None:
    assert visitor(world.faro).get("/")["Cache-Control"] == "private, no-cache"


def test_a_part_of_a_page_is_never_taken_for_the_page(world: World, visitor: Any) -> None:
    part = visitor(world.faro).get("/", {"q": "constancia"}, headers={"HX-Request": "true"})
    assert "HX-Request" in part["Vary"]

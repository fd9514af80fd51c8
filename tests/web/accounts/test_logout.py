"""Leaving a shared computer: nothing stays."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from tests.web.accounts import steps
from tests.world import PASSWORD


def test_leaving_ends_the_session_and_clears_what_pages_left(world, visitor):
    ana = visitor(world.faro)
    steps.sign_in(ana, "ana@faro.test", PASSWORD)
    key = ana.client.cookies[settings.SESSION_COOKIE_NAME].value
    response = ana.post("/logout/")
    page = steps.text(response)
    assert 'data-forget="*"' in page
    assert "Ana" not in page
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(pk=key).exists()
    assert not UserSession.objects.filter(session_key=key).exists()
    assert not steps.is_signed_in(ana)


def test_opening_the_address_does_not_sign_out(world, client_of):
    """A picture in somebody's mail could open it."""
    ana = client_of(world.ana)
    assert ana.get("/logout/").status_code == 200
    assert steps.is_signed_in(ana)


def test_a_stranger_has_nothing_to_leave(world, visitor):
    stranger = visitor(world.faro)
    assert steps.path_of(stranger, stranger.get("/logout/")) == "/login/"
    assert stranger.post("/logout/").status_code == 200

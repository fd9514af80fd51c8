"""From the address of a request to the institution it is for, and from the session to the person.

An institution is found by host name, otherwise by the first segment of the path, which moves into SCRIPT_NAME:
one URL table without institution arguments serves both.
"""

from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.middleware import SessionMiddleware
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib.prepared import Prepared

Handler = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "language"
#: By name: it stands above this package. Without an institution, its pages do not exist.
WITHOUT_INSTITUTION = "ventanilla.config.landing"


class InstitutionMiddleware:
    """Sets `request.institution` and acts in it; an address of no institution goes on without one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        institution, prefix = find(request)
        request.institution = institution  # type: ignore[attr-defined]
        request.person = None  # type: ignore[attr-defined]
        if institution is None:
            request.urlconf = WITHOUT_INSTITUTION
            with translation.override(wanted_language(request) or settings.LANGUAGE_CODE):
                return self.get_response(request)
        before = get_script_prefix()
        try:
            if prefix:
                move_into_script_name(request, prefix)
            with (
                acting_in(institution),
                translation.override(language_of(request, institution)),
                timezone.override(institution.zoneinfo),
            ):
                response = self.get_response(request)
                response.headers.setdefault("Content-Language", translation.get_language()[:2])
                return response
        finally:
            set_script_prefix(before)


class InstitutionSessionMiddleware(SessionMiddleware):
    """One session cookie per institution, and one for its messages: being signed in at one says nothing at another."""

    def process_request(self, request: HttpRequest) -> None:
        """A cookie is anybody's to write: what is no key of ours (NUL, quotes) is not looked for."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (key.isascii() and key.isalnum()):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answered = super().process_response(request, response)
        for name in (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name):
            if name in answered.cookies:
                answered.cookies[name]["path"] = request.META.get("SCRIPT_NAME") or "/"
        return answered


class PersonMiddleware:
    """Sets `request.person` where the session was opened at this institution by somebody known here."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        institution = request.institution
        if institution is not None and request.session.session_key:
            if SESSION_KEY in request.session and request.session.get("institution") != institution.pk:
                request.session.flush()
            elif request.user.is_authenticated:
                request.person = request.user.person
                if request.person.zone:  # dates are told in the reader's zone, otherwise the institution's
                    timezone.activate(ZoneInfo(request.person.zone))
        return self.get_response(request)


def find(request: HttpRequest) -> tuple[Institution | None, str]:
    """The institution of a request and the path segment that named it (empty for a host of its own)."""
    host = request.get_host().rsplit(":", 1)[0].lower()
    segment = request.path_info.lstrip("/").split("/", 1)[0][:41].replace("\0", "?")  # PostgreSQL refuses NUL
    named = _named().rows(host=host, slug=segment)
    by_host = next((row for row in named if host in row.hosts), None)
    if by_host is not None:
        return by_host, ""
    by_path = next((row for row in named if row.slug == segment), None)
    return by_path, f"/{segment}" if by_path else ""


@cache
def _named() -> Prepared:
    def make(host: str, slug: str) -> QuerySet[Institution]:
        return Institution.objects.filter(Q(hosts__contains=[host]) | Q(slug=slug), active=True)

    return Prepared(make, host="", slug="")


def move_into_script_name(request: HttpRequest, prefix: str) -> None:
    request.path_info = request.path_info[len(prefix) :] or "/"
    request.META["PATH_INFO"] = request.path_info
    request.META["SCRIPT_NAME"] = request.META.get("SCRIPT_NAME", "").rstrip("/") + prefix
    set_script_prefix(request.META["SCRIPT_NAME"] + "/")


def wanted_language(request: HttpRequest) -> str | None:
    """`es` or `en`: chosen on the page (a cookie), otherwise the browser's first of the two."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE)
    if chosen in ("es", "en"):
        return chosen
    for code, _ in accepted(request.headers.get("Accept-Language", "")):
        if code[:2] in ("es", "en"):
            return code[:2]
    return None


def accepted(header: str) -> list[tuple[str, float]]:
    return list(parse_accept_lang_header(header))


def language_of(request: HttpRequest, institution: Institution) -> str:
    return institution.language(wanted_language(request))

"""Pages for what went wrong: a sentence that says what to do next, never a number alone."""

import logging
from collections.abc import Sequence
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext

log = logging.getLogger(__name__)

#: When even the page of the error cannot be made: no template, no translation, no institution.
BARE = (
    '<!doctype html><html lang="es"><meta charset="utf-8"><title>Ventanilla</title>'
    "<h1>La página no se pudo mostrar</h1><p>Ya quedó registrado. Vuelva a intentarlo en unos minutos.</p>"
)


def page(request: HttpRequest, status: int, title: str, lines: Sequence[str], **more: str) -> HttpResponse:
    """Any other package may say its own sentences with it."""
    said = {"status": status, "title": title, "lines": lines, **more}
    return HttpResponse(render_to_string("components/error.html", said, request=request), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    lines = [gettext("Something in the address or the form could not be read. Go back and try again.")]
    return page(request, 400, gettext("That request could not be read"), lines)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    lines = [
        gettext("Your account has no permission for this page."),
        gettext("If it should have it, ask whoever runs the desk of your unit."),
    ]
    return page(request, 403, gettext("This page is not open to you"), lines)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    lines = [
        gettext("The address may be mistyped, or the page is not yours to see."),
        gettext("If you look for a request, check its code, or sign in with the account that sent it."),
    ]
    return page(request, 404, gettext("There is no such page"), lines)


def too_large(request: HttpRequest) -> HttpResponse:
    lines = [
        gettext("What you sent is bigger than this desk accepts, so nothing of it was kept."),
        gettext("Go back: what you wrote is still there. Choose smaller files, or send them one by one."),
    ]
    return page(request, 413, gettext("The files are too big"), lines)


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    minutes = max(1, -(-seconds // 60))
    wait = ngettext(
        "Wait %(minutes)d minute and try again.", "Wait %(minutes)d minutes and try again.", minutes
    ) % {"minutes": minutes}
    lines = [gettext("There were many attempts in a short time, so we stopped for a moment."), wait]
    response = page(request, 429, gettext("Too many attempts"), lines)
    response["Retry-After"] = str(seconds)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Mostly an expired session or a form left open for days; cookies switched off otherwise."""
    lines = [
        gettext("For your safety this form can only be sent from a page that was opened recently."),
        gettext("Open it again: what you wrote comes back. If it goes on, allow cookies for this site."),
    ]
    return page(request, 403, gettext("The form had expired"), lines, again=request.get_full_path())


def server_error(request: HttpRequest) -> HttpResponse:
    """The reference stands in the log beside the error's trace, so that help can find it."""
    reference = uuid4().hex[:8]
    log.error("reference %s: %s %s", reference, request.method, request.path)
    lines = [
        gettext("It is our fault, not yours, and it is noted. Nothing confirmed to you is lost."),
        gettext("Try again in a few minutes."),
    ]
    title = gettext("The page could not be shown")
    try:
        return page(request, 500, title, lines, reference=reference)
    except Exception:
        log.exception("reference %s: the page of the error failed as well", reference)
        return HttpResponse(BARE, status=500)

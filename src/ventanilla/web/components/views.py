"""The institution's colours as a stylesheet and a mark, and the choice of language."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from ventanilla.web.components import hue as colours
from ventanilla.web.components.address import LANGUAGE_COOKIE
from ventanilla.web.components.errors import bad_request

YEAR = 31_536_000
#: The hue alone decides: no session, no query, the same for everybody.
KEPT = f"public, max-age={YEAR}, immutable"


@require_safe
def hue(request: HttpRequest, hue: int, version: str) -> HttpResponse:
    return kept(colours.stylesheet(on_the_circle(hue)), "text/css; charset=utf-8")


@require_safe
def mark(request: HttpRequest, hue: int, version: str) -> HttpResponse:
    return kept(colours.mark(on_the_circle(hue)), "image/svg+xml")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """`es` or `en`, kept in a cookie; back to the page where it was chosen, never to another host."""
    chosen, back = request.POST.get("language"), request.POST.get("next", "")
    if chosen not in ("es", "en"):
        return bad_request(request)
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = request.META.get("SCRIPT_NAME", "") + "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


def on_the_circle(hue: int) -> int:
    if not 0 <= hue < 360:
        raise Http404
    return hue


def kept(body: str, content_type: str) -> HttpResponse:
    return HttpResponse(body, content_type=content_type, headers={"Cache-Control": KEPT})

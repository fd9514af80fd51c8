"""The design system alone: its own addresses, the gallery, and the names that layouts link to."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from ventanilla.web.components import errors


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as a fault of ours would")


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p id='echoed'>Recibido</p>", status=int(request.POST.get("status", 200)))


portal = [
    path("", empty, name="home"),
    path("ayuda/", empty, name="help"),
    path("mis/", empty, name="requests"),
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
urlpatterns = [
    path("", include("ventanilla.web.components.urls")),
    path("components/", include("ventanilla.web.components.gallery.urls")),
    path("broken/", broken),
    path("echo/", echo),
    path("", include((portal, "portal"))),
    path("logout/", empty, name="account_logout"),
]

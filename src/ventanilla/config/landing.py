"""The URL table of an address that names no institution: the list of those that this installation serves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Institution

handler400 = "ventanilla.web.components.errors.bad_request"
handler403 = "ventanilla.web.components.errors.forbidden"
handler404 = "ventanilla.web.components.errors.not_found"
handler500 = "ventanilla.web.components.errors.server_error"


@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    found = Institution.objects.filter(active=True).order_by("slug")
    return render(request, "config/landing.html", {"institutions": found})


urlpatterns = [
    path("", institutions, name="landing"),
    path("", include("ventanilla.web.components.urls")),
]

"""A service: what it is, for whom, what is needed, how long it takes, where to go."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.queries import sections
from ventanilla.lib.clock import now
from ventanilla.web.components import preview
from ventanilla.web.portal import openness
from ventanilla.web.portal.promised import promised
from ventanilla.web.portal.service import attendance

FOR_OTHERS = ("type", "campus")  # no day will open it


@require_safe
def show(request: Any, slug: str) -> HttpResponse:
    seen, at = preview.of(request), now()
    version = seen.version(slug)
    if version is None:
        raise Http404
    institution, person = request.institution, seen.reader(request.person)
    told = promised(version, institution=institution, person=person, at=at)
    reason = openness.problem(version.data, person, institution, at=at)
    category, said = version.service.category, sections("guides", "request_types")
    context: dict[str, Any] = {
        "at": at,
        "slug": version.slug,
        "service": version.data,
        "preview": seen,
        "unit": seen.said("unit", told.prospect.unit.slug, told.prospect.unit.data),
        "others": [] if reason else attendance.others(version, told.prospect),
        "guide": _named(said.get("guides"), version.data.get("guide") or category.data.get("guide")),
        "request_type": _named(said.get("request_types"), version.data["request_type"]),
        "promised": told,
        "not_open": gettext("Not open to you") if reason in FOR_OTHERS else gettext("It is not open now"),
        "reason": openness.sentence(reason, version, institution) if reason else "",
        "hours": told.hours,
        "crumbs": [
            (gettext("Start"), reverse("portal:home")),
            (category.data["name"], reverse("portal:category", args=[category.slug])),
            (version.data["name"], ""),
        ],
    }
    return render(request, "portal/service/page.html", context)


def _named(things: Any, slug: str | None) -> Any:
    return next((one for one in things or [] if one["slug"] == slug), None)

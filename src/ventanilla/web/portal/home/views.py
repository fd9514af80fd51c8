"""The first page: what do you need? And a category: the services behind one door."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ventanilla.catalogue import queries
from ventanilla.institutions.queries import sections
from ventanilla.lib.clock import now
from ventanilla.lib.text import said
from ventanilla.people.staleness import is_stale
from ventanilla.tickets.queries import waiting_for_requester
from ventanilla.web.components import preview
from ventanilla.web.portal import hours
from ventanilla.web.portal.home import finding

#: A question, not an essay: longer ones are cut before they are searched.
LONGEST = 200


@require_safe
def show(request: Any) -> HttpResponse:
    """With words to search for, the services found stand first and what is the person's own stays away."""
    # A blank at the end says that the last word is written out.
    at, query = now(), request.GET.get("q", "").replace("\0", "").lstrip()[:LONGEST]
    context: dict[str, Any] = {"at": at, "query": query, "found": None}
    if query:
        context["found"] = finding.found(query, request, at=at)
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "portal/home/_found.html", context)
    if not query:
        context["waiting"] = waiting_for_requester(request.person) if request.person else []
        told = sections("request_types", "people")
        context["request_types"] = told.get("request_types", [])
        context["asks_to_confirm"] = request.person is not None and is_stale(
            request.person, told.get("people"), at=at, zone=request.institution.zoneinfo
        )
    context["doors"] = [_category_door(category) for category in queries.categories()]
    context["hours"] = hours.of_desk(request.institution, request.person, at=at)
    return render(request, "portal/home/page.html", context)


@require_safe
def category(request: Any, slug: str) -> HttpResponse:
    found, at = queries.category(slug), now()
    if found is None:
        raise Http404
    seen = preview.of(request)
    said_now = seen.said("category", slug, found.data)
    doors = [finding.service(version, request, at=at) for version in queries.services_of(found)]
    crumbs = [(gettext("Start"), reverse("portal:home")), (said_now["name"], "")]
    context = {"at": at, "category": said_now, "preview": seen, "doors": doors, "crumbs": crumbs}
    context["hours"] = hours.of_desk(request.institution, request.person, at=at)
    return render(request, "portal/home/category.html", context)


def _category_door(category: Any) -> dict[str, Any]:
    names = [said(name, get_language()).words for name in category.service_names[:3]]
    more = len(category.service_names) - len(names)
    return {
        "title": category.data["name"],
        "url": reverse("portal:category", args=[category.slug]),
        "text": category.data["description"],
        "small": " · ".join(names) + (f" · +{more}" if more else ""),
    }

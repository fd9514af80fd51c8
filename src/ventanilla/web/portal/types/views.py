"""What a request can be, each kind defined in the institution's words, with the services that take it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.catalogue import queries
from ventanilla.institutions.models import Section, TermVersion
from ventanilla.lib.clock import now
from ventanilla.web.portal import hours


@require_safe
def show(request: Any) -> HttpResponse:
    section, at = Section.objects.filter(name="request_types").first(), now()
    terms = {term.slug: term.data["name"] for term in TermVersion.objects.filter(current=True)}
    doors = queries.doors()
    told = [
        {
            **kind,
            "promise": terms.get(kind.get("term")),
            "kinds": [{**one, "promise": terms.get(one.get("term"))} for one in kind.get("kinds", [])],
            "services": [door for door in doors if door.request_type == kind["slug"]],
        }
        for kind in (section.data if section else [])
    ]
    crumbs = [(gettext("Start"), reverse("portal:home")), (gettext("Kinds of request"), "")]
    context = {"at": at, "request_types": told, "crumbs": crumbs}
    context["hours"] = hours.of_desk(request.institution, request.person, at=at)
    return render(request, "portal/types/page.html", context)

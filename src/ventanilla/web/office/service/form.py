"""The form of a service as the student will find it, with the questions of one's own draft."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.catalogue.question import Question
from ventanilla.institutions.models import Campus
from ventanilla.lib.clock import now
from ventanilla.publishing import queries
from ventanilla.web.components.asking import asked
from ventanilla.web.components.field import Choice
from ventanilla.web.office.access import for_office
from ventanilla.web.office.things import thing_or_404


@require_safe
@for_office
def show(request: Any, slug: str) -> HttpResponse:
    thing = thing_or_404(request, "service", slug)
    draft = queries.draft("service", slug, request.person)
    data = draft.data if draft else thing.held.data
    questions = [Question.model_validate(question) for question in data["form"]]
    today = now().astimezone(request.institution.zoneinfo).date()
    campuses = places() if any(question.type == "campus" for question in questions) else []
    context = {
        "thing": thing,
        "draft": draft,
        "name": data["name"],
        "fields": [asked(question, today=today, campuses=campuses) for question in questions],
        "back": thing.address("publication") if draft else thing.url,
        "crumbs": thing.crumbs(gettext("Form")),
    }
    return render(request, "office/service/form.html", context)


def places() -> list[Choice]:
    return [
        Choice(row.slug, row.name) for row in Campus.objects.filter(active=True).order_by("position", "slug")
    ]

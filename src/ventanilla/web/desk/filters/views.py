"""The filters of a list: a form that leads back to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.filters.fields import fields, sorts
from ventanilla.web.desk.queue.asking import asked


@require_safe
@for_agents
def show(request: Any) -> HttpResponse:
    page = asked(request)
    order = sorts(page)
    context = {
        "asked": page,
        "view": page.view,
        "unit": page.unit,
        "plain": page.view_url(page.view),
        "fields": [*fields(page), *([order] if order else [])],
    }
    return render(request, "desk/filters/page.html", context)

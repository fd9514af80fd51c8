"""The lists kept by a name: keep the one that one looks at, rename, share, delete."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.tickets import rules
from ventanilla.tickets.actions import saving
from ventanilla.tickets.models import SavedView
from ventanilla.tickets.queue.saved import may_change, saved_views
from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.queue.asking import Asked, asked
from ventanilla.web.desk.queue.chips import chips
from ventanilla.web.desk.queue.rail import url_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any) -> HttpResponse:
    """The list is that of this page's own address: only what is known of it is kept."""
    page = asked(request)
    name, shared, wrong = request.POST.get("name", ""), request.POST.get("unit", ""), ""
    if request.method == "POST":
        try:
            saving.save_view(
                person=request.person, name=name, query=page.query(), unit_id=_unit(page, shared)
            )
        except (saving.WrongName, saving.TooMany, PermissionError) as problem:
            wrong = reason(problem)
        else:
            messages.success(request, gettext("The list is saved."))
            return redirect(page.url())
    return render(
        request, "desk/saved/page.html", _context(request, page, name=name, shared=shared, wrong=wrong)
    )


@require_POST
@for_agents
def change(request: Any, pk: int) -> HttpResponse:
    """Another name, or the end of it."""
    try:
        if "delete" in request.POST:
            saving.delete_view(person=request.person, view_id=pk)
            messages.success(
                request, gettext("The list is not kept any more. Its requests are where they were.")
            )
        else:
            saving.rename_view(person=request.person, view_id=pk, name=request.POST.get("name", ""))
            messages.success(request, gettext("The list has its new name."))
    except SavedView.DoesNotExist as gone:
        raise Http404 from gone
    except saving.WrongName as problem:
        messages.error(request, reason(problem))
    except PermissionError as refused:
        raise Http404 from refused
    return redirect(reverse("desk:saved-views"))


def reason(problem: Exception) -> str:
    if isinstance(problem, saving.WrongName):
        return gettext("Write a name of 60 characters at most.")
    if isinstance(problem, saving.TooMany):
        return gettext("There are 50 saved lists, which is the most. Delete one first.")
    return gettext("You do not attend that unit any more.")


def _unit(page: Asked, slug: str) -> int | None:
    if not slug:
        return None
    found = next((unit.pk for unit in page.units if unit.slug == slug), None)
    if found is None:
        raise PermissionError("no such unit")
    return found


def _context(request: Any, page: Asked, **more: Any) -> dict[str, Any]:
    attended = set(rules.unit_ids(request.person))
    rows = saved_views(request.person)
    return {
        "asked": page,
        "view": page.view,
        "chips": chips(page),
        "units": [unit for unit in page.units if unit.pk in attended],
        "rows": [{"row": row, "url": url_of(row), "mine": may_change(request.person, row)} for row in rows],
        **more,
    }

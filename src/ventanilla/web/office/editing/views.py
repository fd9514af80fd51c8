"""Writing a draft: it is begun by a click, kept sheet by sheet, and seen by nobody else."""

from copy import deepcopy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.publishing import actions, queries
from ventanilla.publishing.models import Edit
from ventanilla.publishing.soundness import Unsound
from ventanilla.web.office.access import for_office
from ventanilla.web.office.sheets.part import Data, Faults, Group
from ventanilla.web.office.sheets.table import QUESTION, Sheet, sheets_of
from ventanilla.web.office.things import Thing, thing_or_404


@require_POST
@for_office
def begin(request: Any, kind: str, slug: str) -> HttpResponse:
    """Begin a draft, or throw one's own away."""
    thing = thing_or_404(request, kind, slug)
    if "discard" in request.POST:
        edit = queries.draft(kind, slug, request.person)
        if edit is not None:
            actions.discard(edit=edit)
            messages.success(request, gettext("The draft is gone. What is published stays as it was."))
        return redirect(thing.url)
    actions.begin(kind=thing.kind, held=thing.held, author=request.person, at=now())
    return redirect(thing.address("edit", sheets_of(kind, thing.held.data)[0].slug))


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def edit(request: Any, kind: str, slug: str, sheet: str) -> HttpResponse:
    thing = thing_or_404(request, kind, slug)
    draft = queries.draft(kind, slug, request.person)
    if draft is None:
        return redirect(thing.url) if request.method != "POST" else anew(request, thing, sheet)
    sheets = sheets_of(kind, draft.data)
    page = next((one for one in sheets if one.slug == sheet), None)
    if page is None:
        raise Http404
    data, faults = deepcopy(draft.data), Faults()
    if request.method == "POST":
        for part in page.parts(data):
            part.read(request.POST, data)
        try:
            actions.save(kind=thing.kind, edit=draft, data=data, institution=request.institution, at=now())
        except Unsound as unsound:
            faults = Faults(unsound.faults)
        except actions.NoDraft:
            return anew(request, thing_or_404(request, kind, slug), sheet)
        else:
            return saved(request, thing, draft, page)
    return render(request, "office/editing/page.html", shown(thing, draft, sheets, page, data, faults))


def anew(request: Any, thing: Thing, sheet: str) -> HttpResponse:
    """The draft ended in another window while its sheet was written: a new one holds what came."""
    draft = actions.begin(kind=thing.kind, held=thing.held, author=request.person, at=now())
    sheets = sheets_of(thing.kind.name, draft.data)
    page = next((one for one in sheets if one.slug == sheet), None)
    if page is None:
        messages.error(
            request,
            gettext(
                "The draft was published or thrown away in another window, and this sheet with it. "
                "Go back in your browser to copy what you wrote."
            ),
        )
        return redirect(thing.url)
    data, faults = deepcopy(draft.data), Faults()
    for part in page.parts(data):
        part.read(request.POST, data)
    messages.warning(
        request,
        gettext(
            "The draft was published or thrown away in another window. What you wrote here is in a new draft: "
            "look at it before you publish."
        ),
    )
    try:
        actions.save(kind=thing.kind, edit=draft, data=data, institution=request.institution, at=now())
    except Unsound as unsound:
        faults = Faults(unsound.faults)
    return render(request, "office/editing/page.html", shown(thing, draft, sheets, page, data, faults))


def saved(request: Any, thing: Thing, draft: Edit, page: Sheet) -> HttpResponse:
    if "look" in request.POST and page.slug.startswith(QUESTION):
        return redirect("office:service_form", slug=thing.held.slug)
    if "look" in request.POST:
        return redirect(thing.seen_by_students(draft) or thing.address("publication"))
    messages.success(request, gettext("The draft is saved. Only you see it until it is published."))
    return redirect(request.get_full_path())


def shown(
    thing: Thing, draft: Edit, sheets: list[Sheet], page: Sheet, data: Data, faults: Faults
) -> dict[str, Any]:
    groups: list[Group] = [part.group(data, faults) for part in page.parts(data)]
    fields = [one for group in groups for one in group.fields]
    wrong = any(one.errors for one in fields) or any(group.errors for group in groups) or bool(faults.rest)
    return {
        "thing": thing,
        "draft": draft,
        "page": page,
        "groups": groups,
        "fields": fields,
        "general": [*(line for group in groups for line in group.errors), *faults.general()],
        "page_has_errors": wrong,
        "tabs": [tab(thing, one, page) for one in sheets if not one.slug.startswith(QUESTION)],
        "questions": [tab(thing, one, page) for one in sheets if one.slug.startswith(QUESTION)],
        "publication": thing.address("publication"),
        "crumbs": thing.crumbs(gettext("Draft")),
    }


def tab(thing: Thing, sheet: Sheet, page: Sheet) -> dict[str, Any]:
    return {
        "words": sheet.name,
        "url": thing.address("edit", sheet.slug),
        "current": sheet.slug == page.slug,
        "count": None,
    }

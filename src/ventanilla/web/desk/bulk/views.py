"""One thing for many tickets: what would happen, then let it happen, or take it back."""

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import bulk, pending
from ventanilla.tickets.actions.deeds import DEEDS
from ventanilla.tickets.models import Pending
from ventanilla.tickets.tags import WrongTag
from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.bulk import choices
from ventanilla.web.desk.bulk.told import WHY

LONGEST_QUERY = 1500


@require_POST
@for_agents
def prepare(request: Any) -> HttpResponse:
    """Say what will happen to each; where it is confirmed, and nothing changed meanwhile, let it wait to be done."""
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    codes = request.POST.getlist("ticket")
    if not codes:
        messages.error(request, gettext("Select one request at least."))
        return back(request)
    if len(codes) > bulk.MOST:
        messages.error(request, gettext("200 requests at a time is the most. Select fewer."))
        return back(request)
    said = request.POST.get("value", "")
    try:
        value = bulk.value_of(deed, said, by=request.person)
    except (WrongTag, bulk.Missing) as problem:
        return page(
            request, deed, codes, value=said, problem=choices.reason(problem, deed.asks) if said else ""
        )
    confirmed = request.POST.get("confirmed") == "yes"
    found = bulk.fates(
        deed, value, codes, seen=seen(codes, request.POST.getlist("seen")) if confirmed else None
    )
    changed = [fate for fate in found if confirmed and fate.changed]
    doable = [fate.ticket for fate in found if fate.why_not is None]
    if not confirmed or changed or not doable:
        return page(request, deed, codes, value=value.kept, meant=value, fates=found, changed=bool(changed))
    key = key_of(request.POST.get("key", ""))
    with suppress(pending.PutAlready):  # the same form came twice: the first one waits
        bulk.put(bulk.Order(key, deed, value, doable), at=now())
    return redirect(f"{reverse('desk:queue')}?{query_of(request)}&done={key}")


@require_POST
@for_agents
def undo(request: Any, key: UUID) -> HttpResponse:
    left = bulk.undo(key, by=request.person, at=now())
    if left:
        words = ngettext(
            "Undone: %(n)d request stays as it was.", "Undone: %(n)d requests stay as they were.", left
        )
        messages.success(request, words % {"n": left})
    else:
        messages.error(request, gettext("It was too late to undo it."))
    return back(request)


@require_safe
@for_agents
def outcome(request: Any, key: UUID) -> HttpResponse:
    """What became of it."""
    rows = bulk.chunks(key, by=request.person)
    if not rows:
        raise Http404
    told = [(ticket, WHY.get(problem, problem)) for ticket, problem in bulk.refused(rows, by=request.person)]
    every = sum(len(row.data["tickets"]) for row in rows)
    context = {
        "deed": DEEDS[rows[0].data["deed"]],
        "waits": any(row.status == Pending.Status.WAITING for row in rows),
        "undone": all(row.status == Pending.Status.CANCELLED for row in rows),
        "every": every,
        "done": sum(map(_done, rows)),
        "refused": told,
        "key": key,
        "back": request.GET.urlencode()[:LONGEST_QUERY],
    }
    return render(request, "desk/bulk/outcome.html", context)


def _done(row: Pending) -> int:
    """To how many it was done: to none of a chunk that was taken back, or could not be begun."""
    if row.status != Pending.Status.DONE:
        return 0
    return len(row.data["tickets"]) - len(row.data.get("outcome", {}))


def page(request: Any, deed: Any, codes: list[str], **more: Any) -> HttpResponse:
    fates = more.get("fates")
    context = {
        "deed": deed,
        "codes": codes,
        "agents": choices.agents(request.person) if deed.asks == "agent" else [],
        "macros": choices.macros(request.person) if deed.asks == "macro" else [],
        "doable": sum(fate.why_not is None for fate in fates) if fates is not None else None,
        "marks": [f"{fate.ticket.code}={bulk.mark(fate.ticket)}" for fate in fates or []],
        "key": uuid4(),
        "back": query_of(request),
        **more,
    }
    return render(request, "desk/bulk/page.html", context)


def back(request: Any) -> HttpResponse:
    return redirect(f"{reverse('desk:queue')}?{query_of(request)}")


def query_of(request: Any) -> str:
    """The list from which one came: only ever the query of our own page."""
    query: str = request.POST.get("back", "")
    return query if len(query) <= LONGEST_QUERY and query.isprintable() else ""


def seen(codes: list[str], marks: list[str]) -> dict[str, str]:
    pairs = (mark.partition("=") for mark in marks[: bulk.MOST])
    return {code: mark for code, _sep, mark in pairs if code in codes}


def key_of(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        return uuid4()

"""The desk's lists, and the news of the one that somebody looks at."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ventanilla.tickets import queue
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.queries import desk_ticket
from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.queue import bulk_choices, rail
from ventanilla.web.desk.queue.asking import Asked, asked
from ventanilla.web.desk.queue.chips import chips
from ventanilla.web.desk.queue.rows import listed, shows


@require_safe
@for_agents
def show(request: Any) -> HttpResponse:
    """A list; whatever is typed as a code opens that ticket."""
    wanted = request.GET.get("q", "").strip()
    if wanted and (ticket := desk_ticket(request.person, wanted)):
        return redirect("desk:ticket", code=ticket.code)
    page = asked(request)
    return render(request, "desk/queue/page.html", {**context(page), "done": order_in(request.GET)})


def order_in(given: Any) -> UUID | None:
    """What was put to be done to many, of which the page tells; None for nonsense in the address."""
    try:
        return UUID(given.get("done", ""))
    except ValueError:
        return None


@require_safe
@for_agents
def news(request: Any) -> HttpResponse:
    """What a page asks for every few seconds: 304 while nothing changed, at the price of one statement."""
    seen = request.headers.get("If-None-Match", "")
    units = watched(request.GET.get("of", ""), request.person)
    if seen and seen == etag(queue.mark_now(request.person, units)):
        return HttpResponseNotModified()
    page = asked(request)
    response = render(request, "desk/queue/_live.html", context(page))
    response.headers["ETag"] = etag(mark(page))
    return response


def context(page: Asked) -> dict[str, Any]:
    found = listed(page)
    return {
        "asked": page,
        "view": page.view,
        "unit": page.unit,
        "query": page.words,
        "code": read_code(page.words),
        "tabs": rail.tabs(page),
        "views": rail.views(page),
        "saved": rail.saved(page),
        "chips": chips(page),
        "sorts": [
            {"words": sort.name, "url": page.url(sort=sort.slug), "current": sort is page.sort}
            for sort in page.view.sorts
        ],
        "bulk": bulk_choices.offered() if shows(found["rows"]) else [],
        "etag": etag(mark(page)),
        "of": ".".join(str(unit.pk) for unit in page.shown),
        **found,
    }


def mark(page: Asked) -> str:
    return queue.mark_of(page.shown)


def etag(mark: str) -> str:
    return f'"{mark}"'


def watched(ids: str, person: Any) -> list[int]:
    """The units of the page, as far as they are still there for whoever asks."""
    sight = queue.Sight.of(person)
    wanted = [int(one) for one in ids.split(".")[:200] if one.isdecimal() and len(one) < 19]
    return [pk for pk in wanted if sight.everywhere or pk in sight.attended]

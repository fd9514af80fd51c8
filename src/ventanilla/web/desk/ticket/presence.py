"""The sign that a page gives every few seconds; answered with who else is there, and with 304 while nothing changed."""

from hashlib import sha256
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import presence
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.models import Message, Pending, Ticket
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.web.desk.access import for_agents


@require_safe
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    """Five statements: what is new in the conversation comes with the ticket."""
    found = _watched(request, code)
    here = presence.sign(
        ticket_id=found.pk, person=request.person, writing="writing" in request.GET, at=now()
    )
    news = _newer(request.GET.get("seen", ""), found.last_message)
    facts = repr([here, news, found.waits, found.state])
    tag = f'"{sha256(facts.encode()).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    page = render_to_string(
        "desk/ticket/_presence.html", {"here": here, "news": news, "ticket": found}, request
    )
    answer = HttpResponse(page, headers={"ETag": tag, "Cache-Control": "private, no-cache"})
    answer["X-Waiting"] = ",".join(str(pk) for pk in found.waits)
    return answer


def _watched(request: Any, code: str) -> Any:
    written = read_code(code)
    tickets = visible_on_desk(request.person).filter(code=written) if written else Ticket.objects.none()
    said = Message.objects.filter(ticket=OuterRef("pk")).order_by("-id").values("id")[:1]
    waits = Pending.objects.filter(ticket=OuterRef("pk"), status=Pending.Status.WAITING)
    found = (
        tickets.annotate(last_message=Subquery(said), waits=ArraySubquery(waits.order_by("id").values("id")))
        .only("id", "code", "state")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _newer(seen: str, last: int | None) -> bool:
    return seen.isdecimal() and len(seen) < 19 and last is not None and last > int(seen)

"""What a ticket belongs to: linked, and unlinked; and closing one whose parts are open."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.tickets import links, rules
from ventanilla.tickets.actions.link import CHILD, RELATED, CannotLink, link, unlink
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.access import for_agents, ticket_or_404
from ventanilla.web.desk.relations.others import choose, found, others, said_in
from ventanilla.web.desk.relations.words import ROLES
from ventanilla.web.desk.ticket.reasons import reason

#: What the other one is to this one → the kind of the link, and whether this one tells it.
WAYS: dict[str, tuple[str, bool]] = {
    "related": (RELATED, True),
    "parent": (CHILD, True),
    "child": (CHILD, False),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    if request.method != "POST":
        return page(request, ticket, said=request.GET.get("with", ""))
    said, way = said_in(request.POST), request.POST.get("as", "related")
    other, wrong = found(request.person, ticket, said)
    if other is None or way not in WAYS:
        return page(
            request,
            ticket,
            said=said,
            wrong=wrong or gettext("Say which request, and what it is to this one."),
        )
    kind, mine = WAYS[way]
    first, second = (ticket, other) if mine else (other, ticket)
    try:
        link(ticket_id=first.pk, other_id=second.pk, kind=kind, agent=request.person, at=now())
    except CannotLink as problem:
        return page(request, ticket, said=said, wrong=str(problem))
    except PermissionError as problem:
        return page(request, ticket, said=said, wrong=reason(problem))
    messages.success(request, gettext("%(code)s is linked.") % {"code": other.code})
    return redirect("desk:links", ticket.code)


@require_POST
@for_agents
def remove(request: Any, code: str, pk: int) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    try:
        unlink(link_id=pk if pk < 2**63 else 0, agent=request.person, at=now())
    except PermissionError as problem:
        messages.error(request, reason(problem))
    else:
        messages.success(request, gettext("The link was removed."))
    return redirect("desk:links", ticket.code)


def page(request: Any, ticket: Ticket, *, said: str = "", wrong: str = "") -> HttpResponse:
    ways = [
        Choice("related", _("Related to this one")),
        Choice("parent", _("This one is a part of it")),
        Choice("child", _("It is a part of this one")),
    ]
    way = request.POST.get("as", "related")
    asked = Field("as", "choice", _("What is it?"), required=True, choices=ways, value=way)
    context = {
        "ticket": ticket,
        "related": [(ROLES[one.role], one) for one in links.of(ticket, visible_on_desk(request.person))],
        "fields": [*choose(others(request.person, ticket), said, wrong=wrong), asked],
        "page_has_errors": bool(wrong),
    }
    return render(request, "desk/relations/page.html", context)

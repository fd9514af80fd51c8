"""Who of the unit is responsible: by name, or as a chooser of the director's chooses."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ventanilla.assignment.choosers import Chooser
from ventanilla.lib.clock import now
from ventanilla.tickets import draws, rules
from ventanilla.tickets.actions import attend, placing
from ventanilla.tickets.gathering import gather
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import may_move
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.assignment import preview, proof
from ventanilla.web.desk.shown import holder_in
from ventanilla.web.desk.ticket.reasons import reason, told_why

#: Those that a director may ask to choose.
CHOICES = (Chooser.RANDOM, Chooser.ROUND_ROBIN, Chooser.LEAST_LOADED)


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_assign(request.person, ticket):
        raise Http404
    if request.method == "POST":
        if chooser := request.POST.get("chooser", ""):
            return let_choose(request, ticket, chooser)
        return assign(request, ticket)
    return render(request, "desk/assignment/page.html", shown(request, ticket))


def assign(request: Any, ticket: Ticket) -> HttpResponse:
    """By name; where somebody else has it meanwhile one is told who, and chooses again."""
    to = number_in(request.POST)
    with told_why(request):
        try:
            attend.assign(
                ticket_id=ticket.pk, agent=request.person, to_person_id=to, at=now(), seen=holder_in(request)
            )
        except attend.Moved as moved:
            messages.error(request, reason(moved))
            return redirect(f"{resolve_url('desk:assignment', code=ticket.code)}?person={to}")
    return to_ticket(ticket)


def number_in(said: Any) -> int:
    """Who was chosen; 0 for nobody."""
    chosen: str = said.get("person", "")
    return int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0


@require_safe
@for_agents
def evidence(request: Any, code: str) -> HttpResponse:
    """The draws of the ticket, each made again before one's eyes."""
    ticket = ticket_or_404(request, code)
    context = {"ticket": ticket, "draws": proof.told(draws.examined(ticket))}
    return render(request, "desk/assignment/draws.html", context)


def let_choose(request: Any, ticket: Ticket, said: str) -> HttpResponse:
    if said not in CHOICES or not placing.may_choose(request.person, ticket):
        raise Http404
    done = False
    with told_why(request):
        try:
            seen = holder_in(request)
            choice = placing.place(
                ticket_id=ticket.pk, chooser=Chooser(said), by=request.person, at=now(), seen=seen
            )
            done = True
        except placing.NobodyAvailable:
            messages.error(
                request, gettext("Nobody was chosen: below it says why each of them could not be.")
            )
        except attend.HandedOut:
            messages.error(request, gettext("The director hands out the requests of this service by name."))
        except placing.Busy:
            messages.error(request, gettext("Somebody changed the request at this moment. Please try again."))
    if not done:
        return redirect("desk:assignment", code=ticket.code)
    name = choice.person.full_name
    messages.success(request, gettext("%(who)s is responsible now.") % {"who": name})
    return redirect("desk:draws", code=ticket.code) if choice.draw else to_ticket(ticket)


def shown(request: Any, ticket: Ticket) -> dict[str, Any]:
    """What may be done, and what the filters say of everybody of the unit at this moment."""
    found = gather(ticket, institution=request.institution, at=now())
    chooser, on_arrival = placing.rule_of(ticket)
    choosing = placing.may_choose(request.person, ticket) and may_move(ticket, "assign")
    return {
        "ticket": ticket,
        "agents": preview.agents(found, ticket, chosen=number_in(request.GET)),
        "eligible": len(found.sifted.eligible),
        "excepted": rules.is_excepted(ticket),
        "gives": rules.may_hand_out(request.person, ticket),
        "choosers": preview.choosers(CHOICES, chooser) if choosing else [],
        "rule": preview.rule(chooser, on_arrival=on_arrival),
        "draws": draws.number_of(ticket),
    }

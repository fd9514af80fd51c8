"""Referring: another area is asked, or the requester told where to write; what came back is noted (UDG-06)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import refer as acts
from ventanilla.tickets.models import Referral
from ventanilla.tickets.moves import may_move
from ventanilla.tickets.parts import parts
from ventanilla.web.desk.access import for_agents, to_ticket
from ventanilla.web.desk.referral.forms import Referring, chosen, known
from ventanilla.web.desk.refusal import DONE, REFUSALS, why
from ventanilla.web.desk.step.asking import attended_or_404
from ventanilla.web.desk.unkept import words_kept


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = attended_or_404(request, code)
    areas = known("area")
    to = chosen(ticket, areas, request.GET.get("to", ""))
    form = Referring.read(request) if request.method == "POST" else Referring.proposed(ticket, to)
    if request.method == "POST":
        if form.kind not in {Referral.Kind.OUTSIDE, Referral.Kind.ADVICE}:
            raise Http404
        try:
            made = acts.refer(
                ticket_id=ticket.pk,
                agent=request.person,
                kind=form.kind,
                to=form.to,
                text=form.body,
                key=form.key,
                at=now(),
            )
        except DONE:
            return to_ticket(ticket)
        except REFUSALS as problem:
            form.wrong.append(why(problem))
        else:
            messages.success(request, told(made))
            return to_ticket(ticket)
    context = {
        "ticket": ticket,
        "form": form,
        "fields": form.fields(),
        "areas": areas,
        "to": to,
        "may_refer": may_move(ticket, "refer"),
        "page_has_errors": bool(form.wrong),
    }
    return render(request, "desk/referral/page.html", context)


@require_POST
@for_agents
def answer(request: Any, code: str, pk: int) -> HttpResponse:
    """What the other area said, by whichever way it came."""
    ticket = attended_or_404(request, code)
    if not Referral.objects.filter(pk=pk, ticket__in=parts(ticket.pk), kind=Referral.Kind.OUTSIDE).exists():
        raise Http404
    try:
        acts.note_answer(referral_id=pk, agent=request.person, body=request.POST.get("body", ""), at=now())
    except REFUSALS as problem:
        if page := words_kept(request, problem=why(problem)):
            return page
        messages.error(request, why(problem))
    else:
        messages.success(request, gettext("The answer is noted."))
    return to_ticket(ticket)


def told(made: Referral) -> str:
    if made.kind == Referral.Kind.ADVICE:
        return gettext("The requester is told where to write.")
    if made.channel == Referral.Channel.EMAIL:
        return gettext("The desk writes to them. The requester sees to whom it was referred.")
    return gettext("The referral is noted. The requester sees to whom it was referred.")

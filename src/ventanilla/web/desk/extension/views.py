"""More time for one of the terms of a request: asked for with a reason, decided by somebody else where it must be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.people import moments
from ventanilla.tickets import extensions, rules
from ventanilla.tickets.actions.decide import DecidedAlready
from ventanilla.tickets.actions.decide import decide as decide_on
from ventanilla.tickets.actions.extend import DateMoved, DoneAlready, extend, nobody_decides
from ventanilla.tickets.actions.prolong import WrongReason
from ventanilla.tickets.clocks import is_step
from ventanilla.tickets.extending import NotAllowed, Options, options
from ventanilla.tickets.extensions import Given
from ventanilla.tickets.models import Deadline, Extension, Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.queries import directors
from ventanilla.tickets.spells import clockwork
from ventanilla.web.components.clocks import Face, faces
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.extension.forms import Asking, Decision, number_of
from ventanilla.web.desk.ticket.views import reason


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = attended_or_404(request, code)
    asking = Asking()
    if request.method == "POST":
        asking = Asking.read(request)
        if done := _extend(request, ticket, asking):
            return done
    return page(request, ticket, asking, Decision(), at=now())


@require_POST
@for_agents
def decide(request: Any, code: str) -> HttpResponse:
    """A director grants or refuses what was asked for."""
    ticket, at = attended_or_404(request, code), now()
    decision = Decision(words=request.POST.get("words", ""))
    grant = request.POST.get("decision") == "grant"
    try:
        decide_on(
            ticket_id=ticket.pk,
            extension_id=number_of(request.POST.get("extension", "")),
            director=request.person,
            grant=grant,
            words=decision.words,
            at=at,
        )
    except WrongReason as problem:
        decision.wrong_words.append(str(problem))
    except DecidedAlready:
        decision.general.append(gettext("Somebody decided it meanwhile."))
    except Extension.DoesNotExist as unknown:
        raise Http404 from unknown
    except NotAllowed as problem:
        decision.general.append(str(problem))
    except (IllegalMove, PermissionError) as problem:
        decision.general.append(reason(problem))
    else:
        words = gettext("The extension is granted.") if grant else gettext("The extension is not granted.")
        messages.success(request, words)
        return to_ticket(ticket)
    return page(request, ticket, Asking(), decision, at=at)


def attended_or_404(request: Any, code: str) -> Ticket:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    return ticket


def _extend(request: Any, ticket: Ticket, asking: Asking) -> HttpResponse | None:
    """The way back to the ticket, or None with what is wrong noted in the form."""
    try:
        wish = asking.wish(request.GET.get("clock", ""))
        made = extend(ticket_id=ticket.pk, agent=request.person, wish=wish, at=now())
    except DoneAlready:
        return to_ticket(ticket)
    except WrongReason as problem:
        asking.wrong_reason.append(str(problem))
    except DateMoved:
        asking.general.append(gettext("The date moved meanwhile. These are the dates now; choose again."))
    except NotAllowed as problem:
        asking.general.append(str(problem))
    except (IllegalMove, PermissionError) as problem:
        asking.general.append(reason(problem))
    else:
        messages.success(request, _told(made))
        return to_ticket(ticket)
    return None


def _told(made: Extension) -> str:
    if made.status == Extension.Status.ASKED:
        return gettext("The extension was asked for. A director of the unit decides before the term expires.")
    when = moments.day_and_hour(made.new_due_at, now=made.asked_at)
    return gettext("Extended until %(when)s. The requester receives the reason and the new date.") % {
        "when": when
    }


@dataclass(frozen=True)
class Chosen:
    """The clock that the page is about, and what is possible with it."""

    row: Deadline
    face: Face
    given: list[Given]
    options: Options


def page(request: Any, ticket: Ticket, asking: Asking, decision: Decision, *, at: datetime) -> HttpResponse:
    rows, past = clockwork(ticket, also=extensions.beside)
    rows = [row for row in rows if not is_step(row.clock)]
    found = faces(rows, past, ticket.version.data, at=at, desk=True)
    chosen = _chosen(request, ticket, rows, past, found, at)
    asked = next((one for one in chosen.given if one.status == Extension.Status.ASKED), None)
    context = {
        "ticket": ticket,
        "at": at,
        "clock": chosen.face,
        "options": chosen.options,
        "asking": asking,
        "fields": asking.fields(chosen.options, chosen.row.term.data["unit"], at=at),
        "refused": [one for one in chosen.given if one.status == Extension.Status.REFUSED],
        "approval": bool(chosen.row.term.data.get("approval")),
        "asked": asked,
        "may_decide": asked is not None
        and rules.may_decide(request.person, ticket, asked_by=asked.asked_by_id),
        "decision": decision,
        "others": [
            (face.name, f"{reverse('desk:extension', args=[ticket.code])}?{urlencode({'clock': face.clock})}")
            for face in found
            if face.runs and face.clock != chosen.face.clock
        ],
        "page_has_errors": bool(
            asking.general or asking.wrong_reason or decision.general or decision.wrong_words
        ),
    }
    return render(request, "desk/extension/page.html", context)


def _chosen(
    request: Any, ticket: Ticket, rows: list[Deadline], past: Any, found: list[Face], at: datetime
) -> Chosen:
    """The clock that was asked for; without one, what is due first."""
    wanted = request.GET.get("clock") or next((face.clock for face in found if face.runs), None)
    for row, face in zip(rows, found, strict=True):
        if row.clock == wanted:
            given = extensions.of(row)
            possible = options(row, past, given, at=at)
            if possible.offers and row.term.data.get("approval"):
                besides = [request.person.pk, *rules.parties(ticket)]
                if not directors(ticket.unit_id, besides=besides).exists():
                    possible = Options(possible.due, refusal=nobody_decides())
            if not ticket.is_open and not possible.refusal:
                possible = Options(possible.due, refusal=gettext("This request is not open any more."))
            return Chosen(row, face, given, possible)
    raise Http404

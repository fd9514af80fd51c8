"""It came to the wrong service or unit: choose the right one, see what becomes of it, pass it on."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.message import SaidAlready
from ventanilla.tickets.actions.prolong import WrongReason, checked_reason
from ventanilla.tickets.actions.reclassify import (
    Change,
    NothingChanges,
    PassedAlready,
    StaysConfidential,
    look_ahead,
    reclassify,
    standing,
)
from ventanilla.tickets.actions.submit import AlreadyOpen
from ventanilla.tickets.clocks import name_of
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove, may_move
from ventanilla.tickets.reclassifying import Outlook, dates
from ventanilla.tickets.rules import may_read_on_desk
from ventanilla.tickets.spells import clockwork
from ventanilla.web.components.answers import told
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.reclassification.forms import Passing
from ventanilla.web.desk.relations.services import LONGEST
from ventanilla.web.desk.ticket.reasons import reason


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    if request.method != "POST":
        return page(request, ticket, Passing(query=request.GET.get("q", "")[:LONGEST]))
    passing = Passing.read(request)
    wish = passing.change()
    if wish is None:
        passing.wrong_service.append(gettext("Choose one of the services that are offered now."))
        return page(request, ticket, passing)
    if not passing.sure:
        return _look(request, ticket, passing, wish)
    return _pass_on(request, ticket, passing, wish)


def _look(request: Any, ticket: Ticket, passing: Passing, wish: Change) -> HttpResponse:
    """What would become of it; nothing is done."""
    at = now()
    try:
        checked_reason(wish.reason)
        rows, past = clockwork(ticket)
        found = look_ahead(ticket, wish, institution=request.institution, rows=rows, at=at)
    except (WrongReason, NoSuchPromise) as problem:
        _note(passing, ticket, problem, request)
        return page(request, ticket, passing)
    if words := _objection(ticket, wish, found, request.person):
        passing.general.append(words)
        return page(request, ticket, passing)
    moved = dates(copy(ticket), rows, past, found, at=at)
    return page(request, ticket, passing, outlook=_told(ticket, wish, found, moved))


def _objection(ticket: Ticket, wish: Change, found: Outlook, agent: Person) -> str:
    """What the action would refuse, as far as it is known before."""
    if (wish.version.pk, found.place.unit.pk) == (ticket.version_id, ticket.unit_id):
        return _nothing()
    if wish.was not in ("", standing(ticket)):
        return _passed()
    opens = ticket.confidential and not wish.version.data.get("confidential")
    if opens and not rules.directs(agent, ticket):
        return _confidential()
    return "" if may_move(ticket, "reclassify") else reason(IllegalMove("reclassify", ticket.state))


def _told(ticket: Ticket, wish: Change, found: Outlook, moved: Any) -> dict[str, Any]:
    form, new = ticket.version.data["form"], wish.version.data
    return {
        "service": wish.version.name,
        "unit": found.place.unit.name,
        "kept": told(new["form"], found.kept, {}),
        "left": told(form, found.left, {}),
        "lacking": [question.label for question in found.lacking.questions],
        "declaration": found.lacking.declaration,
        "dates": [(name_of(clock, new), old, due) for clock, old, due in moved],
        "loses": ticket.assignee if found.place.unit.pk != ticket.unit_id else None,
        "opens": ticket.confidential and not new.get("confidential"),
        "closes": not ticket.confidential and bool(new.get("confidential")),
    }


def _pass_on(request: Any, ticket: Ticket, passing: Passing, wish: Change) -> HttpResponse:
    try:
        found = reclassify(
            ticket_id=ticket.pk, agent=request.person, institution=request.institution, wish=wish, at=now()
        )
    except SaidAlready:
        return redirect("desk:queue")
    except (
        AlreadyOpen,
        WrongReason,
        NothingChanges,
        PassedAlready,
        StaysConfidential,
        NoSuchPromise,
        IllegalMove,
        PermissionError,
    ) as problem:
        _note(passing, ticket, problem, request)
        return page(request, ticket, passing)
    words = gettext("%(code)s was passed on. The requester was told why, and of the date.")
    messages.success(request, words % {"code": found.code})
    return to_ticket(found) if may_read_on_desk(request.person, found) else redirect("desk:queue")


def _note(passing: Passing, ticket: Ticket, problem: Exception, request: Any) -> None:
    match problem:
        case WrongReason():
            passing.wrong_reason.append(str(problem))
        case NothingChanges():
            passing.general.append(_nothing())
        case PassedAlready():
            passing.general.append(_passed())
        case StaysConfidential():
            passing.general.append(_confidential())
        case AlreadyOpen():
            passing.general.append(_other(problem.ticket, request))
        case NoSuchPromise():
            passing.general.append(
                gettext(
                    "That service can promise no date now: its calendar ends too soon, or its term does not hold today."
                )
            )
        case _:
            passing.general.append(reason(problem))


def _other(other: Ticket, request: Any) -> str:
    """Which one stands in the way, as far as the agent may know of it."""
    if may_read_on_desk(request.person, other):
        words = gettext(
            "The requester has this open request of that service: %(code)s. Join the two instead."
        )
        return words % {"code": other.code}
    return gettext("It cannot be passed to that service now: speak with the unit that attends it.")


def _nothing() -> str:
    return gettext("It is with this service and this unit already.")


def _passed() -> str:
    return gettext(
        "Nothing was changed: somebody passed it on meanwhile. Above it says where it is now; go on if it is still "
        "wrong."
    )


def _confidential() -> str:
    return gettext("It is confidential: only a director of the unit may pass it to a service that is not.")


def page(
    request: Any, ticket: Ticket, passing: Passing, *, outlook: dict[str, Any] | None = None
) -> HttpResponse:
    context = {
        "ticket": ticket,
        "passing": passing,
        "outlook": outlook,
        # What is looked at was already refused, if it is elsewhere than on the page before.
        "was": standing(ticket),
        "fields": [] if outlook else passing.fields(ticket),
        "page_has_errors": passing.is_wrong,
    }
    return render(request, "desk/reclassification/page.html", context)

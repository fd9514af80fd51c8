"""A call, a visit, a message elsewhere: registered on behalf of whoever asked, and closed with it if it is resolved."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from ventanilla.catalogue import queries as catalogue
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.rules import WHOLE
from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.people.actions.introduce import NotIntroduced
from ventanilla.people.models import Person
from ventanilla.people.queries import who
from ventanilla.tickets import rules
from ventanilla.tickets.actions.message import NothingSaid, TooLong
from ventanilla.tickets.actions.register import Contact, NotYours, OwnRequest, register, register_newcomer
from ventanilla.tickets.actions.submit import AlreadyOpen, KeyOfAnother
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.intake import Incomplete, NotOpenToYou
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import desk_ticket
from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.registration.forms import NEW, SPOKEN, Noting


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any) -> HttpResponse:
    if not rules.unit_ids(request.person):
        raise Http404  # who attends nowhere registers nothing
    if request.method != "POST":
        return page(request, Noting.begun(request))
    noting = Noting.read(request)
    version = catalogue.current(noting.get("service"))
    if version is None:
        noting.wrong["service"] = gettext("Choose the service.")
    if noting.get("channel") not in SPOKEN:
        noting.wrong["channel"] = gettext("Choose how it came.")
    happened = noting.happened_at(request.institution.zoneinfo)
    if noting.shows or version is None or noting.wrong:
        noting.wrong = {} if noting.shows else noting.wrong
        return page(request, noting, version)
    contact = Contact(
        version=version,
        key=noting.key,
        channel=noting.get("channel"),
        said=noting.get("said"),
        answers=noting.answers,
        answer=noting.get("answer"),
        resolved=bool(noting.get("resolved")),
        happened_at=happened,
        follows=_followed(request, noting),
    )
    return _register(request, noting, contact)


def _register(request: Any, noting: Noting, contact: Contact) -> HttpResponse:
    at = now()
    if contact.resolved and not contact.answer.strip():
        noting.wrong["answer"] = gettext("Write what was answered.")
        return page(request, noting, contact.version)
    try:
        ticket = _registered(request, noting, contact, at)
    except NotIntroduced as problem:
        noting.wrong.update(problem.errors)
    except Incomplete as problem:
        noting.wrong.update(problem.errors)
    except NothingSaid:
        noting.wrong["said"] = gettext("Write what was asked.")
    except TooLong:
        noting.wrong["said"] = gettext("The text is longer than 20,000 characters. Shorten it.")
    except AlreadyOpen as problem:
        noting.wrong[WHOLE] = _other(problem.ticket, request)
    except (OwnRequest, NotYours, NotOpenToYou, NoSuchPromise, KeyOfAnother, TooOften) as problem:
        noting.wrong[WHOLE] = _why_not(problem)
    else:
        return _done(request, ticket, resolved=contact.resolved)
    return page(request, noting, contact.version)


def _registered(request: Any, noting: Noting, contact: Contact, at: datetime) -> Ticket:
    given: dict[str, Any] = {
        "institution": request.institution,
        "agent": request.person,
        "contact": contact,
        "at": at,
        "language": get_language() or "es",
    }
    if noting.get("person") == NEW:
        return register_newcomer(who=noting.newcomer, **given)
    person: Person | None = Person.objects.select_related("campus").filter(pk=noting.person_id).first()
    if person is None:
        raise NotIntroduced({"person": gettext("Say who it is.")})
    return register(requester=person, **given)


def _followed(request: Any, noting: Noting) -> Ticket | None:
    """The request that is over, of the same person; any other number changes nothing."""
    code = noting.get("follows")
    ticket = desk_ticket(request.person, code) if code else None
    return ticket if ticket is not None and ticket.requester_id == noting.person_id else None


def _done(request: Any, ticket: Ticket, *, resolved: bool) -> HttpResponse:
    words = (
        gettext("%(code)s is registered and closed. The requester receives what was answered.")
        if resolved
        else gettext("%(code)s is registered. The requester receives the number, if there is an address.")
    )
    messages.success(request, words % {"code": ticket.code})
    if not resolved and rules.may_read_on_desk(request.person, ticket):
        return redirect("desk:ticket", ticket.code)
    return redirect("desk:registration")


def _other(other: Ticket, request: Any) -> str:
    if rules.may_read_on_desk(request.person, other):
        words = gettext("There is an open request of this service already, %(code)s: add it there.")
        return words % {"code": other.code}
    return gettext("There is an open request of this service already: speak with the unit that attends it.")


def _why_not(problem: Exception) -> str:
    match problem:
        case OwnRequest():
            return gettext("This is you: ask for it on the portal, as anybody does.")
        case NotYours():
            return gettext("Another unit attends this service: register it without closing it.")
        case NotOpenToYou():
            return gettext("This service is not open to that person, or not now.")
        case NoSuchPromise():
            return gettext(
                "That service can promise no date now: its calendar ends too soon, or its term does not hold today."
            )
        case TooOften():
            return gettext("Too many were registered in the last hour. Wait a little.")
    return gettext("This form was sent for somebody else before: begin a new one.")


def page(request: Any, noting: Noting, version: ServiceVersion | None = None) -> HttpResponse:
    at = now()
    people = who(noting.query) if noting.query else []
    chosen = noting.person_id
    if chosen and chosen not in {one.pk for one in people}:
        people = [*Person.objects.filter(pk=chosen), *people]
    fields = noting.fields(people, version, at=at)
    shown = {one.name.removeprefix("reg-") for one in fields}
    context = {
        "noting": noting,
        "people": people,
        "fields": fields,
        "service": version,
        "general": [words for name, words in noting.wrong.items() if name not in shown],
        "page_has_errors": bool(noting.wrong),
        "at": at,
    }
    return render(request, "desk/registration/page.html", context)

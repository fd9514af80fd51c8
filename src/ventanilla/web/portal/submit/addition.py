"""What was meant for a second request joins the one that is open (UNE-13)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ventanilla.catalogue import queries as catalogue
from ventanilla.lib.clock import now
from ventanilla.tickets import queries
from ventanilla.tickets.actions import draft as drafts
from ventanilla.tickets.actions.message import NothingSaid, TooLong
from ventanilla.tickets.actions.request import CorrectionOver, reply
from ventanilla.tickets.moves import IllegalMove
from ventanilla.web.portal.submit import papers as paper
from ventanilla.web.portal.submit import shows
from ventanilla.web.portal.submit.forms import read


@require_POST
def add(request: Any, slug: str) -> HttpResponse:
    version, at, person = catalogue.current(slug), now(), request.person
    if version is None:
        raise Http404
    address = reverse("portal:form", args=[slug])
    if person is None:
        return redirect_to_login(address, reverse("account_login"))
    ticket = queries.open_of_service(person, version.service)
    if ticket is None:
        messages.info(request, gettext("The earlier request has ended meanwhile: you can send a new one."))
        return redirect(address)
    sent = read(request, version)
    documents = paper.held(sent.key, person) if sent.key else {}
    try:
        reply(
            ticket_id=ticket.pk,
            requester=person,
            body=request.POST.get("body", ""),
            documents=[document for given in documents.values() for document in given],
            at=at,
            channel="portal",
        )
    except (NothingSaid, TooLong) as problem:
        papers = paper.Papers(documents)
        return shows.already_open(request, version, ticket, sent, papers, problem=problem, at=at)
    except IllegalMove:
        messages.info(request, gettext("The earlier request has ended meanwhile: you can send a new one."))
        return redirect(address)
    except CorrectionOver:
        words = gettext(
            "The time to correct the request %(code)s is over: nothing can be added to it any more."
        )
        messages.error(request, words % {"code": ticket.code})
        return redirect("portal:ticket", ticket.code)
    if sent.key:
        drafts.discard(key=sent.key, person=person)
    messages.success(request, gettext("It was added to your request."))
    return redirect("portal:ticket", ticket.code)

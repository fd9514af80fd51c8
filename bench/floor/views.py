"""Three bare views: an answer, a list of 25, a form that writes two rows."""

import os
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.models import Account, Person
from ventanilla.tickets.models import IS_OPEN, Message, Ticket

ROWS = 25


def ok(_request: Any) -> HttpResponse:
    return HttpResponse("ok")


def listed(request: Any) -> HttpResponse:
    """Session, account, one query."""
    Account.objects.get(pk=request.session[SESSION_KEY])
    with acting_in(request.session["institution"]):
        rows = Ticket.objects.filter(IS_OPEN, unit_id=int(request.GET["unit"])).order_by("due_at", "id")
        rows = rows.select_related("requester", "service")[:ROWS]
        return render(request, "list.html", {"tickets": rows})


def form(request: Any) -> HttpResponse:
    """Session and account at both; two INSERTs in one transaction, like a ticket that is there."""
    account = Account.objects.get(pk=request.session[SESSION_KEY])
    if request.method == "GET":
        return render(request, "form.html")
    with acting_in(request.session["institution"]), transaction.atomic():
        person = Person.objects.get(account=account)
        like = Ticket(**request.session["like"])
        key, at = uuid4(), now()
        like.requester = like.registered_by = person
        like.code, like.submission_key, like.salt = f"FLOOR-{key.hex[:16]}", key, os.urandom(16)
        like.created_at = like.last_activity_at = at
        like.due_at = at + timedelta(days=5)
        like.save(force_insert=True)
        Message.objects.create(
            ticket=like,
            kind="request",
            author=person,
            by_requester=True,
            body=request.POST["body"],
            salt=os.urandom(16),
            channel="portal",
            created_at=at,
        )
    return redirect("/bare/")


urlpatterns = [path("bare/", ok), path("bare/list/", listed), path("bare/form/", form)]

"""The pages of a form: to be filled in, not open to this person, already open. All keep what was written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.rules import WHOLE
from ventanilla.tickets.actions.message import LONGEST, TooLong
from ventanilla.tickets.models import Ticket
from ventanilla.web.components.bound import in_this_language
from ventanilla.web.components.field import Field
from ventanilla.web.portal import openness
from ventanilla.web.portal.promised import promised
from ventanilla.web.portal.submit import earlier
from ventanilla.web.portal.submit.bearer import bearer_of
from ventanilla.web.portal.submit.forms import Sent
from ventanilla.web.portal.submit.papers import Papers
from ventanilla.web.portal.submit.questions import fields
from ventanilla.web.portal.submit.telling import written


def not_this_form() -> str:
    return gettext(
        "This form was opened by somebody else or too long ago. Your words are in a new one: "
        "please check it, add your files again and send it."
    )


def form(
    request: Any,
    version: ServiceVersion,
    sent: Sent,
    *,
    at: datetime,
    papers: Papers | None = None,
    errors: Mapping[str, str] | None = None,
    general: Sequence[str] = (),
    ended: bool = False,
) -> HttpResponse:
    """`ended`: the earlier request that was named is over, so a new one may follow it."""
    errors, institution = dict(errors or {}), request.institution
    told = promised(version, institution=institution, person=request.person, at=at)
    if told.undated:
        return undated(request, version, told.undated, sent, at=at)
    whole = [errors.pop(WHOLE)] if WHOLE in errors else []
    asked = fields(
        version,
        sent,
        institution=institution,
        today=at.astimezone(institution.zoneinfo).date(),
        errors=errors,
        documents=papers.documents if papers else {},
    )
    beside = earlier.fields(version, sent, errors, ended=ended)
    return render(
        request,
        "portal/submit/page.html",
        {
            **_common(request, version, sent, at),
            "fields": asked,
            "earlier": beside,
            "earlier_open": bool(sent.earlier or ended),
            "all_fields": [*asked, *beside],
            "general": [*general, *whole],
            "page_has_errors": bool(errors or whole or general),
            "promised": told,
            "hours": told.hours,
        },
    )


def closed(request: Any, version: ServiceVersion, reason: str, sent: Sent, *, at: datetime) -> HttpResponse:
    words = {
        "reason": openness.sentence(reason, version, request.institution),
        "written": written(version, sent),
    }
    return render(request, "portal/submit/closed.html", {**_common(request, version, sent, at), **words})


def undated(request: Any, version: ServiceVersion, reason: str, sent: Sent, *, at: datetime) -> HttpResponse:
    """Nobody could say until when it would be answered: what was written waits, and can be sent later."""
    words = {"reason": reason, "written": written(version, sent), "undated": True}
    return render(request, "portal/submit/closed.html", {**_common(request, version, sent, at), **words})


def already_open(
    request: Any,
    version: ServiceVersion,
    ticket: Ticket,
    sent: Sent,
    papers: Papers,
    *,
    at: datetime,
    problem: Exception | None = None,
) -> HttpResponse:
    """The open request, and a place to add to it what was written for a second one."""
    body = Field(
        name="body",
        kind="long",
        label=in_this_language(gettext("What do you want to add?")),
        required=True,
        value=request.POST.get("body") or written(version, sent),
        errors=[_in_words(problem)] if problem else [],
        max_length=LONGEST,
        rows=8,
    )
    documents = [document for given in papers.documents.values() for document in given]
    told = {"ticket": ticket, "body": body, "fields": [body], "documents": documents}
    told["page_has_errors"] = problem is not None
    return render(request, "portal/submit/already_open.html", {**_common(request, version, sent, at), **told})


def _in_words(problem: Exception) -> str:
    if isinstance(problem, TooLong):
        words = ngettext("At most %(n)d character fits.", "At most %(n)d characters fit.", LONGEST)
        return words % {"n": LONGEST}
    return gettext("Please write what you want to add.")


def _common(request: Any, version: ServiceVersion, sent: Sent, at: datetime) -> dict[str, Any]:
    key = sent.key
    return {
        "at": at,
        "slug": version.slug,
        "form_version": version.n,
        "service": version.data,
        "sent": sent,
        "bearer": bearer_of(key, request.person) if key and request.person else "",
        "keep": f"{request.institution.slug}/{version.slug}/{request.person.pk}",
        "crumbs": [
            (gettext("Start"), reverse("portal:home")),
            (version.data["name"], reverse("portal:service", args=[version.slug])),
            (gettext("Request"), ""),
        ],
    }

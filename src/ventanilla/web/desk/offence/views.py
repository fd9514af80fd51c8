"""Offence and harassment at the desk: reported with the passage, judged by the unit's director (UNE-12)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ventanilla.catalogue.offer import restricted
from ventanilla.lib.clock import now
from ventanilla.people.models import RoleKind
from ventanilla.tickets import judging, keyset
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import offence as acts
from ventanilla.tickets.intake import NotOpenToYou
from ventanilla.tickets.models import Attachment, Evidence, Message, Offence
from ventanilla.tickets.parts import parts
from ventanilla.web.components import enclosures, reported
from ventanilla.web.components.field import Choice
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.offence import refusal
from ventanilla.web.desk.refusal import REFUSALS, why
from ventanilla.web.desk.ticket.reading import shown
from ventanilla.web.desk.words import choice, passage

JOINED = ("ticket__version", "unit", "reporter")


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def report(request: Any, code: str, pk: int) -> HttpResponse:
    """A message of the conversation, with the passage that offends."""
    ticket = ticket_or_404(request, code)
    message = Message.objects.filter(pk=pk, ticket__in=parts(ticket.pk)).select_related("author").first()
    if message is None or message.author_id == request.person.pk:
        raise Http404
    message.ticket = ticket
    wrong: list[str] = []
    said = {"passage": request.POST.get("passage", message.body), "reason": request.POST.get("reason", "")}
    if request.method == "POST":
        try:
            made = acts.report(
                message=message,
                reporter=request.person,
                marked=said["passage"],
                reason=said["reason"],
                channel="desk",
                at=now(),
            )
        except REFUSALS as problem:
            wrong.append(why(problem))
        else:
            messages.success(request, reported.known(made))
            return to_ticket(ticket, "#talk")
    context = {
        "ticket": ticket,
        "message": message,
        "wrong": wrong,
        "fields": report_fields(said),
        "page_has_errors": bool(wrong),
    }
    return render(request, "desk/offence/report.html", context)


def report_fields(said: dict[str, str]) -> list[Any]:
    help_text = _("Leave the words that offend, as they were written, and take the others away.")
    return [
        passage("passage", _("Passage"), said["passage"], help_text=help_text, rows=5),
        passage("reason", _("Why do you report it?"), said["reason"], rows=3),
    ]


@require_safe
@for_agents
def queue(request: Any) -> HttpResponse:
    """What was reported in the units that somebody directs, the latest first."""
    person = request.person
    if not person.has_role(RoleKind.DIRECTOR, RoleKind.ADMINISTRATOR):
        raise Http404
    found = keyset.page(
        [judging.visible(person)],
        key="at",
        newest=True,
        after=request.GET.get("after", ""),
        joined=JOINED,
    )
    here = reverse("desk:offences")
    context = {
        "rows": [*judging.unjudged(person), *found.rows],
        "older": f"{here}?{urlencode({'after': found.older})}" if found.older else "",
        "newest": here if request.GET.get("after") else "",
    }
    return render(request, "desk/offence/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, pk: int) -> HttpResponse:
    """The passage in its message; dismissed with a reason, or a disciplinary case."""
    made = _judged_or_404(request, pk)
    wrong, reason, wanted = [], request.POST.get("reason", ""), request.POST.get("service", "")
    if request.method == "POST":
        try:
            _judge(request, made, reason)
        except refusal.REFUSALS as problem:
            wrong.append(refusal.why(problem))
        else:
            return redirect("desk:offence", pk=made.pk)
    if made.ticket.confidential:
        attend.note_reading(ticket=made.ticket, reader=request.person, at=now())
    body = made.message.body
    services = list(restricted()) if made.status == Offence.Status.REPORTED else []
    context = {
        "made": made,
        "before": body[: made.start],
        "passage": body[made.start : made.end],
        "after": body[made.end :],
        "open": made.status == Offence.Status.REPORTED,
        "service": choice(
            "service",
            _("Which case?"),
            [Choice(one.slug, one.data["name"]) for one in services],
            next((one.slug for one in services if one.slug == wanted), services[0].slug if services else ""),
        ),
        "services": services,
        "reason": passage("reason", _("Your reason"), reason),
        "key": enclosures.key_of(request),
        "wrong": wrong,
        "page_has_errors": bool(wrong),
    }
    return render(request, "desk/offence/page.html", context)


@require_safe
@for_agents
def evidence(request: Any, code: str) -> HttpResponse:
    """What a disciplinary case rests on, and whether it is still what was said."""
    ticket = ticket_or_404(request, code)
    rows = list(
        Evidence.objects.filter(case__in=parts(ticket.pk)).select_related("message__author").order_by("id")
    )
    if not rows:
        raise Http404
    attached = Attachment.objects.filter(ticket__in=parts(ticket.pk), question__startswith="evidence:")
    context = {
        "ticket": ticket,
        "rows": [(one, judging.is_intact(one)) for one in rows],
        "files": [shown(one, request.person) for one in attached.select_related("document").order_by("id")],
    }
    return render(request, "desk/offence/evidence.html", context)


def _judge(request: Any, made: Offence, reason: str) -> None:
    at = now()
    if request.POST.get("decision") != "case":
        acts.dismiss(offence_id=made.pk, director=request.person, reason=reason, at=at)
        messages.success(request, gettext("No case is opened. The reason stays on record."))
        return
    slug = request.POST.get("service", "")
    version = restricted().filter(slug=slug).first() if slug.isprintable() else None
    if version is None:  # switched off meanwhile
        raise NotOpenToYou("off")
    done = acts.open_case(
        offence_id=made.pk,
        director=request.person,
        institution=request.institution,
        version=version,
        reason=reason,
        key=enclosures.key_of(request),
        at=at,
    )
    words = gettext("The case %(code)s is open. The evidence is attached and sealed.")
    messages.success(request, words % {"code": done.case.code if done.case else ""})


def _judged_or_404(request: Any, pk: int) -> Offence:
    rows = Offence.objects.select_related(
        "ticket", "unit", "reporter", "decided_by", "message", "accused", "case"
    )
    made: Offence | None = rows.filter(pk=pk).first()
    if made is None or not judging.may_judge(request.person, made):
        raise Http404
    return made

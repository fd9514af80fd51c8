"""What kind of user the requester is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ventanilla.institutions.models import Section
from ventanilla.lib.clock import now
from ventanilla.tickets import rules
from ventanilla.tickets.actions.classify import ClassifiedAlready, NoSuchType, classify
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.views import told_why


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    if request.method == "POST":
        try:
            with told_why(request):
                classify(
                    ticket_id=ticket.pk,
                    agent=request.person,
                    user_type=request.POST.get("user_type", ""),
                    was=request.POST.get("was"),
                    at=now(),
                )
        except ClassifiedAlready:
            words = gettext(
                "Nothing was changed: somebody chose another type meanwhile, the one marked here."
            )
            messages.error(request, words)
            return redirect("desk:classification", code=ticket.code)
        except NoSuchType as unknown:
            raise Http404 from unknown
        return to_ticket(ticket)
    types = Section.objects.get(name="people").data["user_types"]
    choices = [Choice(known["slug"], known["name"], known.get("definition") or "") for known in types]
    asked = Field(
        "user_type", "choice", _("User type"), required=True, choices=choices, value=ticket.user_type
    )
    return render(request, "desk/classification/page.html", {"ticket": ticket, "asked": asked})

"""One person's roles: given and taken, each time with the reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people import queries, rules
from ventanilla.people.actions import roles
from ventanilla.people.models import Person, RoleChange
from ventanilla.tickets.actions import succession
from ventanilla.web.office.access import for_office
from ventanilla.web.office.people import listing
from ventanilla.web.office.people.forms import Giving

LONGEST = 100
LATEST = 20


@require_safe
@for_office
def find(request: Any) -> HttpResponse:
    """Somebody by what he is known by: address, user name or code."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = queries.found_by(query)
    context = {
        "query": query,
        "found": found,
        "crumbs": [(gettext("Units and people"), reverse("office:units")), (gettext("Find a person"), "")],
    }
    return render(request, "office/people/find.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def person(request: Any, pk: int) -> HttpResponse:
    """Read the roles of somebody; POST gives one."""
    somebody = person_or_404(pk)
    units = [
        one
        for one in Unit.objects.filter(active=True).order_by("slug")
        if rules.directs(request.person, one.pk)
    ]
    giving = Giving(request, units, listing.role_words())
    if request.method == "POST" and giving.give(to=somebody, at=now()):
        messages.success(request, gettext("The role is given. It holds from now on."))
        return redirect("office:person", pk=pk)
    return render(request, "office/people/page.html", shown(request, somebody, giving))


@require_POST
@for_office
def taking(request: Any, pk: int) -> HttpResponse:
    """Take a role back."""
    somebody = person_or_404(pk)
    asked = request.POST.get("role", "")
    try:
        change = roles.take(
            role_id=int(asked) if asked.isdecimal() and len(asked) < 19 else 0,
            person=somebody,
            by=request.person,
            reason=request.POST.get("reason", ""),
            at=now(),
        )
    except PermissionError as refused:
        raise Http404 from refused
    except roles.NoReason:
        messages.error(request, gettext("Nothing changed: write the reason, in at most 400 characters."))
    except roles.HasNot:
        messages.info(request, gettext("The role was taken already."))
    except roles.LastAdministrator:
        messages.error(
            request,
            gettext("Nothing changed: this is the last administrator. Give the role to somebody else first."),
        )
    else:
        return taken(request, somebody, change)
    return redirect("office:person", pk=pk)


def taken(request: Any, somebody: Person, change: RoleChange) -> HttpResponse:
    """What he attends in the unit stays there; whoever took his last role in it is offered to hand it over."""
    unit_id = change.unit_id
    here = {role.unit_id for role in queries.roles_of(somebody)}
    if (
        change.unit is None
        or unit_id is None
        or unit_id in here
        or not succession.attended(somebody.pk, unit_id)
    ):
        messages.success(
            request,
            gettext("The role is taken. Open requests stay in their unit; its director hands them on."),
        )
        return redirect("office:person", pk=somebody.pk)
    messages.success(request, gettext("The role is taken. These requests need somebody else now."))
    return redirect("office:succession", pk=somebody.pk, slug=change.unit.slug)


def person_or_404(pk: int) -> Person:
    somebody = queries.with_his_roles(pk) if pk < 2**63 else None
    if somebody is None:
        raise Http404
    return somebody


def shown(request: Any, somebody: Person, giving: Giving) -> dict[str, Any]:
    administers = rules.administers(request.person)
    return {
        "somebody": somebody,
        "roles": [
            {
                "role": role,
                "words": giving.words[role.kind],
                "may_take": rules.may_hand_out(request.person, role.kind, role.unit_id),
                "directs": role.unit_id is not None and rules.directs(request.person, role.unit_id),
            }
            for role in somebody.roles
        ],
        "changes": [
            {"change": change, "words": giving.words[change.kind]}
            for change in queries.role_changes(somebody, most=LATEST)
            if administers or rules.directs(request.person, change.unit_id)
        ],
        "fields": giving.fields(),
        "general": giving.general,
        "page_has_errors": giving.wrong,
        "crumbs": [(gettext("Units and people"), reverse("office:units")), (somebody.full_name, "")],
    }

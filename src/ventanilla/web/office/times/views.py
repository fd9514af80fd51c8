"""How much time each service has, and by how complex it is held to be: the director's own decision."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Section, TermVersion
from ventanilla.lib.clock import now
from ventanilla.people.models import Person, RoleKind
from ventanilla.people.rules import administers, directed_units, directs
from ventanilla.publishing.actions import Gone
from ventanilla.publishing.pacing import NoSuchComplexity, set_complexity
from ventanilla.publishing.soundness import Unsound
from ventanilla.tickets.quantities import how_many
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.office.access import for_roles
from ventanilla.web.office.sheets.part import Faults


@dataclass(frozen=True)
class OfService(Field):
    """One of many on the page: its id carries the service."""

    service: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.name}_{self.service}"


WORDS = {"low": _("Low"), "medium": _("Medium"), "high": _("High")}
for_directors = for_roles(RoleKind.ADMINISTRATOR, RoleKind.DIRECTOR)


@require_safe
@for_directors
def show(request: Any) -> HttpResponse:
    terms = {row.slug: row.data for row in TermVersion.objects.filter(current=True)}
    types = Section.objects.filter(name="request_types").values_list("data", flat=True).first() or []
    by_type = {one["slug"]: one.get("term") for one in types}
    rows = [_row(version, terms, by_type) for version in _services(request.person)]
    return render(request, "office/times/page.html", {"rows": rows})


@require_POST
@for_directors
def change(request: Any, slug: str) -> HttpResponse:
    try:
        changed = set_complexity(
            slug=slug,
            complexity=request.POST.get("complexity", ""),
            by=request.person,
            institution=request.institution,
            at=now(),
            may=lambda held: directs(request.person, held.unit_id),
        )
    except (Gone, NoSuchComplexity) as error:
        raise Http404 from error
    except Unsound as unsound:
        for words in Faults(unsound.faults).general():
            messages.error(request, words)
        return redirect("office:times")
    if changed:
        messages.success(
            request,
            gettext("Requests from now on have the new time. Those that are open keep their promise."),
        )
    return redirect("office:times")


def _services(person: Person) -> Any:
    mine = Q() if administers(person) else Q(service__unit__in=directed_units(person))
    rows = ServiceVersion.objects.filter(mine, current=True, service__active=True)
    return rows.select_related("service__unit").order_by("service__unit__slug", "slug")


def _row(version: ServiceVersion, terms: dict[str, Any], by_type: dict[str, str | None]) -> dict[str, Any]:
    data = version.data
    slug = data["terms"].get("resolution") or by_type.get(data["request_type"])
    term = terms.get(slug or "", {})
    amounts = term.get("amounts") or {}
    return {
        "slug": version.slug,
        "name": data["name"],
        "unit": version.service.unit.name,
        "term": term.get("name", ""),
        "field": _field(version.slug, term, amounts, data.get("complexity")),
        "time": how_many(term["unit"], term["amount"]) if term.get("amount") else "",
    }


def _field(slug: str, term: dict[str, Any], amounts: dict[str, int], complexity: str | None) -> Field | None:
    if not amounts:
        return None
    choices = [Choice(key, f"{WORDS[key]}: {how_many(term['unit'], amounts[key])}") for key in WORDS]
    return OfService(
        "complexity",
        "choice",
        term["name"],
        required=True,
        choices=choices,
        value=complexity or "",
        service=slug,
    )

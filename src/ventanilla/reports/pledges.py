"""What the services promise: their names, and the time that each is given by its complexity."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import JSONObject

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Section, TermVersion
from ventanilla.tickets.quantities import how_many


@dataclass(frozen=True)
class Pledge:
    """`complexity` is today's; `term` the data of the term of its answer."""

    service_id: int
    slug: str
    name: Any
    complexity: str
    term: dict[str, Any]

    def time(self, complexity: str) -> str:
        """In the words of the term's unit; empty where the term says nothing of it."""
        amounts = self.term.get("amounts") or {}
        amount = amounts.get(complexity or "medium") if amounts else self.term.get("amount")
        return how_many(self.term["unit"], amount) if amount else ""


def pledges(service_ids: Collection[int]) -> dict[int, Pledge]:
    """By the service's id, as they are today; one statement."""
    shape = JSONObject(
        name="data__name", terms="data__terms", type="data__request_type", complexity="data__complexity"
    )
    columns = ("what", "slug", "of", "told")
    services = _labelled(
        ServiceVersion.objects.filter(current=True, service__in=service_ids), "service"
    ).annotate(of=F("service_id"), told=shape)
    terms = _labelled(TermVersion.objects.filter(current=True), "term").annotate(of=F("pk"), told=F("data"))
    types = _labelled(Section.objects.filter(name="request_types"), "types").annotate(
        slug=F("name"), of=F("pk"), told=F("data")
    )
    others = (rows.values_list(*columns) for rows in (terms, types))
    found = list(services.values_list(*columns).union(*others, all=True))
    known = {slug: told for what, slug, _, told in found if what == "term"}
    by_type = {one["slug"]: one.get("term") for what, *_, told in found if what == "types" for one in told}
    return {
        of: _pledge(of, slug, told, known, by_type) for what, slug, of, told in found if what == "service"
    }


def _pledge(
    service_id: int, slug: str, told: dict[str, Any], known: dict[str, Any], by_type: dict[str, str | None]
) -> Pledge:
    term = told["terms"].get("resolution") or by_type.get(told["type"]) or ""
    return Pledge(service_id, slug, told["name"], told["complexity"] or "", known.get(term, {}))


def _labelled(rows: Any, what: str) -> Any:
    return rows.annotate(what=Value(what, output_field=CharField()))

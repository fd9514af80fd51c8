"""The units that somebody looks after, one of them at a time."""

from typing import Any

from django.http import Http404

from ventanilla.institutions.models import Unit
from ventanilla.people import rules


def directed(request: Any) -> list[Unit]:
    """Administrators look after every unit, a director after his own."""
    return [unit for unit in Unit.objects.order_by("slug") if rules.directs(request.person, unit.pk)]


def chosen(units: list[Unit], slug: str) -> Unit:
    """The unit asked for, or the first; a forbidden one is not there."""
    found = next((unit for unit in units if not slug or unit.slug == slug), None)
    if found is None:
        raise Http404
    return found

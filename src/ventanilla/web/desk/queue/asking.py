"""Which list is asked for, read from the address, and the addresses of its neighbours."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from ventanilla.institutions.models import Unit
from ventanilla.tickets import queue
from ventanilla.tickets.queue.naming import NAMES, Chosen, chosen
from ventanilla.tickets.queue.place import Place

#: More units than this are looked at one by one.
MOST_TOGETHER = 12
LONGEST_QUERY = 500


@dataclass(frozen=True)
class Asked:
    """`units`: those one may open; `unit`: the one that was chosen, None for all; `words`: what is searched."""

    person: Any
    view: queue.View
    units: list[Any]  # with `held` and `mark` (queue.held_units)
    unit: Any
    sort: queue.Sort
    chosen: Chosen
    params: dict[str, str] = field(default_factory=dict)
    after: Place | None = None
    words: str = ""

    @property
    def shown(self) -> list[Any]:
        """The units whose tickets are in the list."""
        if not self.view.of_unit:
            attended = queue.Sight.of(self.person).attended
            return [unit for unit in self.units if unit.pk in attended]
        return [self.unit] if self.unit else self.units

    @property
    def list(self) -> queue.List:
        sight = queue.Sight.of(self.person)
        return queue.List(self.view, self.sort, sight, [unit.pk for unit in self.shown], self.chosen.filters)

    def query(self, **changes: str) -> str:
        """Of this list's address, with changes; an empty value takes a parameter out."""
        held = {"view": self.view.slug, "unit": self.unit.slug if self.unit else "", **self.params, **changes}
        return urlencode({name: value for name, value in held.items() if value})

    def url(self, **changes: str) -> str:
        return f"{reverse('desk:queue')}?{self.query(**changes)}"

    def view_url(self, view: queue.View) -> str:
        """Another view begins without filters, in the same unit."""
        if view.page:
            return reverse(view.page)
        where = {"unit": self.unit.slug} if self.unit and view.of_unit else {}
        return f"{reverse('desk:queue')}?{urlencode({'view': view.slug, **where})}"


def asked(request: Any) -> Asked:
    """Raises Http404 for a view or a unit that is not there for whoever asks. Two statements where it filters."""
    given, person = request.GET, request.person
    view = queue.VIEWS.get(given.get("view", "unit"))
    if view is None or view.page or (view.secret and not queue.Sight.of(person).cleared):
        raise Http404
    units = queue.held_units(person)
    unit = unit_of(units, given.get("unit", ""), all_at_once=len(units) <= MOST_TOGETHER)
    found = chosen(given, view)
    sort = view.sort(given.get("sort", ""))
    params = {name: given[name].strip() for name in NAMES if name in found.names}
    if sort is not view.sorts[0]:
        params["sort"] = sort.slug
    return Asked(
        person=person,
        view=view,
        units=units,
        unit=unit,
        sort=sort,
        chosen=found,
        params=params,
        after=queue.read_cursor(given.get("after", "")),
        words=given.get("q", "").strip()[:LONGEST_QUERY],
    )


def unit_of(units: list[Unit], slug: str, *, all_at_once: bool) -> Unit | None:
    """The unit asked for, otherwise all (None) or, where they are many, the first; a forbidden one is not there."""
    if not slug:
        return None if all_at_once and len(units) != 1 else next(iter(units), None)
    for unit in units:
        if unit.slug == slug:
            return unit
    raise Http404

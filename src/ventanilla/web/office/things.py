"""The thing that a page is about: fetched through whoever may look after it, otherwise it is not there."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from ventanilla.catalogue.models import Service
from ventanilla.people import rules
from ventanilla.people.models import Person
from ventanilla.publishing.kind import Held, Kind
from ventanilla.publishing.models import Edit
from ventanilla.publishing.table import KINDS

#: A director looks after what is his unit's; the rest is the institution's.
OF_UNITS = frozenset({"service", "unit"})


@dataclass(frozen=True)
class Thing:
    kind: Kind
    held: Held

    @property
    def name(self) -> Any:
        return self.held.data["name"]

    @property
    def url(self) -> str:
        """Its own page, or the list in which it stands."""
        return url_of(self.kind.name, self.held.slug)

    def address(self, page: str, *more: str) -> str:
        """Of a page about it: `draft`, `edit`, `publication`, `update`."""
        return reverse(f"office:{self.kind.name}_{page}", args=[self.held.slug, *more])

    def seen_by_students(self, edit: Edit | None = None) -> str:
        """Where a student reads it, with the draft in its place; nothing where no page shows it."""
        page = _portal_page(self)
        return f"{page}?preview={edit.pk}" if page and edit else page

    def crumbs(self, *more: Any) -> list[tuple[Any, str]]:
        first = {
            "service": (gettext("Catalogue"), reverse("office:catalogue")),
            "category": (gettext("Catalogue"), reverse("office:catalogue")),
            "calendar": (gettext("Hours"), reverse("office:calendars")),
            "unit": (gettext("Units and people"), reverse("office:units")),
        }[self.kind.name]
        own = self.url if more and self.kind.name in OF_UNITS else ""
        return [first, (self.name, own), *((words, "") for words in more)]


def url_of(kind: str, slug: str) -> str:
    match kind:
        case "category":
            return reverse("office:catalogue")
        case "calendar":
            return reverse("office:calendars")
    return reverse(f"office:{kind}", args=[slug])


def may_look_after(person: Person | None, kind: str, held: Held) -> bool:
    return rules.directs(person, held.unit_id) if kind in OF_UNITS else rules.administers(person)


def thing_or_404(request: Any, kind: str, slug: str) -> Thing:
    held = KINDS[kind].held(slug)
    if held is None or not may_look_after(request.person, kind, held):
        raise Http404
    return Thing(KINDS[kind], held)


def _portal_page(thing: Thing) -> str:
    slug = thing.held.slug
    match thing.kind.name:
        case "service":
            return reverse("portal:service", args=[slug])
        case "category":
            return reverse("portal:category", args=[slug])
        case "calendar":
            return reverse("portal:places")
    attended = (
        Service.objects.filter(unit_id=thing.held.unit_id, active=True).order_by("position", "id").first()
    )
    return reverse("portal:service", args=[attended.slug]) if attended else ""

"""The pages of the office in the order of its menu, each with the roles that it is for.

A new page joins by a line here; its view is guarded by the same roles (access.for_roles).
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ventanilla.people.models import Person, RoleKind
from ventanilla.people.rules import OFFICE

ADMINISTRATORS = (RoleKind.ADMINISTRATOR,)
WITH_DIRECTORS = (RoleKind.ADMINISTRATOR, RoleKind.DIRECTOR)


@dataclass(frozen=True)
class Entry:
    words: Any
    url_name: str
    roles: tuple[str, ...]


ENTRIES = (
    Entry(_("Today"), "office:home", OFFICE),
    Entry(_("Board"), "office:board", WITH_DIRECTORS),
    Entry(_("To decide"), "office:decisions", (RoleKind.DIRECTOR,)),
    Entry(_("Hand out"), "office:handing_first", (RoleKind.DIRECTOR,)),
    Entry(_("Evaluations"), "office:evaluations", (*WITH_DIRECTORS, RoleKind.QUALITY)),
    Entry(_("My evaluations"), "office:my_evaluations", (RoleKind.DIRECTOR,)),
    Entry(_("Critical matters"), "office:executive", (RoleKind.EXECUTIVE,)),
    Entry(_("Catalogue"), "office:catalogue", WITH_DIRECTORS),
    Entry(_("Hours"), "office:calendars", ADMINISTRATORS),
    Entry(_("Deadlines that move"), "office:changes", ADMINISTRATORS),
    Entry(_("Try a deadline"), "office:deadlines", (*WITH_DIRECTORS, RoleKind.QUALITY)),
    Entry(_("What expired"), "office:breaches", OFFICE),
    Entry(_("Pauses"), "office:pauses", WITH_DIRECTORS),
    Entry(_("Times of the services"), "office:times", WITH_DIRECTORS),
    Entry(_("Units and people"), "office:units", WITH_DIRECTORS),
    Entry(_("Shifts and absences"), "office:shifts", WITH_DIRECTORS),
    Entry(_("Directory"), "office:directory", ADMINISTRATORS),
)


def of(person: Person | None) -> list[Entry]:
    """What somebody finds in the menu."""
    return [entry for entry in ENTRIES if person is not None and person.has_role(*entry.roles)]


def rail(person: Person | None, path: str) -> list[dict[str, Any]]:
    """As components/_rail.html shows it; the page of the longest address that `path` begins with is the current."""
    views = [{"words": entry.words, "url": reverse(entry.url_name)} for entry in of(person)]
    here = max((view["url"] for view in views if path.startswith(view["url"])), key=len, default="")
    return [{**view, "current": view["url"] == here, "count": None} for view in views]

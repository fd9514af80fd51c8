"""Who may be spoken of, and what is wrong with what was said."""

from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, gettext

from ventanilla.lib.text import said
from ventanilla.people.models import Person, Role
from ventanilla.tickets import rules
from ventanilla.tickets.models import Macro
from ventanilla.tickets.tags import WrongTag


def agents(person: Person) -> list[dict[str, Any]]:
    """Who attends in the units that one attends; one statement."""
    roles = Role.objects.filter(kind__in=rules.ATTENDING, unit_id__in=rules.unit_ids(person))
    found = {role.person_id: role.person for role in roles.select_related("person")}
    people = sorted(found.values(), key=lambda one: one.full_name.casefold())
    return [{"value": str(one.pk), "words": one.full_name} for one in people]


def macros(person: Person) -> list[dict[str, Any]]:
    """Those of every unit and of one's own; one statement."""
    here = Q(unit=None) | Q(unit__in=rules.unit_ids(person))
    rows = Macro.objects.filter(here, active=True).order_by("slug")
    return [{"value": row.slug, "words": said(row.name, get_language()).words} for row in rows]


def reason(problem: Exception, asks: str = "agent") -> str:
    if asks == "macro":
        return gettext("Choose a macro.")
    if isinstance(problem, WrongTag):
        return gettext("Write a tag of 40 characters at most.")
    return gettext("Choose who is to be responsible.")

"""The lists that people keep by a name."""

from django.db.models import Q

from ventanilla.people.models import Person, RoleKind
from ventanilla.tickets import rules
from ventanilla.tickets.models import SavedView

#: Of one's own and of each unit: more nobody finds his way in.
MOST = 50


def saved_views(person: Person) -> list[SavedView]:
    """One's own and those of the units that one attends; one statement."""
    mine = Q(person=person, unit=None) | Q(unit_id__in=rules.unit_ids(person))
    return list(SavedView.objects.filter(mine).order_by("name", "id")[: 4 * MOST])


def may_change(person: Person, view: SavedView) -> bool:
    """Who made it, while he attends its unit; its unit's directors too."""
    if view.unit_id is None:
        return view.person_id == person.pk
    if view.unit_id not in rules.unit_ids(person):
        return False
    return view.person_id == person.pk or person.has_role(RoleKind.DIRECTOR, unit_id=view.unit_id)

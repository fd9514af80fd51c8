"""Who may look after what of the institution, in sentences."""

from ventanilla.people.models import Person, RoleKind

#: Who finds something to do in the office; its pages say which of them each is for (web/office/navigation.py).
OFFICE = (RoleKind.ADMINISTRATOR, RoleKind.DIRECTOR, RoleKind.QUALITY, RoleKind.EXECUTIVE)

#: Who looks at what every unit does; a director at his own.
OVERSEEING = (RoleKind.ADMINISTRATOR, RoleKind.QUALITY, RoleKind.EXECUTIVE)

#: Roles that somebody has in one unit.
OF_A_UNIT = (RoleKind.AGENT, RoleKind.DIRECTOR)


def administers(person: Person | None) -> bool:
    return person is not None and person.has_role(RoleKind.ADMINISTRATOR)


def directs(person: Person | None, unit_id: int | None) -> bool:
    """Administrators look after every unit, a director after his own."""
    if administers(person):
        return True
    return person is not None and unit_id is not None and person.has_role(RoleKind.DIRECTOR, unit_id=unit_id)


def enters_office(person: Person | None) -> bool:
    return person is not None and person.has_role(*OFFICE)


def oversees(person: Person | None) -> bool:
    return person is not None and person.has_role(*OVERSEEING)


def directed_units(person: Person) -> list[int]:
    """The ids of the units of which somebody is director."""
    return sorted({r.unit_id for r in person.roles if r.kind == RoleKind.DIRECTOR and r.unit_id is not None})


def looks_after(person: Person | None, other: Person) -> bool:
    """Administrators after everybody, a director after whoever has a role in his unit."""
    units = {role.unit_id for role in other.roles if role.unit_id is not None}
    return administers(person) or any(directs(person, unit_id) for unit_id in units)


def tells_absence_of(person: Person | None, other: Person) -> bool:
    """Oneself, while one attends anywhere, and whoever looks after one."""
    own = person is not None and person.pk == other.pk and other.has_role(*OF_A_UNIT)
    return own or looks_after(person, other)


def may_hand_out(person: Person | None, kind: str, unit_id: int | None) -> bool:
    """Administrators give and take every role; a director those of the agents of his unit."""
    return administers(person) or (kind == RoleKind.AGENT and directs(person, unit_id))

"""Which requests, as they were seen, to whom. Each goes by itself: one that is refused stops no other."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person
from ventanilla.tickets.actions.attend import Moved, NotInUnit
from ventanilla.tickets.actions.reassign import Absent, NotCleared, OwnRequest, reassign
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.web.components.chips import of_state

#: So many at once; a column shows fewer.
MOST = 100
REFUSALS = (Absent, Moved, NotCleared, OwnRequest, NotInUnit, IllegalMove, PermissionError)


@dataclass
class Given:
    """`refused`: code → why not. `asked`: whether anything was ticked."""

    to: Person
    asked: bool = False
    done: int = 0
    refused: dict[str, str] = field(default_factory=dict)


def give(request: Any, unit: Unit, *, at: datetime) -> Given | None:
    """None for nobody to give to."""
    to = _person(request.POST.get("to", ""))
    if to is None:
        return None
    seen = dict(_read(words) for words in request.POST.getlist("ticket")[:MOST])
    given = Given(to, asked=bool(seen))
    found = visible_on_desk(request.person).filter(unit=unit, code__in=seen)
    for ticket in found.order_by("due_at", "id"):
        try:
            reassign(
                ticket_id=ticket.pk,
                director=request.person,
                to_person_id=to.pk,
                seen=seen[ticket.code],
                at=at,
            )
        except REFUSALS as problem:
            given.refused[ticket.code] = reason(problem, to)
        else:
            given.done += 1
        seen.pop(ticket.code)
    for code in filter(None, seen):  # what is not there (any more) for who asks
        given.refused[code] = gettext("It is not in your unit any more.")
    return given


def reason(problem: Exception, to: Person) -> str:
    match problem:
        case Absent():
            return gettext("%(who)s is absent.") % {"who": to.full_name}
        case Moved(to=None):
            return gettext("It is nobody's any more: look at it again.")
        case Moved(to=Person() as other):
            return gettext("It is %(who)s's meanwhile: look at it again.") % {"who": other.full_name}
        case OwnRequest():
            return gettext("%(who)s asked for it himself.") % {"who": to.full_name}
        case NotCleared():
            return gettext("It is confidential, and not for %(who)s.") % {"who": to.full_name}
        case NotInUnit():
            return gettext("%(who)s does not attend in this unit.") % {"who": to.full_name}
        case IllegalMove():
            words = str(of_state(problem.state, desk=True).words)
            return gettext("It has ended meanwhile: it is now “%(state)s”.") % {"state": words}
    return gettext("Somebody else hands it out: you do not attend it.")


def _person(words: str) -> Person | None:
    if not words.isdecimal() or len(words) > 18:
        return None
    found: Person | None = Person.objects.filter(pk=int(words)).first()
    return found


def _read(words: str) -> tuple[str, int | None]:
    """`CODE:who`, who was responsible on the page; nothing for nobody."""
    code, _sep, who = words.partition(":")
    return read_code(code) or "", int(who) if who.isdecimal() and len(who) < 19 else None

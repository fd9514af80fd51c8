"""What a service promises to somebody who asks now: until when, why, and when it will be read."""

from dataclasses import dataclass
from datetime import datetime

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person
from ventanilla.tickets import why
from ventanilla.tickets.deadlines import Promise, promises
from ventanilla.tickets.place import Prospect, prospect
from ventanilla.web.portal import hours
from ventanilla.web.portal.hours import Hours


@dataclass(frozen=True)
class Promised:
    """`first` is the first contact, if the service has one; `read_on` the next opening, None within hours.

    `prospect` is who will attend it, as far as that is known before the form is filled in.
    """

    due: datetime
    why: list[str]
    first: datetime | None
    read_on: datetime | None
    hours: Hours
    prospect: Prospect


def promised(
    version: ServiceVersion, *, institution: Institution, person: Person | None, at: datetime
) -> Promised:
    ahead = prospect(version, person)
    made = promises(
        version=version,
        institution=institution,
        unit=ahead.unit,
        campus=person.campus if person else None,
        start=at,
        locality=person.locality if person else "",
    )
    by_clock: dict[str, Promise] = {promise.clock: promise for promise in made}
    answer, first = by_clock["resolution"], by_clock.get("first_contact")
    opening = hours.of_calendar(answer.calendar, at=at)
    return Promised(
        due=answer.due,
        why=why.lines(answer.row, answer.why, at=at),
        first=first.due if first else None,
        read_on=opening.next,
        hours=opening,
        prospect=ahead,
    )

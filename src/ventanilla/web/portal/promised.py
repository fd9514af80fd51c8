"""What a service promises to somebody who asks now: until when, why, and when it will be read."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Institution
from ventanilla.people import moments
from ventanilla.people.models import Person
from ventanilla.tickets import why
from ventanilla.tickets.deadlines import NoSuchPromise, Promise, promises
from ventanilla.tickets.place import Prospect, prospect
from ventanilla.web.portal import hours
from ventanilla.web.portal.hours import Hours


@dataclass(frozen=True)
class Promised:
    """`first` is the first contact, if the service has one; `read_on` the next opening, None within hours.

    `prospect` is who will attend it, as far as that is known before the form is filled in. Where no date can be
    promised `due` is None, and `undated` tells what to do.
    """

    due: datetime | None
    why: list[str]
    first: datetime | None
    read_on: datetime | None
    hours: Hours | None
    prospect: Prospect
    undated: str = ""


def promised(
    version: ServiceVersion, *, institution: Institution, person: Person | None, at: datetime
) -> Promised:
    ahead = prospect(version, person)
    try:
        made = promises(
            version=version,
            institution=institution,
            unit=ahead.unit,
            campus=person.campus if person else None,
            start=at,
            locality=person.locality if person else "",
        )
    except NoSuchPromise as none:
        opening = hours.of_desk(institution, person, at=at)
        return Promised(None, [], None, None, opening, ahead, undated=sentence(none, at=at))
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


def sentence(none: NoSuchPromise, *, at: datetime) -> str:
    """Why nothing can be sent where nobody could say until when it would be answered, and what to do."""
    today = moments.here(at).date()
    for day, words in (
        (none.begins, not_yet()),
        (none.ended, no_longer()),
        (none.ends, beyond()),
    ):
        if day is not None:
            return words % {"day": moments.day(day, today=today)}
    return gettext(
        "We cannot tell by when we would answer, so nothing can be sent here now. The desk can tell you what to do."
    )


def not_yet() -> str:
    return gettext(
        "The term of this service holds from %(day)s on: requests can be sent here from that day. If it cannot wait, "
        "come or write to the desk."
    )


def no_longer() -> str:
    return gettext(
        "The term of this service held until %(day)s and no other is published yet, so we cannot tell by when we "
        "would answer. Requests can be sent here again once it is. If it cannot wait, come or write to the desk."
    )


def beyond() -> str:
    return gettext(
        "Our calendar of working days goes no further than %(day)s, so we cannot tell by when we would answer. "
        "Requests can be sent here again once the next calendar is published. If it cannot wait, come or write to "
        "the desk."
    )

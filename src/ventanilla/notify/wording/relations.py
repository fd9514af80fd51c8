"""To requester and desk: joined, split, passed on, taken up again, asked about, answered in one contact."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext

from ventanilla.channels.base import Letter, Words
from ventanilla.notify.case import Case
from ventanilla.notify.wording.desk import letter_to_desk
from ventanilla.notify.wording.requester import files, follow, greeting, message_of, page, subject
from ventanilla.notify.wording.why import why
from ventanilla.tickets.clocks import Clock, name_of
from ventanilla.tickets.models import Message, Reclassification

Facts = tuple[tuple[str, Words], ...]


def joined(case: Case) -> Letter:
    """UME-08: one number from now on, and its date."""
    told = {"gone": case.event.data["code"], "code": case.ticket.code}
    return Letter(
        subject=subject(case, gettext("Two requests of yours are one now")),
        greeting=greeting(case),
        lines=(
            gettext(
                "You had asked for the same thing twice: %(gone)s and %(code)s are attended together now."
            )
            % told,
            gettext("Nothing that you sent is lost. Both numbers stay valid and lead to the same page."),
        ),
        facts=(
            (gettext("Number that stays"), case.ticket.code),
            (gettext("Joined with it"), case.event.data["code"]),
            *_next_date(case),
        ),
        button=follow(case),
        after=(gettext("No date that we had promised you becomes later by this."),),
    )


def split(case: Case) -> Letter:
    """What was asked for beside it has a number of its own."""
    new = case.event.data["code"]
    told = {"old": case.ticket.code, "new": new}
    return Letter(
        subject=subject(case, gettext("A part of your request is attended on its own")),
        greeting=greeting(case),
        lines=(
            gettext("In %(old)s you asked for two things. One of them has the number %(new)s now.") % told,
            gettext("Its time counts from the day on which you asked for it."),
        ),
        facts=(
            (gettext("New number"), new),
            (gettext("Due at the latest"), case.when(case.instant("due"))),
        ),
        button=(gettext("See the new request"), case.address("portal:ticket", new)),
        after=(gettext("The other one goes on as before, under its own number."),),
    )


def reclassified(case: Case) -> Letter:
    """Why, from where to where, which date is the old one and which the new; and what is still missing."""
    data = case.event.data
    row = (
        Reclassification.objects.filter(ticket=case.ticket, at=case.event.at)
        .select_related("version")
        .first()
    )
    missing = bool(data["missing"])
    old: Facts = ()
    if row is not None and not data["was_confidential"]:
        old = ((gettext("Before"), case.said(row.version.name)),)
    ask = gettext("Some data that this service needs are missing: please add them, so that we can go on.")
    button = (gettext("Complete my request"), case.address("portal:completion", case.ticket.code))
    return Letter(
        subject=subject(case, gettext("Your request was passed to the right place")),
        greeting=greeting(case),
        lines=(
            gettext(
                "Your request “%(title)s” belongs to another service or unit, so we passed it on. The reason:"
            )
            % {"title": case.ticket.title},
        ),
        quote=row.reason if row is not None else "",
        facts=(
            (gettext("Service"), case.said(case.ticket.version.name)),
            *old,
            (gettext("Attended by"), case.said(case.ticket.unit.name)),
            *_moves(case),
        ),
        button=button if missing else follow(case),
        after=(ask,) if missing else (),
        why=why(case, Clock.RESOLUTION),
    )


def reopened(case: Case) -> Letter:
    message = message_of(case)
    return Letter(
        subject=subject(case, gettext("We took your request up again")),
        greeting=greeting(case),
        lines=(
            gettext("Your request “%(title)s” is attended again. The reason:") % {"title": case.ticket.title},
        ),
        quote=message.body,
        facts=_next_date(case),
        button=follow(case),
        after=files(message),
    )


def attended(case: Case) -> Letter:
    """UDG-09: what was asked and answered in one contact, with its number."""
    answer = Message.objects.filter(ticket=case.ticket, kind=Message.Kind.ANSWER).order_by("-id").first()
    return Letter(
        subject=subject(case, gettext("What we attended with you")),
        greeting=greeting(case),
        lines=(
            gettext("We noted what you asked for, “%(title)s”, and what we answered:")
            % {"title": case.ticket.title},
        ),
        quote=answer.body if answer is not None else "",
        facts=(
            (gettext("Number"), case.ticket.code),
            (gettext("Service"), case.said(case.ticket.version.name)),
            (gettext("Noted by"), case.ticket.registered_by.full_name),
        ),
        button=(gettext("See my request"), page(case)),
        after=(gettext("If it is not solved, take it up again on its page."),),
    )


def joined_at_desk(case: Case) -> Letter:
    words = gettext("%(gone)s is part of another request now.")
    line = words % {"gone": case.event.data["code"]}
    return letter_to_desk(
        case, gettext("A request that you attended or follow was joined with another"), line
    )


def taken_up(case: Case) -> Letter:
    return letter_to_desk(
        case,
        gettext("The requester took the request up again"),
        gettext("What was answered or closed is not solved for its requester. It is open again."),
    )


def completed(case: Case) -> Letter:
    return letter_to_desk(
        case,
        gettext("The requester completed the request"),
        gettext("What the form lacked is there: the request can go on."),
    )


def nudged(case: Case) -> Letter:
    return letter_to_desk(
        case,
        gettext("The requester asks how it goes"),
        gettext(
            "A promised date is over, and the requester asks for news. Please answer, if only with a date."
        ),
    )


def _next_date(case: Case) -> Facts:
    if not case.ticket.is_open:
        return ()
    return ((gettext("Due at the latest"), case.when(case.ticket.due_at)),)


def _moves(case: Case) -> Iterator[tuple[str, Words]]:
    """Old and new date of each clock that the new service promises otherwise; the same one is told once."""
    for move in case.event.data["moves"]:
        clock = case.said(name_of(move["clock"], case.ticket.version.data)).words
        old, new = (case.when(datetime.fromisoformat(move[end])) for end in ("from", "to"))
        if old == new:
            yield clock, new
        else:
            yield clock, gettext("%(new)s (before: %(old)s)") % {"new": new, "old": old}

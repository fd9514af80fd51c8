"""What the ticket page is made of."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person
from ventanilla.surveys.links import token as survey_token
from ventanilla.surveys.models import Survey
from ventanilla.tickets import correcting
from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.models import Message
from ventanilla.tickets.moves import may_move
from ventanilla.tickets.states import WAITING
from ventanilla.web.components import clocks
from ventanilla.web.components.answers import told
from ventanilla.web.portal.ticket import afterwards, line, talk, zone
from ventanilla.web.portal.ticket.forms import Reply
from ventanilla.web.portal.ticket.reading import Reading


def context(
    institution: Institution, person: Person, reading: Reading, reply: Reply, *, at: datetime
) -> dict[str, Any]:
    ticket = reading.ticket
    correction = correcting.running(ticket, reading.deadlines)
    over = correction is not None and correction.due_at < at
    promises = clocks.faces(reading.deadlines, reading.spells, ticket.version.data, at=at)
    return {
        "ticket": ticket,
        "at": at,
        "is_called_as_service": line.is_service_name(ticket.title, ticket.version.name),
        "stage_words": line.stage_words(ticket.version.data, ticket.state),
        "steps": line.steps(reading),
        "referrals": reading.referrals,
        "clocks": promises,
        "our_time_rests": all(
            row.paused_at for row in reading.deadlines if row.runs and row.clock != Clock.CORRECTION
        ),
        "open_clocks": [clock for clock in promises if clock.runs],
        "talk": talk.talk(reading, person),
        "answers": told(ticket.version.data["form"], ticket.answers, _places(reading)),
        "asked_files": _asked_files(reading, person),
        "question": _question(reading),
        "correction": correction,
        "correction_over": over,
        "answered": _last(reading, Message.Kind.ANSWER),
        "initials": talk.initials(person),
        "via": talk.via(ticket.channel),
        "survey_url": _survey_url(reading),
        "undelivered": reading.undelivered,
        "zone": zone.other_zone(institution, at=at),
        "reply": reply,
        "fields": reply.fields,
        "page_has_errors": reply.is_wrong,
        "said_so_far": sum(message.by_requester for message in reading.messages),
        "may_reply": may_move(ticket, "reply") and not over,
        "may_withdraw": may_move(ticket, "withdraw"),
        **afterwards.context(institution, reading, at=at),
    }


def _places(reading: Reading) -> dict[str, Any]:
    campus = reading.ticket.campus
    return {campus.slug: campus.name} if campus is not None else {}


def _asked_files(reading: Reading, person: Person) -> list[tuple[Any, list[dict[str, Any]]]]:
    """(label, files) by the questions of the version with which the request was made."""
    questions = [q for q in reading.ticket.version.data["form"] if q["type"] == "file"]
    own = [paper for paper in reading.papers if paper.ticket_id == reading.ticket.pk]
    papers = [(q["label"], [p for p in own if p.question == q["name"]]) for q in questions]
    return [(label, talk.shown(given, reading, person)) for label, given in papers if given]


def _question(reading: Reading) -> Message | None:
    """What the desk asked last, while the ticket waits for its requester."""
    if reading.ticket.state not in WAITING:
        return None
    return _last(reading, Message.Kind.QUESTION)


def _last(reading: Reading, kind: Message.Kind) -> Message | None:
    return next((m for m in reversed(reading.messages) if m.kind == kind), None)


def _survey_url(reading: Reading) -> str:
    """The link of a survey that waits for its answer."""
    opinion = reading.opinion
    if reading.survey_id is None or opinion is None or opinion.answered_at is not None:
        return ""
    survey = Survey(pk=reading.survey_id, institution_id=reading.ticket.institution_id)
    return reverse("portal:survey", args=[survey_token(survey)])

"""A ticket with all that its page tells, in three statements."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import JSONObject

from ventanilla.institutions.models import Section
from ventanilla.journal.models import Event
from ventanilla.lib.prepared import Prepared
from ventanilla.notify.models import Delivery
from ventanilla.notify.queries import LOST
from ventanilla.people.models import Person
from ventanilla.surveys.models import Survey
from ventanilla.tickets import links, outward, queries
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.links import Related
from ventanilla.tickets.models import Attachment, Deadline, Reclassification, Ticket
from ventanilla.tickets.parts import parts, survivor
from ventanilla.tickets.spells import Spell, spells
from ventanilla.tickets.stages import Opinion
from ventanilla.tickets.steps import Elsewhere, asked_rows, elsewhere


@dataclass(frozen=True)
class Happened:
    at: datetime
    actor_id: int | None
    data: dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """A file on the ticket: beside a message, or as the answer to a question."""

    document_id: int
    ticket_id: int
    message_id: int | None
    question: str
    name: str
    size: int


@dataclass(frozen=True)
class Reading:
    """`survey_id` once it was invited; `undelivered` when mails about this ticket were given up."""

    ticket: Ticket
    messages: list[Any]  # queries.conversation
    deadlines: list[Deadline]
    papers: list[Paper]
    events: list[Happened]
    opinion: Opinion | None
    survey_id: int | None
    undelivered: list[datetime]
    related: list[Related]
    earlier_forms: list[dict[str, Any]]
    elsewhere: Elsewhere | None
    referrals: list[dict[str, Any]]

    @property
    def spells(self) -> list[Spell]:
        return spells((event.at, event.actor_id, event.data["state"]) for event in self.events)


def read(person: Person, code: str) -> Reading | None:
    """One's own ticket; None for an unknown code and for somebody else's."""
    written = read_code(code)
    ticket = None if written is None else _whole().first(person=person.pk, code=written)
    if ticket is None:
        return None
    survey = ticket.survey_row or {}
    return Reading(
        ticket=ticket,
        messages=queries.conversation(ticket),
        deadlines=queries.deadlines(ticket),
        papers=[Paper(**row) for row in ticket.paper_rows],
        events=[
            Happened(
                _instant(row["at"]),
                row["actor_id"],
                {"state": row["state"], "kind": row["kind"], "reason": row["reason"]},
            )
            for row in ticket.event_rows
        ],
        opinion=_opinion(survey, asks=ticket.asks),
        survey_id=survey.get("id"),
        undelivered=[_instant(row["at"]) for row in ticket.undelivered_rows],
        related=links.related(ticket.link_rows),
        earlier_forms=ticket.form_rows,
        elsewhere=elsewhere(ticket.asked_rows),
        referrals=outward.read(ticket.referral_rows),
    )


@cache
def _whole() -> Prepared:
    return Prepared(lambda person, code: _with_all(person).filter(pk=survivor(code))[:1], person=0, code="")


def _with_all(person: int) -> QuerySet[Any]:
    of_ticket = {"ticket": OuterRef("pk")}
    papers = Attachment.objects.filter(ticket__in=parts(OuterRef(OuterRef("pk")))).order_by("id")
    papers = papers.exclude(question__contains=":")  # the desk's own: of a step, of sealed evidence
    events = Event.objects.filter(subject_kind="ticket", subject_id=OuterRef("pk"), data__has_key="state")
    undelivered = Delivery.objects.filter(**of_ticket, person=person, status__in=LOST).order_by("id")
    surveys = Survey.objects.filter(**of_ticket)
    return (
        Ticket.objects.filter(requester=person)
        .select_related(*queries.FOR_PAGE)
        .annotate(
            paper_rows=_rows(
                papers,
                *("document_id", "ticket_id", "message_id", "question"),
                name="document__name",
                size="document__size",
            ),
            event_rows=_rows(
                events.order_by("at", "n"),
                *("at", "actor_id", "kind"),
                state="data__state",
                reason="data__reason",
            ),
            link_rows=links.beside(OuterRef(OuterRef("pk")), Ticket.objects.filter(requester=person)),
            form_rows=_rows(
                Reclassification.objects.filter(**of_ticket).order_by("id"),
                "answers",
                form=KeyTransform("form", "version__data"),
                name=KeyTransform("name", "version__data"),
            ),
            undelivered_rows=_rows(undelivered, at="created_at"),
            survey_row=Subquery(
                surveys.values(row=JSONObject(id="id", invited="invited_at", answered="answered_at"))
            ),
            asked_rows=asked_rows(),
            referral_rows=outward.referral_rows(),
            asks=Exists(Section.objects.filter(name="surveys")),
        )
    )


def _rows(found: QuerySet[Any], *same: str, **named: Any) -> ArraySubquery:
    return ArraySubquery(found.values(row=JSONObject(**{name: name for name in same}, **named)))


def _opinion(survey: dict[str, Any], *, asks: bool) -> Opinion | None:
    if not survey:
        return Opinion(None, None) if asks else None
    answered = survey["answered"]
    return Opinion(_instant(survey["invited"]), _instant(answered) if answered else None)


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written)

"""A survey's life: invited once when its ticket closes, answered once through its link."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from ventanilla.journal.record import record
from ventanilla.surveys import queries
from ventanilla.surveys.models import Survey
from ventanilla.surveys.rules import checked_comment, checked_score
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.states import State


@dataclass(frozen=True)
class AnsweredAlready(Exception):
    """Somebody answered before: a second click, another tab, a forwarded link."""

    survey: Survey


def invite(*, ticket: Ticket, at: datetime) -> Survey | None:
    """Ask about a closed ticket, the first time only; returns its survey.

    None where the institution asks nothing, and for a ticket that is not closed: one that was withdrawn
    had no answer to rate.
    """
    known = queries.of_ticket(ticket)
    if known is not None or ticket.state != State.CLOSED:
        return known
    question = queries.question_now()
    if question is None:
        return None
    try:
        with transaction.atomic():
            survey: Survey = Survey.objects.create(ticket=ticket, data=question, invited_at=at)
            record(kind="survey.invited", subject=("ticket", ticket.pk), data={"survey": survey.pk}, at=at)
    except IntegrityError:  # another worker was faster; anything else shows in the next line
        return Survey.objects.get(ticket=ticket)
    return survey


def answer(*, survey_id: int, score: int, comment: str, at: datetime) -> Survey:
    """Raises NotOnScale, CommentTooLong, AnsweredAlready. Whoever holds the link answers: nobody is named."""
    with transaction.atomic():
        survey: Survey = Survey.objects.select_for_update(no_key=True).get(pk=survey_id)
        if survey.answered_at is not None:
            raise AnsweredAlready(survey)
        survey.score = checked_score(survey.data, score)
        survey.comment = checked_comment(comment)
        survey.answered_at = at
        survey.save(update_fields=["score", "comment", "answered_at"])
        record(
            kind="survey.answered",
            subject=("ticket", survey.ticket_id),
            channel="survey",
            data={"survey": survey.pk},
            at=at,
        )
    return survey

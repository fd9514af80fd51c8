"""A survey is invited once a ticket and answered once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.world import MONDAY, World
from ventanilla.institutions.models import Section
from ventanilla.journal.models import Event
from ventanilla.surveys.actions import AnsweredAlready, answer, invite
from ventanilla.surveys.models import Survey
from ventanilla.surveys.rules import LONGEST, CommentTooLong, NotOnScale
from ventanilla.surveys.tasks import invite as invite_task
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.request import withdraw
from ventanilla.tickets.models import Ticket

LATER = MONDAY + timedelta(hours=5)


@pytest.fixture
def ticket(acting: World) -> Ticket:
    """Ana's, closed by Bruno."""
    ticket = acting.ticket(acting.ana)
    return attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)


@pytest.fixture
def survey(ticket: Ticket) -> Survey:
    invited = invite(ticket=ticket, at=LATER)
    assert invited is not None
    return invited


def kinds(ticket: Ticket) -> list[str]:
    return list(Event.objects.filter(subject_id=ticket.pk).order_by("n").values_list("kind", flat=True))


def test_the_invitation_keeps_the_question_as_it_was_asked(ticket: Ticket, survey: Survey) -> None:
    section = Section.objects.get(name="surveys")
    before = dict(section.data)
    Section.objects.filter(name="surveys").update(data={**before, "question": "¿Otra?"})
    survey.refresh_from_db()
    assert survey.data == before
    assert kinds(ticket)[-1] == "survey.invited"


def test_a_ticket_is_invited_once(ticket: Ticket, survey: Survey) -> None:
    assert invite(ticket=ticket, at=LATER) == survey
    assert kinds(ticket).count("survey.invited") == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.create(ticket=ticket, data={}, invited_at=LATER)


def test_the_closing_invites_through_its_job_however_often_it_runs(acting: World, ticket: Ticket) -> None:
    event = Event.objects.get(subject_id=ticket.pk, kind="ticket.closed")
    for _ in range(2):
        invite_task.func(institution_id=acting.faro.pk, event_id=event.pk)
    assert Survey.objects.filter(ticket=ticket).count() == 1


def test_what_is_open_or_withdrawn_is_not_asked_about(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    assert invite(ticket=ticket, at=LATER) is None
    gone = withdraw(ticket_id=ticket.pk, requester=acting.ana, at=MONDAY, channel="portal")
    assert invite(ticket=gone, at=LATER) is None


def test_an_institution_without_a_question_asks_none(ticket: Ticket) -> None:
    Section.objects.filter(name="surveys").delete()
    assert invite(ticket=ticket, at=LATER) is None


def test_an_answer_is_kept_and_told_without_its_words(ticket: Ticket, survey: Survey) -> None:
    answer(survey_id=survey.pk, score=5, comment="  Muy\x1b bien\0  ", at=LATER)
    survey.refresh_from_db()
    assert (survey.score, survey.comment, survey.answered_at) == (5, "Muy bien", LATER)
    event = Event.objects.get(subject_id=ticket.pk, kind="survey.answered")
    assert event.data == {"survey": survey.pk}
    assert event.actor_id is None


def test_it_is_answered_once(survey: Survey) -> None:
    answer(survey_id=survey.pk, score=5, comment="", at=LATER)
    with pytest.raises(AnsweredAlready):
        answer(survey_id=survey.pk, score=1, comment="", at=LATER)
    survey.refresh_from_db()
    assert survey.score == 5


@pytest.mark.parametrize("score", [0, 6, -1, 10**9])
def test_a_score_outside_the_scale_changes_nothing(ticket: Ticket, survey: Survey, score: int) -> None:
    with pytest.raises(NotOnScale):
        answer(survey_id=survey.pk, score=score, comment="", at=LATER)
    survey.refresh_from_db()
    assert survey.answered_at is None
    assert "survey.answered" not in kinds(ticket)


def test_a_comment_beyond_what_fits_changes_nothing(survey: Survey) -> None:
    with pytest.raises(CommentTooLong):
        answer(survey_id=survey.pk, score=3, comment="x" * (LONGEST + 1), at=LATER)
    survey.refresh_from_db()
    assert survey.answered_at is None

"""Who attends no more hears nothing; nothing that was meant for him is lost."""

from datetime import timedelta

import pytest

from tests.notify.conftest import Mails
from tests.tickets.promises import term
from tests.tickets.test_placing import agent
from tests.tickets.test_step import asked
from tests.world import MONDAY, World
from ventanilla.people.models import Role, RoleKind
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import step as steps
from ventanilla.tickets.actions.request import reply, withdraw
from ventanilla.tickets.models import Ticket

HOUR = timedelta(hours=1)


def wrote(world: World, ticket: Ticket) -> None:
    reply(
        ticket_id=ticket.pk,
        requester=world.ana,
        body="Algo nuevo",
        documents=[],
        at=MONDAY + HOUR,
        channel="portal",
    )


@pytest.fixture
def brunos(acting: World, mails: Mails) -> Ticket:
    """Bruno attends it; then his role is taken from him."""
    ticket = acting.ticket(acting.ana)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)
    mails()
    return ticket


def test_what_is_written_to_somebody_who_left_is_heard_by_the_director(
    acting: World, brunos: Ticket, mails: Mails
) -> None:
    Role.objects.filter(person=acting.bruno).delete()
    wrote(acting, brunos)
    assert not mails(acting.bruno)
    [letter] = mails(acting.carla)
    assert "escribió" in letter.subject and brunos.code in letter.subject
    assert "Bruno Vega, que la atendía, ya no puede hacerlo" in letter.text
    withdraw(ticket_id=brunos.pk, requester=acting.ana, at=MONDAY + 2 * HOUR, channel="portal")
    assert not mails(acting.bruno)
    assert len(mails(acting.carla)) == 2


def test_while_he_attends_it_the_director_is_left_in_peace(
    acting: World, brunos: Ticket, mails: Mails
) -> None:
    wrote(acting, brunos)
    [letter] = mails(acting.bruno)
    assert "ya no puede hacerlo" not in letter.text
    assert not mails(acting.carla)


def test_without_a_director_those_who_attend_there_hear_it_and_without_them_administrators(
    acting: World, brunos: Ticket, mails: Mails
) -> None:
    Role.objects.filter(person__in=[acting.bruno, acting.carla]).delete()
    wrote(acting, brunos)
    assert [brunos.code in letter.subject for letter in mails(acting.hugo)] == [True]
    Role.objects.create(person=acting.fabia, kind=RoleKind.AGENT, unit_id=brunos.unit_id)
    withdraw(ticket_id=brunos.pk, requester=acting.ana, at=MONDAY + 2 * HOUR, channel="portal")
    assert [brunos.code in letter.subject for letter in mails(acting.fabia)] == [True]


def test_of_a_confidential_request_nobody_hears_who_is_not_cleared(acting: World, mails: Mails) -> None:
    ticket = acting.ticket(acting.ana, "bienestar")
    attend.take(ticket_id=ticket.pk, agent=acting.gema, at=MONDAY)
    Role.objects.filter(person=acting.gema).update(confidential=False)
    Role.objects.create(
        person=acting.fabia, kind=RoleKind.DIRECTOR, unit_id=ticket.unit_id, confidential=False
    )
    wrote(acting, ticket)
    assert not mails(acting.gema) and not mails(acting.fabia)
    assert not [letter for letter in mails(acting.hugo) if ticket.code in letter.text + letter.subject]


def test_a_step_of_somebody_who_left_is_the_units_again_and_its_answer_the_directors(
    acting: World, mails: Mails
) -> None:
    term("paso", "business_days", 2)
    ticket = acting.ticket(acting.ana)
    (step,) = asked(acting, ticket)
    mails()
    gone = agent("Nadia", "tesoreria")
    steps.take(step_id=step.pk, person=gone, at=MONDAY)
    Role.objects.filter(person__in=[acting.bruno, gone]).delete()
    steps.give_back(step_id=step.pk, person=acting.fabia, body="Falta el recibo.", at=MONDAY + HOUR)
    assert not mails(acting.bruno)
    assert [ticket.code in letter.subject for letter in mails(acting.carla)] == [True]
    steps.ask_again(step_id=step.pk, agent=acting.carla, body="Aquí va.", at=MONDAY + 2 * HOUR)
    assert not mails(gone)
    assert len(mails(acting.fabia)) == 2, "asked, and asked again"

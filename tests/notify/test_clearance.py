"""Something confidential waits where nobody may read it: administrators learn the unit, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.notify.conftest import Mails
from tests.tickets.test_placing import LATER, away, dealt
from tests.world import MONDAY, World
from ventanilla.institutions.models import Unit
from ventanilla.journal.models import Event
from ventanilla.notify import clearance
from ventanilla.people.models import Role
from ventanilla.tickets.actions import offence
from ventanilla.tickets.actions.placing import place_arrived
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Message, Ticket

DAY = timedelta(days=1)
SUBJECT = "nadie puede leer lo confidencial"


@pytest.fixture
def unread(acting: World) -> Ticket:
    """A confidential request of a unit in which nobody is cleared any more."""
    Role.objects.filter(person=acting.gema).update(confidential=False)
    return acting.ticket(acting.ana, "bienestar")


def test_administrators_get_one_discreet_letter(acting: World, unread: Ticket, mails: Mails) -> None:
    [letter] = mails(acting.hugo)
    assert letter.subject == f"Bienestar: {SUBJECT}"
    assert "Dé a alguien de la unidad Bienestar la facultad de leer lo confidencial." in letter.text
    said = letter.subject + letter.text
    assert unread.code not in said and unread.title not in said and "Ana" not in said and "acoso" not in said
    for other in (acting.gema, acting.carla, acting.ines, acting.julia):
        assert not mails(other)


def test_whatever_waits_there_it_comes_once_a_day(acting: World, unread: Ticket, mails: Mails) -> None:
    acting.ticket(acting.diego, "bienestar")
    watch(at=MONDAY + 60 * DAY)  # its promises were broken long ago
    assert len(mails(acting.hugo, subject=SUBJECT)) == 1
    for event in Event.objects.filter(subject_kind="ticket").order_by("id"):
        clearance.look(event, at=event.recorded_at)
    told = Event.objects.filter(kind=clearance.NOBODY_CLEARED)
    assert told.count() == 1
    last = Event.objects.filter(kind="ticket.submitted").latest("id")
    clearance.look(last, at=told.get().at + DAY)
    assert told.count() == 2


def test_nobody_available_for_it_gives_no_code_to_administrators(
    acting: World, mails: Mails, work: Callable[[], Any]
) -> None:
    dealt("bienestar", "random")
    Role.objects.filter(person=acting.gema).update(confidential=False)
    ticket = acting.ticket(acting.ana, "bienestar")
    place_arrived(ticket_id=ticket.pk, at=LATER)
    assert Event.objects.filter(kind="ticket.nobody_available").exists()
    Ticket.objects.filter(pk=ticket.pk).update(version=acting.version("beca"))  # by hand: now may be a Sunday
    letters = mails(acting.hugo)
    assert [letter.subject for letter in letters] == [f"Bienestar: {SUBJECT}"]
    assert ticket.code not in letters[0].text


def test_without_a_director_whoever_else_is_cleared_hears_of_it_and_no_administrator(
    acting: World, mails: Mails
) -> None:
    dealt("bienestar", "random")
    ticket = acting.ticket(acting.ana, "bienestar")
    away(acting.gema, acting.hugo)
    place_arrived(ticket_id=ticket.pk, at=LATER)
    Ticket.objects.filter(pk=ticket.pk).update(version=acting.version("beca"))
    assert [ticket.code in letter.subject for letter in mails(acting.gema, subject="Nadie")] == [True]
    assert not mails(acting.hugo)


def test_what_is_not_confidential_asks_for_no_clearance(acting: World, mails: Mails) -> None:
    Role.objects.filter(person__in=[acting.bruno, acting.carla]).update(confidential=False)
    acting.ticket(acting.ana)
    assert not mails(acting.hugo)


def test_an_offence_that_no_director_may_judge(acting: World, mails: Mails) -> None:
    ticket = acting.ticket(acting.ana, "bienestar")
    message = Message.objects.select_related("ticket").get(ticket=ticket)
    assert not mails(acting.hugo), "Gema may read it"
    offence.report(
        message=message, reporter=acting.gema, marked="", reason="Ofensa", channel="desk", at=MONDAY
    )
    [letter] = mails(acting.hugo)
    assert SUBJECT in letter.subject and ticket.code not in letter.text and "Ofensa" not in letter.text
    assert (
        Event.objects.get(kind=clearance.NOBODY_CLEARED).subject_id == Unit.objects.get(slug="bienestar").pk
    )

"""A delivery is sent at least once; what never arrives is told on the page."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.notify.conftest import Mails, header
from tests.world import MONDAY, World
from ventanilla.channels.base import NotNow
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.notify import messageid
from ventanilla.notify.actions import deliver, tell
from ventanilla.notify.actions.deliver import ATTEMPTS
from ventanilla.notify.models import Delivery
from ventanilla.notify.queries import failed_for
from ventanilla.people.actions.request import request_registration
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend
from ventanilla.tickets.models import Message, Ticket

if TYPE_CHECKING:
    from ventanilla.config.demo.catcher import Catcher

LATER = MONDAY + timedelta(hours=1)


def confirmation(ticket: Ticket) -> Delivery:
    """The delivery of a ticket's confirmation, written and not yet sent."""
    event = Event.objects.get(kind="ticket.submitted", subject_id=ticket.pk)
    [row] = tell(event_id=event.pk, at=MONDAY)
    return row


def test_what_was_sent_is_noted_with_its_instant(acting: World, catcher: Catcher):
    row = confirmation(acting.ticket(acting.ana))
    deliver(delivery_id=row.pk, at=LATER)
    row.refresh_from_db()
    assert (row.status, row.sent_at, row.attempts, row.last_error) == ("sent", LATER, 1, "")
    [letter] = catcher.messages()
    assert header(letter, "Message-ID") == row.message_id
    assert messageid.verify(row.message_id, institution_id=acting.faro.pk) == row.pk


def test_what_is_refused_for_now_is_noted_raised_and_sent_later(acting: World, catcher: Catcher):
    row = confirmation(acting.ticket(acting.ana))
    catcher.refuse("ana@faro.test", "451 4.7.1 Vuelva luego", times=2)
    for attempt in (1, 2):
        with pytest.raises(NotNow, match="Vuelva luego"):
            deliver(delivery_id=row.pk, at=LATER)
        row.refresh_from_db()
        assert (row.status, row.attempts, row.last_error) == ("waiting", attempt, "451 4.7.1 Vuelva luego")
    deliver(delivery_id=row.pk, at=LATER)
    [letter] = catcher.messages()
    assert header(letter, "Message-ID") == row.message_id
    assert not Event.objects.filter(kind="delivery.failed").exists()


def test_a_relay_that_is_not_there_is_waited_for(acting: World, catcher: Catcher):
    row = confirmation(acting.ticket(acting.ana))
    catcher.stop()
    with pytest.raises(NotNow, match="ConnectionRefused"):
        deliver(delivery_id=row.pk, at=LATER)
    row.refresh_from_db()
    assert row.status == Delivery.Status.WAITING


def test_a_relay_that_hangs_up_before_250_gets_the_same_mail_again(acting: World, catcher: Catcher):
    row = confirmation(acting.ticket(acting.ana))
    catcher.hang_up("ana@faro.test", "before 250", times=1)
    with pytest.raises(NotNow):
        deliver(delivery_id=row.pk, at=LATER)
    deliver(delivery_id=row.pk, at=LATER)
    assert {header(letter, "Message-ID") for letter in catcher.messages()} == {row.message_id}


def test_a_relay_that_hangs_up_after_250_has_the_mail(acting: World, catcher: Catcher):
    row = confirmation(acting.ticket(acting.ana))
    catcher.hang_up("ana@faro.test", "after 250")
    deliver(delivery_id=row.pk, at=LATER)
    row.refresh_from_db()
    assert row.status == Delivery.Status.SENT


def test_an_address_that_is_refused_for_good_is_told_on_ticket_and_person(acting: World, catcher: Catcher):
    ticket = acting.ticket(acting.ana)
    row = confirmation(ticket)
    catcher.refuse("ana@faro.test", "550 5.1.1 Ese buzón no existe")
    deliver(delivery_id=row.pk, at=LATER)
    [failed] = failed_for(ticket)
    assert (failed.pk, failed.last_error) == (row.pk, "550 5.1.1 Ese buzón no existe")
    event = Event.objects.get(kind="delivery.failed")
    assert (event.subject_kind, event.subject_id) == ("ticket", ticket.pk)
    assert event.data == {"delivery": row.pk, "channel": "email"}
    assert Person.objects.get(pk=acting.ana.pk).email_bounced_at == LATER
    deliver(delivery_id=row.pk, at=LATER)
    assert catcher.attempts["ana@faro.test"] == 1


def test_the_address_is_good_again_when_a_later_mail_is_taken(acting: World, catcher: Catcher, mails: Mails):
    catcher.refuse("ana@faro.test", "550 5.1.1 Ese buzón no existe", times=1)
    ticket = acting.ticket(acting.ana)
    mails()
    attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Listo.", documents=[], at=LATER)
    assert len(mails(acting.ana)) == 1
    assert Person.objects.get(pk=acting.ana.pk).email_bounced_at is None


def test_a_refusal_of_the_old_address_says_nothing_of_the_new_one(acting: World, catcher: Catcher):
    row = confirmation(acting.ticket(acting.ana))
    Person.objects.filter(pk=acting.ana.pk).update(email="nueva@faro.test")
    catcher.refuse("ana@faro.test", "550 5.1.1 Ese buzón no existe")
    deliver(delivery_id=row.pk, at=LATER)
    assert Person.objects.get(pk=acting.ana.pk).email_bounced_at is None


def test_a_relay_that_mistrusts_us_does_not_speak_of_the_address(acting: World, catcher: Catcher):
    ticket = acting.ticket(acting.ana)
    row = confirmation(ticket)
    catcher.refuse("ana@faro.test", "550 5.7.1 Relay access denied")
    deliver(delivery_id=row.pk, at=LATER)
    assert len(failed_for(ticket)) == 1
    assert Person.objects.get(pk=acting.ana.pk).email_bounced_at is None


def test_after_the_last_attempt_it_is_told_and_given_up(acting: World, catcher: Catcher):
    ticket = acting.ticket(acting.ana)
    row = confirmation(ticket)
    Delivery.objects.filter(pk=row.pk).update(attempts=ATTEMPTS - 1)
    catcher.refuse("ana@faro.test", "451 4.7.1 Vuelva luego")
    deliver(delivery_id=row.pk, at=LATER)
    [failed] = failed_for(ticket)
    assert (failed.attempts, failed.status) == (ATTEMPTS, "failed")
    assert Event.objects.filter(kind="delivery.failed").count() == 1
    assert Person.objects.get(pk=acting.ana.pk).email_bounced_at is None


def test_a_letter_that_cannot_be_written_is_noted_logged_and_tried_again(
    acting: World, catcher: Catcher, caplog: pytest.LogCaptureFixture
):
    ticket = acting.ticket(acting.ana)
    attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Listo.", documents=[], at=LATER)
    event = Event.objects.get(kind="ticket.answered")
    [row] = tell(event_id=event.pk, at=LATER)
    Delivery.objects.filter(pk=row.pk).update(kind="replied-to-nobody")
    with caplog.at_level(logging.ERROR), pytest.raises(KeyError):
        deliver(delivery_id=row.pk, at=LATER)
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("waiting", 1)
    assert "KeyError" in row.last_error
    assert f"delivery {row.pk}" in caplog.text
    assert Message.objects.filter(ticket=ticket).count() == 2


def test_a_failure_before_there_is_a_person_is_kept_with_the_registration(acting: World, catcher: Catcher):
    wish = request_registration(email="nora@faro.test", data={}, language="es", at=now())
    catcher.refuse("nora@faro.test", "550 5.1.1 Ese buzón no existe")
    [row] = tell(event_id=Event.objects.get(kind="registration.requested").pk, at=now())
    deliver(delivery_id=row.pk, at=now())
    event = Event.objects.get(kind="delivery.failed")
    assert (event.subject_kind, event.subject_id) == ("registration", wish.pk)


def test_a_code_that_expired_on_the_way_is_not_sent_any_more(acting: World, catcher: Catcher):
    request_registration(email="nora@faro.test", data={}, language="es", at=now())
    [row] = tell(event_id=Event.objects.get(kind="registration.requested").pk, at=now())
    deliver(delivery_id=row.pk, at=now() + timedelta(days=2))
    row.refresh_from_db()
    assert (row.status, catcher.messages()) == ("failed", [])
    assert "expired" in row.last_error


def test_telling_and_sending_cost_few_statements(acting: World, catcher: Catcher, statements):
    acting.ticket(acting.ana)
    event = Event.objects.get(kind="ticket.submitted")
    with statements(8):
        [row] = tell(event_id=event.pk, at=LATER)
    with statements(9):
        deliver(delivery_id=row.pk, at=LATER)

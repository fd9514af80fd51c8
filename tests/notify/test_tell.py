"""Who is told of what: one row for each event, recipient and channel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.notify.conftest import Mails
from tests.world import MONDAY, World
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.notify.actions import tell
from ventanilla.notify.models import Delivery
from ventanilla.people.actions.request import correct_address, request_password, request_registration, resend
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.models import Ticket

LATER = MONDAY + timedelta(hours=1)


def kinds() -> list[tuple[str, str]]:
    return [(row.kind, row.address) for row in Delivery.objects.order_by("id")]


def event_of(kind: str) -> Event:
    found: Event = Event.objects.filter(kind=kind).latest("id")
    return found


def answer(world: World, ticket: Ticket, agent: Person | None = None) -> None:
    attend.answer(ticket_id=ticket.pk, agent=agent or world.bruno, body="Aquí está.", documents=[], at=LATER)


def test_the_requester_gets_the_confirmation_whatever_he_chose(acting: World, mails: Mails):
    acting.ticket(acting.ana, wants_notices=False)
    assert [letter.to for letter in mails()] == [["ana@faro.test"]]
    assert kinds() == [("confirmation", "ana@faro.test")]


def test_told_twice_is_written_and_sent_once(acting: World, mails: Mails):
    acting.ticket(acting.ana)
    assert len(mails(acting.ana)) == 1
    event = event_of("ticket.submitted")
    first = tell(event_id=event.pk, at=LATER)
    assert tell(event_id=event.pk, at=LATER) == first
    assert len(mails(acting.ana)) == 1


def test_the_address_that_changed_between_two_tellings_gets_no_second_mail(acting: World, mails: Mails):
    acting.ticket(acting.ana)
    mails()
    Person.objects.filter(pk=acting.ana.pk).update(email="otra@faro.test")
    tell(event_id=event_of("ticket.submitted").pk, at=LATER)
    assert mails("otra@faro.test") == []


@pytest.mark.requirement("MEN-03")
def test_answers_and_questions_always_come_and_other_news_by_choice(acting: World, mails: Mails):
    for wants in (True, False):
        ticket = acting.ticket(acting.ana, wants_notices=wants)
        attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
        attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Para qué?", documents=[], at=LATER)
        answer(acting, ticket)
        attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
        mails()
        told = [row.kind for row in Delivery.objects.filter(ticket=ticket, person=acting.ana).order_by("id")]
        assert told == ["confirmation", *(["taken"] if wants else []), "asked", "answered"] + (
            ["closed", "survey"] if wants else ["survey"]
        )


def test_where_the_institution_always_tells_the_choice_is_not_asked(acting: World, mails: Mails):
    acting.faro.data["state_notices"] = "always"
    acting.faro.save()
    ticket = acting.ticket(acting.ana, wants_notices=False)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    assert len(mails(acting.ana, subject="está siendo atendida")) == 1


def test_a_second_agent_is_the_desks_own_matter(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    attend.assign(ticket_id=ticket.pk, agent=acting.bruno, to_person_id=acting.carla.pk, at=LATER)
    mails()
    assert [kind for kind, address in kinds() if address == "ana@faro.test"] == ["confirmation", "taken"]
    assert ("assigned", "carla@faro.test") in kinds()


def test_nobody_is_told_of_what_he_did_himself(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    attend.assign(ticket_id=ticket.pk, agent=acting.bruno, to_person_id=acting.bruno.pk, at=LATER)
    assert mails(acting.bruno) == []


def test_the_agent_learns_that_the_requester_wrote_and_that_he_withdrew(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    asking.reply(
        ticket_id=ticket.pk, requester=acting.ana, body="Es urgente", documents=[], at=LATER, channel="portal"
    )
    asking.withdraw(ticket_id=ticket.pk, requester=acting.ana, at=LATER, channel="portal")
    subjects = [letter.subject for letter in mails(acting.bruno)]
    assert subjects == [
        f"[{ticket.code}] El solicitante escribió",
        f"[{ticket.code}] El solicitante desistió de la solicitud",
    ]
    assert all("Es urgente" not in letter.text for letter in mails(acting.bruno))


def test_what_nobody_attends_yet_is_told_to_no_agent(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    asking.withdraw(ticket_id=ticket.pk, requester=acting.ana, at=LATER, channel="portal")
    mails()
    assert kinds() == [("confirmation", "ana@faro.test")]


def test_notes_are_told_to_nobody(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    attend.note(ticket_id=ticket.pk, agent=acting.bruno, body="Ojo con esto", at=LATER)
    assert len(mails()) == 1


def test_the_confirmation_comes_again_when_it_is_asked_for(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    asking.resend_confirmation(ticket_id=ticket.pk, requester=acting.ana, at=LATER, channel="portal")
    first, second = mails(acting.ana)
    assert first.text == second.text
    assert first.message["Message-ID"] != second.message["Message-ID"]


def test_somebody_without_an_address_gets_no_mail(acting: World, mails: Mails):
    Person.objects.filter(pk=acting.ana.pk).update(email="", account=None)
    acting.ticket(acting.ana)
    assert mails() == []
    assert kinds() == []


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("nora@faro.test", "registration_code"),
        ("ana@faro.test", "registration_known"),
        ("nadie@faro.test", None),
    ],
)
def test_only_the_mail_tells_what_became_of_a_registration(
    acting: World, mails: Mails, address: str, kind: str | None
):
    request_registration(email=address, data={}, language="es", at=now())
    assert len(mails(address)) == (1 if kind else 0)
    assert kinds() == ([(kind, address)] if kind else [])


def test_a_new_password_is_offered_to_known_addresses_only(acting: World, mails: Mails):
    request_password(email="ana@faro.test", language="es", at=now())
    request_password(email="nadie@faro.test", language="es", at=now())
    mails()
    assert kinds() == [("password_code", "ana@faro.test")]


def test_a_code_that_was_asked_for_again_is_another(acting: World, mails: Mails):
    wish = request_registration(email="nora@faro.test", data={}, language="es", at=now())
    [first] = mails("nora@faro.test")
    resend(registration_id=wish.pk, at=now())
    _, second = mails("nora@faro.test")
    assert first.subject != second.subject


def test_the_code_of_a_corrected_address_never_goes_to_the_wrong_one(acting: World, mails: Mails):
    wish = request_registration(email="nora@faro.test", data={}, language="es", at=now())
    tell(event_id=event_of("registration.requested").pk, at=now())  # written, not yet sent
    correct_address(registration_id=wish.pk, email="elena@faro.test", at=now())
    assert mails("nora@faro.test") == []
    assert Delivery.objects.get(address="nora@faro.test").status == Delivery.Status.FAILED

"""Warnings, breaches and escalations: to whom, in whose opening hours, in how many mails, and when not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.notify.conftest import header
from tests.tickets.promises import RULES, promise, term
from tests.world import BORN, MONDAY, World
from ventanilla.channels.base import NotNow
from ventanilla.institutions.models import CalendarVersion, Unit
from ventanilla.institutions.versions import publish
from ventanilla.journal.models import Event
from ventanilla.notify.actions import deliver, tell
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Deadline, Ticket

if TYPE_CHECKING:
    from ventanilla.config.demo.catcher import Catcher

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Five business days from Monday: Monday's closing. In Panama it opens again on Tuesday at 08:00.
DUE = datetime(2026, 3, 16, 22, 0, tzinfo=UTC)
NIGHT = DUE + 5 * HOUR
MORNING = datetime(2026, 3, 17, 13, 0, tzinfo=UTC)


@pytest.fixture
def desk(acting: World) -> World:
    term("respuesta", "business_days", 5, **RULES)
    term("correccion", "business_days", 3, warnings=[1], expiry="close")
    promise(correction="correccion")
    promise("bienestar", correction="correccion")
    return acting


def taken(world: World, service: str = "constancia", agent: Person | None = None) -> Ticket:
    ticket = world.ticket(world.ana, service)
    attend.take(ticket_id=ticket.pk, agent=agent or world.bruno, at=MONDAY)
    Deadline.objects.filter(ticket=ticket, clock="first_contact").update(met_at=MONDAY, look_at=None)
    return ticket


def tell_all(at: datetime) -> list[Delivery]:
    """What came of the clocks' events so far and was not told yet, in the worker at this instant."""
    kinds = ("ticket.warned", "ticket.breached", "ticket.escalated", "ticket.closed")
    waiting: list[Delivery] = []
    for event in Event.objects.filter(kind__in=kinds).order_by("id"):
        if not Delivery.objects.filter(event=event).exists():
            waiting += tell(event_id=event.pk, at=at)
    return waiting


def deliver_all(at: datetime) -> None:
    for pk in Delivery.objects.filter(status="waiting").order_by("id").values_list("pk", flat=True):
        deliver(delivery_id=pk, at=at)


def whom(rows: list[Delivery]) -> list[tuple[str, str]]:
    return [(row.kind, row.address.partition("@")[0]) for row in rows]


def test_a_warning_and_a_breach_go_to_who_attends_and_to_the_director(desk: World) -> None:
    taken(desk)
    watch(at=DUE - HOUR)
    assert whom(tell_all(DUE - HOUR)) == [("warned", "bruno"), ("warned", "carla")]
    watch(at=DUE + HOUR)
    assert whom(tell_all(NIGHT)) == [("breached", "bruno"), ("breached", "carla")]  # and she not twice


def test_an_escalation_climbs_to_administrators_and_the_executive(desk: World) -> None:
    taken(desk)
    watch(at=DUE + 30 * DAY)
    escalated = [to for kind, to in whom(tell_all(NIGHT)) if kind == "escalated"]
    assert escalated == ["hugo", "julia"]


def test_what_nobody_attends_goes_to_the_director_and_without_one_to_the_agents(desk: World) -> None:
    desk.ticket(desk.ana)
    watch(at=DUE - HOUR)
    assert {to for _, to in whom(tell_all(NIGHT))} == {"carla"}
    Role.objects.filter(kind=RoleKind.DIRECTOR).delete()
    desk.ticket(desk.diego)
    watch(at=DUE - HOUR)
    assert {to for _, to in whom(tell_all(NIGHT))} == {"bruno"}


def test_a_director_does_not_hear_of_his_own_request(desk: World) -> None:
    desk.ticket(desk.carla)
    watch(at=DUE + 30 * DAY)
    assert "carla" not in {to for _, to in whom(tell_all(NIGHT))}


def test_the_requester_is_told_of_no_breach_by_mail(desk: World) -> None:
    taken(desk)
    watch(at=DUE + 30 * DAY)
    assert "ana" not in {to for _, to in whom(tell_all(NIGHT))}


def test_at_night_it_waits_for_the_opening_and_by_day_it_does_not(desk: World) -> None:
    taken(desk)
    watch(at=DUE - HOUR)
    assert {row.not_before for row in tell_all(DUE - HOUR)} == {None}
    watch(at=DUE + HOUR)
    assert {row.not_before for row in tell_all(NIGHT)} == {MORNING}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'notify.deliver' ORDER BY id"
        )
        assert [at for (at,) in cursor.fetchall()] == [None, None, MORNING, MORNING]


def test_told_again_it_waits_for_the_same_opening(desk: World) -> None:
    taken(desk)
    watch(at=DUE + HOUR)
    rows = tell_all(NIGHT)
    again = tell(event_id=rows[0].event_id, at=MORNING + DAY)
    assert {row.not_before for row in again} == {MORNING}


def test_each_level_keeps_its_own_hours(desk: World) -> None:
    """The unit opens in the afternoon only; who stands above the units keeps the institution's hours."""
    old = CalendarVersion.objects.get(slug="oficina", current=True)
    late = {**old.data, "slug": "tarde", "hours": {"tue": ["14:00-18:00"]}}
    publish(CalendarVersion, slug="tarde", data=late, at=BORN)
    unit = Unit.objects.get(slug="registro")
    taken(desk)
    watch(at=DUE + 4 * DAY)
    Unit.objects.filter(pk=unit.pk).update(data={**unit.data, "calendar": "tarde"})
    waits = {row.address.partition("@")[0]: row.not_before for row in tell_all(NIGHT)}
    assert waits == {
        "bruno": MORNING + 6 * HOUR,
        "carla": MORNING + 6 * HOUR,
        "hugo": MORNING,
        "julia": MORNING,
    }


def test_a_letter_says_which_clock_when_what_to_do_and_where(desk: World, catcher: Catcher) -> None:
    ticket = taken(desk)
    watch(at=DUE - HOUR)
    tell_all(DUE - HOUR)
    deliver_all(DUE - HOUR)
    [letter] = catcher.messages(to=desk.bruno.email)
    assert letter.subject == f"[{ticket.code}] Un plazo está por vencer"
    for said in (
        "Respuesta: vence el lunes 16 de marzo de 2026, 17:00.",
        "Responda antes de esa fecha.",
        "Constancia de estudios",
        "Registro",
        "Bruno Vega",
        f"http://desk.faro.test/desk/tickets/{ticket.code}/",
    ):
        assert said in letter.text
        assert said in letter.html


def test_who_may_not_read_the_request_is_led_to_what_expired(desk: World, catcher: Catcher) -> None:
    ticket = taken(desk)
    watch(at=DUE + 30 * DAY)
    tell_all(MORNING)
    deliver_all(MORNING)
    [letter] = catcher.messages(to=desk.julia.email)
    assert letter.subject == f"[{ticket.code}] Un plazo vencido requiere su intervención"
    assert "venció el lunes 16 de marzo de 2026, 17:00 y sigue sin cumplirse." in letter.text
    assert "http://desk.faro.test/office/breaches/" in letter.text


def test_of_a_confidential_request_the_mail_says_its_number_alone(desk: World, catcher: Catcher) -> None:
    taken(desk, "bienestar", desk.gema)
    watch(at=DUE + 30 * DAY)
    tell_all(MORNING)
    deliver_all(MORNING)
    letters = [
        letter
        for person in (desk.gema, desk.hugo, desk.julia)
        for letter in catcher.messages(to=person.email)
    ]
    assert len(letters) == 1, "only who is cleared hears of it"
    service = desk.version("bienestar").data["name"]["es"]
    for letter in letters:
        for secret in (service, "Bienestar", "Gema Paz", "acoso"):
            assert secret not in letter.text.replace("Hola, Gema:", "") + letter.subject


def test_what_one_night_brought_comes_in_one_mail_each_with_its_link(desk: World, catcher: Catcher) -> None:
    tickets = [taken(desk) for _ in range(5)]
    watch(at=DUE + HOUR)
    tell_all(NIGHT)
    deliver_all(MORNING)
    [letter] = catcher.messages(to=desk.bruno.email)
    assert letter.subject == "5 plazos requieren su atención"
    for ticket in tickets:
        assert f"{ticket.code} · Constancia de estudios" in letter.text
        assert f"/desk/tickets/{ticket.code}/" in letter.text
        assert f"/desk/tickets/{ticket.code}/" in letter.html
    assert letter.text.count("Respuesta: venció el lunes 16 de marzo de 2026, 17:00.") == 5
    assert len(catcher.messages(to=desk.carla.email)) == 1
    rows = Delivery.objects.filter(person=desk.bruno)
    assert {(row.status, row.sent_at, row.attempts) for row in rows} == {("sent", MORNING, 1)}
    assert len(rows) == 5
    assert header(letter, "Message-ID") == rows.order_by("id")[0].message_id
    assert not header(letter, "In-Reply-To")


def test_a_mail_of_several_that_was_not_taken_goes_on_one_by_one(desk: World, catcher: Catcher) -> None:
    for _ in range(3):
        taken(desk)
    watch(at=DUE + HOUR)
    tell_all(NIGHT)
    catcher.refuse(desk.bruno.email, "451 4.7.1 Vuelva luego", times=1)
    rows = list(Delivery.objects.filter(person=desk.bruno).order_by("id"))
    with pytest.raises(NotNow):
        deliver(delivery_id=rows[0].pk, at=MORNING)
    deliver_all(MORNING)
    letters = catcher.messages(to=desk.bruno.email)
    assert {header(letter, "Message-ID") for letter in letters} == {row.message_id for row in rows}
    assert all("Venció un plazo" in letter.subject for letter in letters)


def test_a_mail_of_several_that_is_refused_is_told_on_each_ticket(desk: World, catcher: Catcher) -> None:
    tickets = [taken(desk) for _ in range(2)]
    watch(at=DUE + HOUR)
    tell_all(NIGHT)
    catcher.refuse(desk.bruno.email, "550 5.1.1 Ese buzón no existe")
    deliver_all(MORNING)
    failed = Event.objects.filter(kind="delivery.failed")
    assert {event.subject_id for event in failed} == {ticket.pk for ticket in tickets}
    assert Person.objects.get(pk=desk.bruno.pk).email_bounced_at == MORNING


def test_a_warning_is_not_sent_of_what_was_answered_before_the_opening(desk: World, catcher: Catcher) -> None:
    ticket = taken(desk)
    friday = datetime(2026, 3, 13, 22, 0, tzinfo=UTC)  # its closing, one working day before the end
    watch(at=friday + timedelta(minutes=1))
    tell_all(friday + timedelta(minutes=1))
    attend.answer(ticket_id=ticket.pk, agent=desk.bruno, body="Sí.", documents=[], at=friday + HOUR)
    deliver_all(DUE - 9 * HOUR)
    assert {row.status for row in Delivery.objects.filter(kind="warned")} == {"needless"}
    assert catcher.messages(to=desk.bruno.email) == []
    assert not Event.objects.filter(kind="delivery.failed").exists()


def test_a_warning_that_the_expiry_overtook_is_not_sent_and_the_breach_is(
    desk: World, catcher: Catcher
) -> None:
    term("respuesta", "working_day_hours", 24, warnings=[4])
    ticket = desk.ticket(desk.ana, at=MONDAY - 8 * HOUR)  # at 02:00 of a working day
    attend.take(ticket_id=ticket.pk, agent=desk.bruno, at=MONDAY)
    Deadline.objects.filter(ticket=ticket, clock="first_contact").update(met_at=MONDAY, look_at=None)
    for late in (13 * HOUR, 17 * HOUR):
        watch(at=MONDAY + late)
        tell_all(MONDAY + late)
    deliver_all(MONDAY + 22 * HOUR)
    assert [letter.subject for letter in catcher.messages(to=desk.bruno.email)] == [
        f"[{ticket.code}] Venció un plazo"
    ]


def test_an_escalation_is_not_sent_of_what_was_met_meanwhile_the_breach_says_so(
    desk: World, catcher: Catcher
) -> None:
    ticket = taken(desk)
    watch(at=DUE + 30 * DAY)
    tell_all(NIGHT)
    answered = DUE + 30 * DAY + HOUR
    attend.answer(ticket_id=ticket.pk, agent=desk.bruno, body="Por fin.", documents=[], at=answered)
    deliver_all(answered + HOUR)
    assert {row.status for row in Delivery.objects.filter(kind="escalated")} == {"needless"}
    assert catcher.messages(to=desk.julia.email) == []
    [letter] = catcher.messages(to=desk.carla.email)
    assert "Se cumplió tarde, el miércoles 15 de abril de 2026, 18:01." not in letter.text
    assert "Se cumplió tarde, el miércoles 15 de abril de 2026, 18:00." in letter.text


@pytest.mark.requirement("UNE-09", "expiry closes with notice")
def test_who_corrects_is_reminded_and_told_when_it_is_over_whatever_he_chose(
    desk: World, catcher: Catcher
) -> None:
    ticket = desk.ticket(desk.ana, wants_notices=False)
    returned(desk, ticket, desk.bruno)
    watch(at=MONDAY + 2 * DAY + 8 * HOUR)
    rows = tell_all(MONDAY + 2 * DAY + 8 * HOUR)
    assert [(kind, to) for kind, to in whom(rows) if kind != "breached"] == [("correction_ends", "ana")]
    assert {row.not_before for row in rows if row.kind == "correction_ends"} == {None}
    deliver_all(MONDAY + 2 * DAY + 9 * HOUR)
    [reminder] = catcher.messages(to=desk.ana.email)
    assert reminder.subject == f"[{ticket.code}] Su plazo para corregir está por terminar"
    assert "hasta el jueves 12 de marzo de 2026, 17:00." in reminder.text
    watch(at=MONDAY + 9 * DAY)
    tell_all(MONDAY + 9 * DAY)
    deliver_all(MONDAY + 9 * DAY)
    _, letter = catcher.messages(to=desk.ana.email)
    assert letter.subject == f"[{ticket.code}] Terminó el plazo para corregir y su solicitud se cerró"
    assert "Tenía hasta el jueves 12 de marzo de 2026, 17:00 para corregir" in letter.text
    assert "http://desk.faro.test/services/constancia/" in letter.text
    assert "acercar" not in letter.text


def test_of_a_confidential_correction_the_mail_names_no_service(desk: World, catcher: Catcher) -> None:
    ticket = desk.ticket(desk.ana, "bienestar")
    returned(desk, ticket, desk.gema)
    watch(at=MONDAY + 9 * DAY)
    tell_all(MONDAY + 9 * DAY)
    deliver_all(MONDAY + 9 * DAY)
    [letter] = catcher.messages(to=desk.ana.email)
    assert "bienestar" not in letter.text.lower()
    assert f"http://desk.faro.test/tickets/{ticket.code}/" in letter.text


def test_a_reminder_is_not_sent_of_what_was_corrected(desk: World) -> None:
    ticket = desk.ticket(desk.ana)
    returned(desk, ticket, desk.bruno)
    watch(at=MONDAY + 2 * DAY + 8 * HOUR)
    rows = [row for row in tell_all(MONDAY + 2 * DAY + 8 * HOUR) if row.kind == "correction_ends"]
    returned(desk, ticket, desk.bruno, at=MONDAY + 2 * DAY + 9 * HOUR)  # and has all his time again
    deliver(delivery_id=rows[0].pk, at=MONDAY + 2 * DAY + 10 * HOUR)
    rows[0].refresh_from_db()
    assert rows[0].status == "needless"


def returned(world: World, ticket: Ticket, agent: Person, at: datetime = MONDAY) -> None:
    attend.return_for_correction(
        ticket_id=ticket.pk, agent=agent, body="Falta la firma.", documents=[], at=at
    )


@pytest.mark.parametrize("confidential", [False, True])
def test_a_breach_tells_what_follows_by_law_and_nothing_of_what_is_confidential(
    desk: World, catcher: Catcher, confidential: bool
) -> None:
    effect = {"es": "Se tiene por aceptada.", "en": "It is held to be granted."}
    term("respuesta", "business_days", 5, **RULES, silence=effect)
    ticket = taken(desk)
    Ticket.objects.filter(pk=ticket.pk).update(confidential=confidential)
    watch(at=DUE + HOUR)
    tell_all(MORNING)
    deliver_all(MORNING)
    [letter] = catcher.messages(to=desk.bruno.email)
    law = "Si no se responde a tiempo, rige lo siguiente: «Se tiene por aceptada.»"
    assert (law in letter.text) != confidential

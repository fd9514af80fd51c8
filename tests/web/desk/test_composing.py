"""Writing on a ticket: undo, later, drafts, who else is here, replies kept ready, colleagues, contact attempts."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.models import Role
from ventanilla.tickets.actions import attend, contact, drafting, performing
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.models import AgentDraft, ContactAttempt, Follower, Message, Pending, Ticket


@pytest.fixture
def ticket(world: World) -> Ticket:
    return world.ticket(world.ana, at=now())


@pytest.fixture
def undo(world: World) -> None:
    """Ten seconds to take back what was sent, as the shipped institutions have."""
    world.faro.data["desk"] = {"undo": 10}
    world.faro.save(update_fields=["data"])


def path(ticket: Ticket, part: str = "") -> str:
    return f"/desk/tickets/{ticket.code}/{part}"


def page(visitor: Any, ticket: Ticket) -> str:
    text: str = unescape(visitor.get(path(ticket)).content.decode())
    return text


def seen(text: str) -> str:
    (found,) = set(re.findall(r'name="seen" value="([^"]+)"', text))
    return str(found)


def say(visitor: Any, ticket: Ticket, body: str = "Aquí está.", **more: Any) -> Any:
    return visitor.post(path(ticket, "messages/"), {"key": uuid4(), "kind": "answer", "body": body, **more})


def rows(world: World, model: Any, **which: Any) -> list[Any]:
    with acting_in(world.faro):
        return list(model.objects.filter(**which).order_by("pk"))


@pytest.mark.usefixtures("undo")
def test_what_is_sent_waits_in_the_conversation_and_can_be_undone(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    bruno, carla = client_of(world.bruno), client_of(world.carla)
    assert say(bruno, ticket).status_code == 302
    for reader in (bruno, carla):
        shown = page(reader, ticket)
        assert "Aquí está." in shown
        assert re.search(r"se envía <time[^>]*>a las \d+:\d\d:\d\d<", shown)
        assert "Deshacer" in shown
    (row,) = rows(world, Pending)
    bruno.post(path(ticket, f"messages/{row.pk}/undoing/"))
    assert 'name="body"' in page(bruno, ticket)
    assert re.search(r"<textarea[^>]*name=\"body\"[^>]*>\s*Aquí está\.", page(bruno, ticket))
    work()
    assert not rows(world, Message, body="Aquí está.")


@pytest.mark.usefixtures("undo")
def test_undone_too_late_says_so(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    bruno = client_of(world.bruno)
    say(bruno, ticket)
    (row,) = rows(world, Pending)
    work()
    bruno.post(path(ticket, f"messages/{row.pk}/undoing/"))
    assert "Ya era tarde" in page(bruno, ticket)
    assert len(rows(world, Message, body="Aquí está.")) == 1


@pytest.mark.usefixtures("undo")
def test_an_answer_costs_few_statements(
    world: World, client_of: Any, ticket: Ticket, statements: Any
) -> None:
    bruno = client_of(world.bruno)
    told = seen(page(bruno, ticket))
    with statements(14):
        assert say(bruno, ticket, seen=told).status_code == 302
    (row,) = rows(world, Pending)
    with statements(14):
        bruno.post(path(ticket, f"messages/{row.pk}/undoing/"))


@pytest.mark.usefixtures("undo")
def test_the_double_press_waits_once(world: World, client_of: Any, ticket: Ticket) -> None:
    bruno, key = client_of(world.bruno), uuid4()
    for _ in range(2):
        assert say(bruno, ticket, key=key).status_code == 302
    assert len(rows(world, Pending)) == 1


def test_an_answer_over_something_new_is_refused_and_sent_when_pressed_again(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    bruno = client_of(world.bruno)
    told = seen(page(bruno, ticket))
    say(client_of(world.carla), ticket, "Ya le respondí yo.")
    again = say(bruno, ticket, "Mi respuesta", seen=told)
    text = unescape(again.content.decode())
    assert again.status_code == 200
    assert "hay algo nuevo" in text
    assert "Ya le respondí yo." in text
    assert "Mi respuesta" in text
    assert not rows(world, Message, body="Mi respuesta")
    assert say(bruno, ticket, "Mi respuesta", seen=seen(text)).status_code == 302
    assert len(rows(world, Message, body="Mi respuesta")) == 1


@pytest.mark.usefixtures("undo")
def test_what_a_colleague_is_about_to_send_is_news(world: World, client_of: Any, ticket: Ticket) -> None:
    bruno = client_of(world.bruno)
    told = seen(page(bruno, ticket))
    say(client_of(world.carla), ticket, "De Carla")
    again = say(bruno, ticket, "De Bruno", seen=told)
    assert again.status_code == 200
    assert "De Carla" in again.content.decode()
    assert say(bruno, ticket, "De Bruno", seen=seen(unescape(again.content.decode()))).status_code == 302


def test_at_a_chosen_hour(world: World, client_of: Any, ticket: Ticket) -> None:
    bruno = client_of(world.bruno)
    day = (now() + timedelta(days=2)).date().isoformat()
    sent = {"later": "1", "later-day": day, "later-time": "09:30"}
    assert say(bruno, ticket, **sent).status_code == 302
    (row,) = rows(world, Pending)
    assert row.run_at.astimezone(world.faro.zoneinfo).isoformat().startswith(f"{day}T09:30")
    text = page(bruno, ticket)
    assert "se enviará el" in text
    assert "No enviarlo" in text


def test_when_the_unit_opens_is_offered_and_after_the_deadline_is_said(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    bruno = client_of(world.bruno)
    (opening,) = re.findall(r'name="opening" value="([^"]+)"', page(bruno, ticket))
    assert say(bruno, ticket, opening=opening).status_code == 302
    (row,) = rows(world, Pending)
    assert row.run_at > now()
    late = (ticket.due_at + timedelta(days=1)).isoformat()
    say(bruno, ticket, "Tarde", opening=late)
    assert "después del plazo" in page(bruno, ticket)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"later": "1"}, "Elija el día y la hora"),
        ({"later": "1", "later-day": "2026-02-31", "later-time": "9:00"}, "Elija el día y la hora"),
        ({"later": "1", "later-day": "2020-02-01", "later-time": "09:00"}, "Esa hora ya pasó"),
        ({"later": "1", "later-day": "9999-12-31", "later-time": "09:00"}, "90 días"),
        ({"opening": "mañana"}, "Elija el día y la hora"),
    ],
)
def test_an_hour_that_cannot_be_keeps_the_text(
    world: World, client_of: Any, ticket: Ticket, sent: dict[str, str], words: str
) -> None:
    again = say(client_of(world.bruno), ticket, "Un texto largo", **sent)
    assert words in unescape(again.content.decode())
    assert "Un texto largo" in again.content.decode()
    assert not rows(world, Pending)


@pytest.mark.usefixtures("undo")
def test_refused_in_the_meantime_it_is_told_by_page_and_mail_and_taken_up_again(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    bruno = client_of(world.bruno)
    say(bruno, ticket, "Mi respuesta")
    with acting_in(world.faro):
        reply(
            ticket_id=ticket.pk, requester=world.ana, body="Espere", documents=[], at=now(), channel="portal"
        )
    work()
    told = [letter.subject for letter in catcher.messages(to="bruno@faro.test")]
    assert f"[{ticket.code}] Su mensaje no se envió" in told
    for shown in (page(bruno, ticket), unescape(bruno.get("/desk/sendings/").content.decode())):
        assert "Alguien escribió en la solicitud después que usted" in shown
        assert "Mi respuesta" in shown
    (row,) = rows(world, Pending)
    bruno.post(path(ticket, f"messages/{row.pk}/again/"))
    assert "Su mensaje no se envió" not in page(bruno, ticket)
    assert "Mi respuesta" in page(bruno, ticket)


@pytest.mark.usefixtures("undo")
def test_whoever_lost_his_role_reads_what_he_wrote_and_nothing_of_the_ticket(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    bruno = client_of(world.bruno)
    say(bruno, ticket, "Mi respuesta")
    with acting_in(world.faro):
        Role.objects.filter(person=world.bruno).delete()
    work()
    shown = unescape(bruno.get("/desk/sendings/").content.decode())
    assert "Mi respuesta" in shown
    assert ticket.title not in shown
    again = say(bruno, ticket, "Otra hora de trabajo")
    assert "Otra hora de trabajo" in again.content.decode()
    assert ticket.title not in again.content.decode()
    letter = catcher.messages(to="bruno@faro.test")[-1]
    assert ticket.title not in letter.text


@pytest.mark.usefixtures("undo")
def test_what_somebody_who_left_had_scheduled_is_taken_up_by_who_attends(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any, statements: Any
) -> None:
    carla = client_of(world.carla)
    hour = (now() + timedelta(days=1)).isoformat()
    say(client_of(world.bruno), ticket, "La respuesta que espera", opening=hour)
    (row,) = rows(world, Pending)
    with acting_in(world.faro):
        Role.objects.filter(person=world.bruno).delete()
        performing.perform(pending_id=row.pk, at=now() + timedelta(days=1))
    work()
    (mail,) = [one for one in catcher.messages(to="carla@faro.test") if "no se envió" in one.text.lower()]
    assert "Bruno Vega" in mail.text and "La respuesta que espera" not in mail.text
    for visitor, sees in ((client_of(world.hugo), False), (carla, True)):
        with statements(8):
            shown = page(visitor, ticket)
        assert ("Lo que había escrito Bruno Vega no se envió" in shown) is sees
    for stranger in (world.hugo, world.fabia):
        answer = client_of(stranger).post(path(ticket, f"messages/{row.pk}/again/"))
        assert answer.status_code == 404
    carla.post(path(ticket, f"messages/{row.pk}/again/"))
    shown = page(carla, ticket)
    assert "Lo que había escrito" not in shown and "La respuesta que espera" in shown
    (draft,) = rows(world, AgentDraft)
    assert draft.person_id == world.carla.pk


@pytest.mark.usefixtures("undo")
def test_while_he_attends_it_nobody_takes_up_anothers_words(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    say(client_of(world.bruno), ticket, "Mi respuesta")
    with acting_in(world.faro):
        reply(
            ticket_id=ticket.pk, requester=world.ana, body="Espere", documents=[], at=now(), channel="portal"
        )
    work()
    (row,) = rows(world, Pending)
    carla = client_of(world.carla)
    assert "Lo que había escrito" not in page(carla, ticket)
    assert carla.post(path(ticket, f"messages/{row.pk}/again/")).status_code == 404
    assert not [one for one in catcher.messages(to="carla@faro.test") if "no se envió" in one.text.lower()]


def test_nobody_sees_anothers_sendings(world: World, client_of: Any, visitor: Any, ticket: Ticket) -> None:
    say(client_of(world.bruno), ticket, "Privado", opening=(now() + timedelta(days=1)).isoformat())
    assert "Privado" not in client_of(world.diego).get("/desk/sendings/").content.decode()
    assert visitor(world.faro).get("/desk/sendings/").status_code == 302


def test_a_draft_is_saved_shown_to_colleagues_and_taken_over(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    bruno, carla = client_of(world.bruno), client_of(world.carla)
    saved = bruno.post(
        path(ticket, "draft/"), {"slot": "saying", "kind": "question", "body": "¿Cuál recibo?"}
    )
    assert saved.status_code == 204
    assert "¿Cuál recibo?" in page(bruno, ticket)
    assert "tiene un borrador" in page(carla, ticket)
    (draft,) = rows(world, AgentDraft)
    carla.post(path(ticket, f"draft/{draft.pk}/"))
    (draft,) = rows(world, AgentDraft)
    assert (draft.person_id, draft.kind) == (world.carla.pk, "question")
    assert "Carla Solís</b></span> tiene un borrador" in page(bruno, ticket), "and it is hers now"


@pytest.mark.parametrize("who", ["fabia", "ana", "diego", "hugo"])
def test_drafts_are_the_units_own(world: World, client_of: Any, ticket: Ticket, who: str) -> None:
    stranger = client_of(getattr(world, who))
    assert stranger.post(path(ticket, "draft/"), {"slot": "saying", "body": "x"}).status_code == 404
    with acting_in(world.faro):
        drafting.keep(ticket=ticket, person=world.bruno, body="Secreto", at=now())
    (draft,) = rows(world, AgentDraft)
    stranger.post(path(ticket, f"draft/{draft.pk}/"))
    assert rows(world, AgentDraft)[0].person_id == world.bruno.pk
    if who == "hugo":
        assert "Secreto" not in page(stranger, ticket)


def test_a_draft_of_a_ticket_that_closed_is_shown(world: World, client_of: Any, ticket: Ticket) -> None:
    with acting_in(world.faro):
        drafting.keep(ticket=ticket, person=world.bruno, body="Casi listo", at=now())
        attend.close(ticket_id=ticket.pk, agent=world.carla, at=now())
    shown = page(client_of(world.bruno), ticket)
    assert "Usted tenía un borrador" in shown
    assert "Casi listo" in shown


def test_an_answer_of_a_megabyte_is_refused_with_a_sentence_and_kept(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    again = say(client_of(world.bruno), ticket, "palabra " * 131_072)
    assert again.status_code == 200
    assert "20 000 caracteres" in unescape(again.content.decode()).replace("\xa0", " ")
    assert again.content.decode().count("palabra ") >= 131_000
    big = client_of(world.bruno).post(path(ticket, "draft/"), {"slot": "saying", "body": "p" * 1_000_000})
    assert big.status_code == 200, "204 would say that it was kept"
    assert not rows(world, AgentDraft)


def test_who_else_is_here(world: World, client_of: Any, ticket: Ticket, statements: Any) -> None:
    bruno, carla = client_of(world.bruno), client_of(world.carla)
    page(bruno, ticket)
    assert "Bruno Vega" in page(carla, ticket)
    assert "está leyendo" in page(carla, ticket)
    bruno.get(path(ticket, "presence/"), {"writing": "1"})
    with statements(5):
        first = carla.get(path(ticket, "presence/"))
    assert "está escribiendo" in first.content.decode()
    with statements(5):
        same = carla.get(path(ticket, "presence/"), headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    with connection.cursor() as cursor, acting_in(world.faro):
        cursor.execute("UPDATE tickets_presence SET seen_at = seen_at - interval '2 minutes'")
    later = carla.get(path(ticket, "presence/"), headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert "Bruno" not in later.content.decode()


def test_a_new_message_is_told_while_one_reads(world: World, client_of: Any, ticket: Ticket) -> None:
    bruno = client_of(world.bruno)
    last = seen(page(bruno, ticket)).split(":")[0]
    assert "Hay un mensaje nuevo" not in bruno.get(path(ticket, "presence/"), {"seen": last}).content.decode()
    with acting_in(world.faro):
        reply(ticket_id=ticket.pk, requester=world.ana, body="Hola", documents=[], at=now(), channel="portal")
    assert "Hay un mensaje nuevo" in bruno.get(path(ticket, "presence/"), {"seen": last}).content.decode()


@pytest.mark.parametrize("part", ["presence/", "replies/", "colleagues/", "others/"])
@pytest.mark.parametrize("who", ["fabia", "ana", "diego", "gema"])
def test_strangers_find_none_of_it(world: World, client_of: Any, ticket: Ticket, who: str, part: str) -> None:
    assert client_of(getattr(world, who)).get(path(ticket, part)).status_code == 404


def test_a_note_tells_who_is_named_and_nobody_else(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    bruno = client_of(world.bruno)
    words = "@Carla Solís, ¿lo ve? También @fabia y @nadie. Correo: ana@faro.test"
    bruno.post(path(ticket, "notes/"), {"note": words})
    shown = page(bruno, ticket)
    assert "Avisados de esta solicitud: Carla Solís" in shown
    assert "No puede leer esta solicitud y no fue avisado: Fabia Mora" in shown
    assert "Nadie de la mesa se llama @nadie" in shown
    assert [row.person_id for row in rows(world, Follower)] == [world.carla.pk]
    work()
    (letter,) = catcher.messages(to="carla@faro.test")
    assert "lo mencion" in letter.text
    assert "¿lo ve?" not in letter.text
    assert not catcher.messages(to="fabia@faro.test")


def test_of_a_confidential_ticket_the_mail_about_a_note_says_nothing(
    world: World, client_of: Any, work: Any, catcher: Any
) -> None:
    ticket = world.ticket(world.ana, "bienestar", at=now())
    client_of(world.gema).post(path(ticket, "notes/"), {"note": "@Carla @Hugo por favor"})
    assert not rows(world, Follower)
    work()
    assert not [m for m in catcher.messages(to="carla@faro.test") if ticket.code in m.text]


def test_who_follows_is_told_as_the_assignee_is(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    carla = client_of(world.carla)
    carla.post(path(ticket, "followers/"))
    carla.post(path(ticket, "followers/"))
    assert len(rows(world, Follower)) == 1
    with acting_in(world.faro):
        attend.take(ticket_id=ticket.pk, agent=world.bruno, at=now())
        reply(ticket_id=ticket.pk, requester=world.ana, body="Hola", documents=[], at=now(), channel="portal")
    work()
    for who in ("bruno", "carla"):
        assert [m for m in catcher.messages(to=f"{who}@faro.test") if "escribió" in m.subject]
    carla.post(path(ticket, "followers/leaving/"))
    assert not rows(world, Follower)
    kinds = [event.kind for event in rows(world, Event, subject_id=ticket.pk, subject_kind="ticket")]
    assert kinds.count("ticket.followed") == kinds.count("ticket.unfollowed") == 1


def test_who_may_not_read_it_any_more_is_not_told(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    client_of(world.carla).post(path(ticket, "followers/"))
    with acting_in(world.faro):
        Role.objects.filter(person=world.carla).delete()
        reply(ticket_id=ticket.pk, requester=world.ana, body="Hola", documents=[], at=now(), channel="portal")
    work()
    assert not catcher.messages(to="carla@faro.test")


@pytest.mark.requirement("UPN-14", "attempts")
def test_each_attempt_to_reach_the_student_is_recorded(
    world: World, client_of: Any, ticket: Ticket, catcher: Any
) -> None:
    bruno, key = client_of(world.bruno), uuid4()
    tried = {"key": key, "way": "phone", "outcome": "no_answer", "note": "Suena y nadie contesta"}
    for _ in range(2):
        bruno.post(path(ticket, "contacts/"), tried)
    assert len(rows(world, ContactAttempt)) == 1
    shown = page(bruno, ticket)
    for words in ("Teléfono", "No contestó", "Suena y nadie contesta", "Bruno Vega"):
        assert words in shown
    history = unescape(bruno.get(path(ticket, "history/")).content.decode())
    assert "La mesa intentó comunicarse" in history
    (event,) = rows(world, Event, kind="ticket.contacted")
    assert event.data["channel"] == "phone"
    assert "Suena" not in str(event.data)


@pytest.mark.parametrize("sent", [{"way": "owl", "outcome": "reached"}, {"way": "phone"}, {}])
def test_an_attempt_without_a_way_or_an_outcome_is_not_recorded(
    world: World, client_of: Any, ticket: Ticket, sent: dict[str, str]
) -> None:
    client_of(world.bruno).post(path(ticket, "contacts/"), {"key": uuid4(), **sent})
    assert not rows(world, ContactAttempt)


def test_only_who_attends_it_records_an_attempt(world: World, ticket: Ticket) -> None:
    with acting_in(world.faro), pytest.raises(PermissionError):
        told: dict[str, Any] = {"way": "phone", "outcome": "reached", "note": "", "at": now(), "key": uuid4()}
        contact.contact(ticket_id=ticket.pk, agent=world.fabia, **told)


def test_the_other_requests_of_the_person_are_those_that_one_may_see(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    other = world.ticket(world.ana, "bienestar", at=now())
    shown = page(client_of(world.bruno), ticket)
    assert other.code not in shown
    listed = client_of(world.bruno).get(path(ticket, "others/")).content.decode()
    assert other.code not in listed


def test_tags_are_put_on_and_taken_off(world: World, client_of: Any, ticket: Ticket) -> None:
    bruno = client_of(world.bruno)
    bruno.post(path(ticket, "tags/"), {"tag": "#Beca  2026"})
    assert "Quitar beca 2026" in page(bruno, ticket)
    bruno.post(path(ticket, "tags/"), {"tag": "x" * 41})
    assert "40 caracteres" in page(bruno, ticket)
    bruno.post(path(ticket, "tags/"), {"off": "beca 2026"})
    assert "beca 2026" not in page(bruno, ticket)

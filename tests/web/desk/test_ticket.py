"""One ticket at the desk: read, take, answer, ask, note, close; and what nobody may."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person
from ventanilla.tickets.actions.attend import close
from ventanilla.tickets.models import AgentDraft, Deadline, Message, Note, Ticket

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def path(ticket: Ticket, part: str = "") -> str:
    return f"/desk/tickets/{ticket.code}/{part}"


def kept_in(page: Any) -> str:
    """What the hidden field of a preview holds: the files that came with it."""
    (kept,) = re.findall(r'name="files-kept" value="([^"]+)"', page.content.decode())
    return unescape(kept)


def kinds(world: World, ticket: Ticket) -> list[str]:
    with acting_in(world.faro):
        return list(Event.objects.filter(subject_id=ticket.pk).order_by("n").values_list("kind", flat=True))


def test_the_page_shows_who_asked_what_and_until_when(world: World, client_of: Any, statements: Any) -> None:
    ticket = world.ticket(world.ana)
    bruno = client_of(world.bruno)
    with statements(8):
        page = bruno.get(path(ticket)).content.decode()
    for words in ("Ana Batista", "Para una beca del banco", "Español", "Primer contacto", "Tomar"):
        assert words in page


def test_taking_makes_one_responsible_and_starts_the_work(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    client_of(world.bruno).post(path(ticket, "taking/"))
    with acting_in(world.faro):
        ticket.refresh_from_db()
    assert (ticket.assignee_id, ticket.state) == (world.bruno.pk, "in_progress")
    assert kinds(world, ticket) == ["ticket.submitted", "ticket.taken"]


def test_an_answer_with_a_file_reaches_the_conversation_and_meets_the_clocks(
    world: World, client_of: Any
) -> None:
    ticket = world.ticket(world.ana)
    file = SimpleUploadedFile("constancia.pdf", PDF)
    data = {"key": uuid4(), "kind": "answer", "body": "Aquí está su constancia.", "files": [file]}
    client_of(world.bruno).post(path(ticket, "messages/"), data)
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.state == "answered"
        assert not Deadline.objects.filter(ticket=ticket, met_at=None).exists()
        assert world.ana.__class__.objects.get(pk=world.ana.pk).unread == 1
    page = client_of(world.bruno).get(path(ticket)).content.decode()
    assert "Aquí está su constancia." in page
    assert "constancia.pdf" in page


def test_the_same_answer_sent_twice_is_said_once(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana), client_of(world.bruno)
    data = {"key": uuid4(), "kind": "answer", "body": "Una sola vez."}
    for _ in range(2):
        assert bruno.post(path(ticket, "messages/"), data).status_code == 302
    with acting_in(world.faro):
        assert Message.objects.filter(body="Una sola vez.").count() == 1


def test_what_was_done_is_told_at_this_institution_only(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    done = client_of(world.bruno).post(path(ticket, "closure/"))
    assert done.cookies["messages"]["path"] == "/faro"


def test_a_preview_sends_nothing_and_keeps_text_and_files(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana), client_of(world.bruno)
    data = {"key": uuid4(), "kind": "question", "body": "¿Puede enviar su cédula?", "preview": "1"}
    page = bruno.post(path(ticket, "messages/"), {**data, "files": [SimpleUploadedFile("guía.pdf", PDF)]})
    assert kinds(world, ticket) == ["ticket.submitted"]
    kept = kept_in(page)
    del data["preview"]
    bruno.post(path(ticket, "messages/"), {**data, "files-kept": kept})
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.state == "waiting_student"
    assert "guía.pdf" in bruno.get(path(ticket)).content.decode()


def test_files_of_somebody_elses_preview_are_not_taken(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    data = {
        "key": uuid4(),
        "kind": "answer",
        "body": "x",
        "preview": "1",
        "files": [SimpleUploadedFile("a.pdf", PDF)],
    }
    kept = kept_in(client_of(world.carla).post(path(ticket, "messages/"), data))
    client_of(world.bruno).post(
        path(ticket, "messages/"), {"key": uuid4(), "body": "Sin archivo", "files-kept": kept}
    )
    assert "a.pdf" not in client_of(world.bruno).get(path(ticket)).content.decode()


def test_more_files_than_fit_are_told_and_the_words_stay(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    files = [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(11)]
    page = client_of(world.bruno).post(
        path(ticket, "messages/"), {"key": uuid4(), "kind": "answer", "body": "Con anexos", "files": files}
    )
    assert "Caben 10 archivos en un mensaje" in page.content.decode()
    assert "Con anexos" in page.content.decode()
    assert kinds(world, ticket) == ["ticket.submitted"]


def test_a_note_stays_inside(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    client_of(world.bruno).post(path(ticket, "notes/"), {"note": "Llamar a Tesorería."})
    with acting_in(world.faro):
        assert Note.objects.get().body == "Llamar a Tesorería."
        assert not Message.objects.filter(body__contains="Tesorería").exists()
    assert "Llamar a Tesorería." in client_of(world.bruno).get(path(ticket)).content.decode()


def test_closing_ends_it_and_nothing_more_can_be_sent(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    bruno.post(path(ticket, "closure/"))
    page = bruno.post(path(ticket, "messages/"), {"key": uuid4(), "body": "Tarde", "kind": "answer"})
    assert page.status_code == 200
    assert "Cerrad" in page.content.decode()
    assert kinds(world, ticket) == ["ticket.submitted", "ticket.closed"]


def test_a_stale_page_keeps_what_was_written(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana), client_of(world.bruno)
    with acting_in(world.faro):
        close(ticket_id=ticket.pk, agent=world.carla, at=MONDAY)
    page = bruno.post(
        path(ticket, "messages/"), {"key": uuid4(), "body": "Una hora de trabajo", "kind": "answer"}
    )
    assert "Una hora de trabajo" in page.content.decode()


def test_the_director_hands_out_to_somebody_of_the_unit(world: World, client_of: Any) -> None:
    ticket, carla = world.ticket(world.ana), client_of(world.carla)
    page = carla.get(path(ticket, "assignment/")).content.decode()
    assert "Bruno Vega" in page
    assert "Fabia" not in page
    carla.post(path(ticket, "assignment/"), {"person": world.bruno.pk})
    with acting_in(world.faro):
        ticket.refresh_from_db()
    assert ticket.assignee_id == world.bruno.pk


@pytest.mark.parametrize("person", ["fabia", "ana", "elena", "nobody", "9" * 30, ""])
def test_it_cannot_be_handed_to_who_does_not_attend_there(world: World, client_of: Any, person: str) -> None:
    ticket = world.ticket(world.ana)
    identifier = getattr(world, person).pk if person in ("fabia", "ana", "elena") else person
    client_of(world.carla).post(path(ticket, "assignment/"), {"person": identifier})
    with acting_in(world.faro):
        ticket.refresh_from_db()
    assert ticket.assignee_id is None


STRANGERS = ["fabia", "ana", "diego", "ines", "julia", "gema"]


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("part", ["", "history/", "assignment/", "user-type/"])
def test_who_does_not_attend_it_cannot_read_it(world: World, client_of: Any, who: str, part: str) -> None:
    ticket = world.ticket(world.ana)
    assert client_of(getattr(world, who)).get(path(ticket, part)).status_code == 404


@pytest.mark.parametrize("part", ["taking/", "messages/", "notes/", "closure/", "assignment/", "user-type/"])
@pytest.mark.parametrize("who", [*STRANGERS, "hugo"])
def test_who_does_not_attend_it_changes_nothing(world: World, client_of: Any, who: str, part: str) -> None:
    ticket = world.ticket(world.ana)
    data = {"key": uuid4(), "body": "x", "note": "x", "person": world.bruno.pk}
    answer = client_of(getattr(world, who)).post(path(ticket, part), data)
    assert answer.status_code in (200, 302, 404)
    assert kinds(world, ticket) == ["ticket.submitted"]


def test_an_agent_never_attends_a_request_of_her_own(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.bruno)
    assert client_of(world.bruno).get(path(ticket)).status_code == 404
    with acting_in(world.faro), pytest.raises(PermissionError):
        close(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY)


def test_each_reading_of_a_confidential_one_is_recorded(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "bienestar")
    client_of(world.gema).get(path(ticket))
    assert kinds(world, ticket) == ["ticket.submitted", "ticket.read"]
    assert client_of(world.hugo).get(path(ticket)).status_code == 404


@pytest.mark.parametrize(
    ("part", "sent"),
    [("messages/", {"body": "Borrador", "kind": "answer", "preview": "1"}), ("notes/", {"note": ""})],
)
def test_a_confidential_one_is_not_read_unrecorded_by_sending_something(
    world: World, client_of: Any, part: str, sent: dict[str, str]
) -> None:
    ticket = world.ticket(world.ana, "bienestar")
    client_of(world.gema).post(path(ticket, part), {"key": uuid4(), **sent})
    assert kinds(world, ticket) == ["ticket.submitted", "ticket.read"]


@pytest.mark.parametrize(
    ("body", "words"), [("", "Escriba algo"), ("   \n", "Escriba algo"), ("x" * 20_001, "20 000 caracteres")]
)
def test_an_empty_or_endless_answer_is_refused_with_a_sentence(
    world: World, client_of: Any, body: str, words: str
) -> None:
    ticket = world.ticket(world.ana)
    page = client_of(world.bruno).post(
        path(ticket, "messages/"), {"key": uuid4(), "body": body, "kind": "answer"}
    )
    assert page.status_code == 200
    assert words in page.content.decode()


def test_what_is_written_is_shown_as_words_never_as_html(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana), client_of(world.bruno)
    nasty = "<script>alert(1)</script> \u202eevil\u202c 🙂 \"'><img src=x onerror=1>\0"
    bruno.post(path(ticket, "messages/"), {"key": uuid4(), "body": nasty, "kind": "answer"})
    bruno.post(path(ticket, "notes/"), {"note": nasty})
    page = bruno.get(path(ticket)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;alert(1)") == 2


def test_what_was_sent_is_no_draft_any_more(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana), client_of(world.bruno)
    for slot, body in (("saying", "¿Cuál recibo?"), ("note", "Llamar el lunes")):
        bruno.post(path(ticket, "draft/"), {"slot": slot, "body": body})
    assert _drafts(world) == {"saying": "¿Cuál recibo?", "note": "Llamar el lunes"}
    (seen,) = set(re.findall(r'name="seen" value="([^"]+)"', bruno.get(path(ticket)).content.decode()))
    said = {"key": uuid4(), "body": "¿Cuál recibo?", "kind": "question", "seen": seen}
    bruno.post(path(ticket, "messages/"), said)
    assert _drafts(world) == {"note": "Llamar el lunes"}
    bruno.post(path(ticket, "notes/"), {"note": "Llamar el lunes"})
    assert _drafts(world) == {}


def _drafts(world: World) -> dict[str, str]:
    with acting_in(world.faro):
        return dict(AgentDraft.objects.values_list("slot", "body"))


def test_a_letter_that_could_not_be_delivered_is_told_to_the_agent(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        Delivery.objects.create(
            event=Event.objects.get(subject_id=ticket.pk),
            kind="confirmation",
            person=world.ana,
            ticket=ticket,
            address="ana@faro.test",
            message_id="<lost@test>",
            status=Delivery.Status.FAILED,
            created_at=MONDAY,
        )
    page = client_of(world.bruno).get(path(ticket)).content.decode()
    assert "No se entregó" in page


def test_the_agent_says_which_user_type_the_requester_is(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.elena)
    pablo = client_of(world.pablo)
    assert "Egresado" in pablo.get(path(ticket, "user-type/")).content.decode()
    pablo.post(path(ticket, "user-type/"), {"user_type": "egresado"})
    with acting_in(world.puerto):
        ticket.refresh_from_db()
        assert ticket.user_type == "egresado"
        assert Person.objects.get(pk=world.elena.pk).types == ["egresado"]
        assert Event.objects.filter(subject_id=ticket.pk, kind="ticket.classified").count() == 1


def test_what_the_directory_holds_of_somebody_the_desk_does_not_overwrite(
    world: World, client_of: Any
) -> None:
    ticket = world.ticket(world.ana)
    client_of(world.bruno).post(path(ticket, "user-type/"), {"user_type": "egresado"})
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.user_type == "egresado"
        assert Person.objects.get(pk=world.ana.pk).types == ["estudiante"]


@pytest.mark.parametrize("user_type", ["", "rector", "x" * 500, "\0"])
def test_a_user_type_that_the_folder_does_not_name_is_none(
    world: World, client_of: Any, user_type: str
) -> None:
    ticket = world.ticket(world.ana)
    assert (
        client_of(world.bruno).post(path(ticket, "user-type/"), {"user_type": user_type}).status_code == 404
    )


def test_a_note_sent_twice_is_there_once(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    for _press in range(2):
        assert (
            bruno.post(f"/desk/tickets/{ticket.code}/notes/", {"note": "Llamar mañana."}).status_code == 302
        )
    with acting_in(world.faro):
        assert Note.objects.filter(ticket=ticket).count() == 1

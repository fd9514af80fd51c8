"""Offence and harassment: reported with the passage, judged by the director, sealed as it was said (UNE-12)."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from tests.documents.files import PDF, upload
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.journal.verify import verify_subject
from ventanilla.lib.clock import now
from ventanilla.people.models import Role, RoleKind
from ventanilla.tickets import judging
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.models import Evidence, Message, Offence, Ticket

INSULT = "Usted es un inútil"
SAID = f"No me contestan.\n{INSULT} y lo voy a esperar a la salida."


def said(world: World, body: str = SAID, *, files: bool = False) -> tuple[Ticket, Message]:
    """Ana insults the desk."""
    ticket = world.ticket(world.ana, at=now())
    with acting_in(world.faro):
        documents = []
        if files:
            from ventanilla.documents.actions import store  # noqa: PLC0415

            documents = [
                store(
                    institution=world.faro,
                    file=upload("foto.pdf", PDF),
                    by=world.ana,
                    accept=("pdf",),
                    max_mb=1,
                    at=now(),
                )
            ]
        request.reply(
            ticket_id=ticket.pk,
            requester=world.ana,
            body=body,
            documents=documents,
            at=now(),
            channel="portal",
        )
        return ticket, Message.objects.get(ticket=ticket, kind="reply")


def report_of(ticket: Ticket, message: Message) -> str:
    return f"/desk/tickets/{ticket.code}/messages/{message.pk}/report/"


def reported(world: World, client_of: Any, **more: Any) -> Offence:
    ticket, message = said(world, **more)
    client_of(world.bruno).post(report_of(ticket, message), {"passage": INSULT, "reason": "Me amenaza."})
    with acting_in(world.faro):
        return Offence.objects.get()


def test_an_agent_reports_a_passage_and_the_director_is_told_at_once(
    world: World, client_of: Any, statements: Any, catcher: Any, work: Any
) -> None:
    ticket, message = said(world)
    bruno, path = client_of(world.bruno), report_of(ticket, message)
    assert path in bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()
    with statements(8):
        assert "Lo dicho queda como está" in bruno.get(path).content.decode()
    with statements(14):
        assert bruno.post(path, {"passage": INSULT, "reason": "Me amenaza."}).status_code == 302
    work()
    (mail,) = [m for m in catcher.messages(to="carla@faro.test") if "reportaron" in m.subject]
    assert INSULT not in mail.text and "Ana" not in mail.text
    with acting_in(world.faro):
        made = Offence.objects.get()
        assert message.body[made.start : made.end] == made.passage == INSULT
    carla = client_of(world.carla)
    with statements(8):
        assert INSULT in carla.get("/desk/offences/").content.decode()
    with statements(9):
        page = carla.get(f"/desk/offences/{made.pk}/").content.decode()
    assert f"<mark>{INSULT}</mark>" in page and "lo voy a esperar" in page and "Me amenaza." in page


def test_what_was_not_said_is_not_reported_and_nothing_twice(world: World, client_of: Any) -> None:
    ticket, message = said(world)
    bruno, path = client_of(world.bruno), report_of(ticket, message)
    page = bruno.post(path, {"passage": "Otra cosa", "reason": "Me amenaza."}).content.decode()
    assert "no está en el mensaje tal como lo marcó" in page and "Me amenaza." in page
    assert "Escríbalo antes de enviar" in bruno.post(path, {"passage": INSULT, "reason": ""}).content.decode()
    for _again in range(2):
        page = bruno.post(path, {"passage": "", "reason": "x"}).content.decode()
    assert "ya reportó este mensaje" in page
    with acting_in(world.faro):
        assert Offence.objects.get().passage == message.body, "nothing marked is all of it"


def test_a_student_reports_what_an_agent_wrote(
    world: World, client_of: Any, statements: Any, catcher: Any, work: Any
) -> None:
    ticket = world.ticket(world.ana, at=now())
    with acting_in(world.faro):
        attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="No sea necia.", documents=[], at=now())
        message = Message.objects.get(ticket=ticket, kind="answer")
    ana, path = client_of(world.ana), f"/tickets/{ticket.code}/messages/{message.pk}/report/"
    assert path in ana.get(f"/tickets/{ticket.code}/").content.decode()
    with statements(8):
        assert ana.get(path).status_code == 200
    with statements(14):
        assert ana.post(path, {"passage": "necia", "reason": "Me insulta."}).status_code == 302
    work()
    assert [m for m in catcher.messages(to="carla@faro.test") if "reportaron" in m.subject]
    assert (
        "report" not in client_of(world.bruno).get(f"/desk/tickets/{ticket.code}/history/").content.decode()
    )
    with acting_in(world.faro):
        made = Offence.objects.get()
    assert client_of(world.bruno).get(f"/desk/offences/{made.pk}/").status_code == 404
    assert client_of(world.diego).get(path).status_code == 404
    with acting_in(world.faro):
        own = Message.objects.get(ticket=ticket, kind="request").pk
    assert ana.get(f"/tickets/{ticket.code}/messages/{own}/report/").status_code == 404


def test_whoever_is_reported_does_not_judge(world: World, client_of: Any, catcher: Any, work: Any) -> None:
    """The only director is the one who wrote it: the administrator judges."""
    ticket = world.ticket(world.ana, at=now())
    with acting_in(world.faro):
        attend.answer(ticket_id=ticket.pk, agent=world.carla, body="Necia.", documents=[], at=now())
        message = Message.objects.get(ticket=ticket, kind="answer")
    client_of(world.ana).post(
        f"/tickets/{ticket.code}/messages/{message.pk}/report/", {"passage": "Necia", "reason": "Me insulta."}
    )
    work()
    with acting_in(world.faro):
        made = Offence.objects.get()
    assert client_of(world.carla).get(f"/desk/offences/{made.pk}/").status_code == 404
    assert "Necia" not in client_of(world.carla).get("/desk/offences/").content.decode()
    assert [m for m in catcher.messages(to="hugo@faro.test") if "reportaron" in m.subject]
    assert "Necia" in client_of(world.hugo).get("/desk/offences/").content.decode()
    assert client_of(world.hugo).get(f"/desk/offences/{made.pk}/").status_code == 200


def test_dismissed_with_a_reason(world: World, client_of: Any, catcher: Any, work: Any) -> None:
    made, carla = reported(world, client_of), client_of(world.carla)
    path = f"/desk/offences/{made.pk}/"
    assert "Escríbalo antes" in carla.post(path, {"decision": "dismiss", "reason": ""}).content.decode()
    assert carla.post(path, {"decision": "dismiss", "reason": "Se disculpó."}).status_code == 302
    assert "Se disculpó." in carla.get(path).content.decode()
    assert (
        "Alguien lo decidió" in carla.post(path, {"decision": "dismiss", "reason": "Otra"}).content.decode()
    )
    work()
    assert [m for m in catcher.messages(to="bruno@faro.test") if "Se revisó su reporte" in m.subject]


def test_a_disciplinary_case_holds_the_evidence_as_it_was_said(
    world: World, client_of: Any, statements: Any
) -> None:
    made, carla = reported(world, client_of, files=True), client_of(world.carla)
    data = {
        "decision": "case",
        "reason": "Amenaza a un agente.",
        "service": "caso-disciplinario",
        "key": uuid4(),
    }
    assert carla.post(f"/desk/offences/{made.pk}/", data).status_code == 302
    with acting_in(world.faro):
        made.refresh_from_db()
        case = Ticket.objects.get(pk=made.case_id)
        evidence = Evidence.objects.get()
        assert case.confidential and case.requester_id == world.carla.pk
        assert evidence.body == SAID and len(evidence.files) == 1
        assert judging.is_intact(evidence)
        assert not list(verify_subject(key=settings.JOURNAL_KEY, subject=("ticket", case.pk)))
        assert not list(verify_subject(key=settings.JOURNAL_KEY, subject=("offence", made.pk)))
    gema = client_of(world.gema)
    assert "Prueba sellada" in gema.get(f"/desk/tickets/{case.code}/").content.decode()
    with statements(16):
        page = gema.get(f"/desk/tickets/{case.code}/evidence/").content.decode()
    assert "Íntegra" in page and INSULT in page and "foto.pdf" in page
    for who in (world.bruno, world.hugo, world.ana, world.fabia):
        assert client_of(who).get(f"/desk/tickets/{case.code}/evidence/").status_code == 404


def test_evidence_that_somebody_changed_is_seen(world: World, client_of: Any) -> None:
    made, carla = reported(world, client_of), client_of(world.carla)
    data = {"decision": "case", "reason": "Amenaza.", "service": "caso-disciplinario", "key": uuid4()}
    carla.post(f"/desk/offences/{made.pk}/", data)
    with acting_in(world.faro):
        evidence = Evidence.objects.get()
        for name, value in (("body", "Buenos días."), ("digest", "0" * 64), ("files", ["0" * 64])):
            kept = getattr(evidence, name)
            setattr(evidence, name, value)
            assert not judging.is_intact(evidence)
            setattr(evidence, name, kept)
        assert judging.is_intact(evidence)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE tickets_evidence SET body = 'x'")


@pytest.mark.parametrize("who", ["ana", "diego", "bruno", "fabia", "hugo", "julia"])
def test_nobody_else_finds_the_report(world: World, client_of: Any, who: str) -> None:
    made, other = reported(world, client_of), client_of(getattr(world, who))
    path = f"/desk/offences/{made.pk}/"
    assert other.get(path).status_code == 404
    assert other.post(path, {"decision": "dismiss", "reason": "x"}).status_code == 404
    assert INSULT not in other.get("/desk/offences/").content.decode()


def test_a_restricted_service_is_offered_to_nobody(world: World, client_of: Any) -> None:
    ana = client_of(world.ana)
    assert ana.get("/services/caso-disciplinario/").status_code == 404
    assert ana.get("/services/caso-disciplinario/request/").status_code == 404
    for path in ("/", "/categories/academicos/", "/?q=caso+disciplinario"):
        assert "caso-disciplinario" not in ana.get(path).content.decode()


def test_the_page_says_who_knows_of_it_and_no_more_than_is_true(
    world: World, client_of: Any, catcher: Any, work: Any
) -> None:
    """Of a confidential conversation nobody but a cleared director judges: until there is one, nobody knows."""
    gema, hugo = client_of(world.gema), client_of(world.hugo)
    for n, (words, unheard) in enumerate(
        (("Todavía nadie de la unidad puede decidirlo", True), ("El director de la unidad ya lo sabe", False))
    ):
        ticket = world.ticket(world.ana, "bienestar", at=now())
        with acting_in(world.faro):
            message = Message.objects.get(ticket=ticket)
            if n:
                unit = Unit.objects.get(slug="bienestar")
                Role.objects.create(person=world.fabia, kind=RoleKind.DIRECTOR, unit=unit, confidential=True)
        assert "El director" not in gema.get(report_of(ticket, message)).content.decode()
        gema.post(report_of(ticket, message), {"passage": "", "reason": "Me amenaza."})
        assert words in gema.get(f"/desk/tickets/{ticket.code}/").content.decode()
        work()
        with acting_in(world.faro):
            made = Offence.objects.latest("id")
        assert hugo.get(f"/desk/offences/{made.pk}/").status_code == 404
        told = [m for m in catcher.messages(to="hugo@faro.test") if "lo confidencial" in m.subject]
        assert len(told) == 1, "once a day, and only while nobody may judge"
        assert (
            bool([m for m in catcher.messages(to="fabia@faro.test") if "reportaron" in m.subject])
            is not unheard
        )
    assert "acoso" in client_of(world.fabia).get("/desk/offences/").content.decode()


def test_without_a_director_the_administrators_know_of_it(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        Role.objects.filter(person=world.carla).delete()
    ticket, message = said(world)
    bruno = client_of(world.bruno)
    bruno.post(report_of(ticket, message), {"passage": INSULT, "reason": "Me amenaza."})
    assert "Lo sabe la administración" in bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()

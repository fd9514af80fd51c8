"""What leaves the desk: another area is asked, the requester advised, a contact handed over (UDG-06, UDG-03)."""

from typing import Any
from uuid import uuid4

import pytest

from tests.world import BORN, World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.referrals import Destination
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Section
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets.actions import refer as acts
from ventanilla.tickets.actions.referral import Addressee
from ventanilla.tickets.models import Referral, Ticket

AREAS: list[dict[str, Any]] = [
    {"slug": "biblioteca", "name": "Biblioteca", "topics": ["libros", "préstamos"], "phone": "555 0001"},
    {
        "slug": "escolar",
        "name": {"es": "Control Escolar", "en": "Registry"},
        "topics": ["constancia", "kárdex"],
        "email": "escolar@faro.example",
        "words": "Le pedimos revisar este caso.",
    },
]


@pytest.fixture
def ticket(world: World) -> Ticket:
    with acting_in(world.faro):
        data = [Destination.model_validate(one).data() for one in AREAS]
        Section.objects.create(name="referrals", data=data, digest="")
    return world.ticket(world.ana, at=now())


def page_of(ticket: Ticket) -> str:
    return f"/desk/tickets/{ticket.code}/referral/"


def form(**more: Any) -> dict[str, Any]:
    told = {
        "kind": "outside",
        "channel": "email",
        "name": "Control Escolar",
        "address": "escolar@faro.example",
    }
    return {"key": uuid4(), **told, "body": "Revisen la constancia.", **more}


def test_the_desk_proposes_whose_topics_fit_and_the_agent_may_overrule(
    world: World, ticket: Ticket, client_of: Any, statements: Any
) -> None:
    bruno = client_of(world.bruno)
    with statements(8):
        page = bruno.get(page_of(ticket)).content.decode()
    assert "La ventanilla propone Control Escolar" in page and "escolar@faro.example" in page
    assert 'value="advice" checked' in page, "it came through the portal: the requester writes himself"
    other = bruno.get(f"{page_of(ticket)}?to=biblioteca").content.decode()
    assert "La ventanilla propone Biblioteca" in other and "555 0001" in other


def test_another_area_is_asked_by_mail_and_its_answer_noted(
    world: World, ticket: Ticket, client_of: Any, statements: Any, catcher: Any, work: Any
) -> None:
    bruno = client_of(world.bruno)
    work()
    data = form()
    with statements(14):
        assert bruno.post(page_of(ticket), data).status_code == 302
    bruno.post(page_of(ticket), data)
    work()
    (mail,) = catcher.messages(to="escolar@faro.example")
    assert f"[{ticket.code}]" in mail.subject and "Revisen la constancia." in mail.text
    (told,) = [m for m in catcher.messages(to="ana@faro.test") if "Derivamos" in m.subject]
    assert "Control Escolar" in told.text
    with acting_in(world.faro):
        made = Referral.objects.get()
    with statements(14):
        answer = bruno.post(f"{page_of(ticket)}{made.pk}/answer/", {"body": "Ya está lista."})
    assert answer.status_code == 302
    page = bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()
    assert "Ya está lista." in page and "Control Escolar" in page
    own = client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()
    assert "Control Escolar" in own and "respondieron" in own and "Ya está lista." not in own


def test_the_requester_is_advised_where_to_write(
    world: World, ticket: Ticket, client_of: Any, catcher: Any, work: Any
) -> None:
    client_of(world.bruno).post(page_of(ticket), form(kind="advice"))
    work()
    assert not catcher.messages(to="escolar@faro.example")
    (mail,) = [m for m in catcher.messages(to="ana@faro.test") if "Adónde escribir" in m.subject]
    assert "escolar@faro.example" in mail.text
    own = client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()
    assert "escolar@faro.example" in own


def test_of_a_confidential_request_nothing_leaves(
    world: World, ticket: Ticket, client_of: Any, catcher: Any, work: Any
) -> None:
    secret = world.ticket(world.ana, "bienestar", at=now())
    client_of(world.gema).post(page_of(secret), form(body="Se trata de acoso."))
    work()
    (mail,) = catcher.messages(to="escolar@faro.example")
    words = mail.text
    assert "confidencial" in words and "acoso" not in words and "Ana" not in words


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Escriba a quién va"),
        ({"address": "no es correo"}, "Escriba un correo como"),
        ({"address": "a@b.test\r\nBcc: x@y.test"}, "Escriba un correo como"),
        ({"channel": "phone", "address": ""}, "Escriba el número"),
        ({"channel": "paloma"}, "Elija cómo les llega"),
        ({"body": ""}, "Escríbalo antes de enviar"),
    ],
)
def test_what_is_missing_is_said(
    world: World, ticket: Ticket, client_of: Any, wrong: dict[str, str], words: str
) -> None:
    page = client_of(world.bruno).post(page_of(ticket), form(**wrong)).content.decode()
    assert words in page
    with acting_in(world.faro):
        assert not Referral.objects.exists()


def handed_over(world: World) -> Ticket:
    """A contact of a service that the treasury follows up."""
    with acting_in(world.faro):
        old = ServiceVersion.objects.get(slug="constancia", current=True)
        data = {**old.data, "handover": "tesoreria"}
        publish(ServiceVersion, slug="constancia", data=data, at=BORN, service=old.service)
    return world.ticket(world.ana, at=now(), answers={"motivo": "=1+1", "idioma": "es"})


def test_what_is_closed_is_handed_over_to_the_unit_that_follows_it_up(
    world: World, client_of: Any, statements: Any, catcher: Any, work: Any
) -> None:
    contact, fabia = handed_over(world), client_of(world.fabia)
    client_of(world.bruno).post(f"/desk/tickets/{contact.code}/closure/")
    work()
    (mail,) = catcher.messages(to="fabia@faro.test")
    assert "Un contacto para su unidad" in mail.subject
    with statements(8):
        page = fabia.get("/desk/handovers/").content.decode()
    assert contact.code in page and "ana@faro.test" in page and "Marcar como recibido" in page
    assert fabia.get(f"/desk/tickets/{contact.code}/").status_code == 404
    with acting_in(world.faro):
        made = Referral.objects.get(kind="handover")
    with statements(14):
        assert fabia.post(f"/desk/handovers/{made.pk}/receipt/").status_code == 302
    assert "Marcar como recibido" not in fabia.get("/desk/handovers/").content.decode()
    sheet = b"".join(fabia.get("/desk/handovers/csv/").streaming_content).decode("utf-8-sig")
    assert contact.code in sheet and "Motivo: =1+1" in sheet and "\n=" not in sheet


def test_what_is_handed_over_in_a_day_comes_in_one_mail(
    world: World, client_of: Any, catcher: Any, work: Any
) -> None:
    first = handed_over(world)
    second = world.ticket(world.diego, at=now())
    for contact in (first, second):
        client_of(world.bruno).post(f"/desk/tickets/{contact.code}/closure/")
    work()
    (mail,) = catcher.messages(to="fabia@faro.test")
    assert "2 asuntos" in mail.subject
    assert {code in mail.text for code in (first.code, second.code)} == {True}


@pytest.mark.parametrize("who", ["gema", "bruno", "hugo"])
def test_no_other_unit_finds_the_contacts(world: World, client_of: Any, who: str) -> None:
    contact = handed_over(world)
    client_of(world.bruno).post(f"/desk/tickets/{contact.code}/closure/")
    with acting_in(world.faro):
        made = Referral.objects.get(kind="handover")
    person: Person = getattr(world, who)
    assert contact.code not in client_of(person).get("/desk/handovers/").content.decode()
    assert client_of(person).post(f"/desk/handovers/{made.pk}/receipt/").status_code == 404


def test_two_answers_of_the_same_area_are_both_kept(world: World, ticket: Ticket) -> None:
    with acting_in(world.faro):
        made = acts.refer(
            ticket_id=ticket.pk,
            agent=world.bruno,
            kind="outside",
            to=Addressee("Biblioteca", "phone", "333"),
            text="¿Debe libros?",
            key=uuid4(),
            at=now(),
        )
        for agent, words in (
            (world.bruno, "No debe nada."),
            (world.carla, "Debe uno."),
            (world.carla, "Debe uno."),
        ):
            acts.note_answer(referral_id=made.pk, agent=agent, body=words, at=now())
        made.refresh_from_db()
    assert made.answer == "No debe nada.\n\nDebe uno.", "nobody's words are written over"

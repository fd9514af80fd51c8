"""Critical matters: the agent marks, the director decides, top management reads just those (UDG-07)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.tickets.promised import with_term
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import escalate
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Escalation, Note, Ticket

REASON = "La prensa preguntó por este caso."
SUMMARY = "Una estudiante perdió su beca por un error nuestro."


def page_of(ticket: Ticket) -> str:
    return f"/desk/tickets/{ticket.code}/escalation/"


def sent_up(world: World, service: str = "constancia", *, director: Any = None) -> Escalation:
    ticket = world.ticket(world.ana, service, at=now())
    agent = director or world.bruno
    with acting_in(world.faro):
        made = escalate.mark(ticket_id=ticket.pk, agent=agent, reason=REASON, at=now())
        return escalate.decide(
            escalation_id=made.pk,
            director=director or world.carla,
            up=True,
            reason="",
            summary=SUMMARY,
            at=now(),
        )


def test_from_the_agent_to_the_top_and_back(
    world: World, client_of: Any, statements: Any, catcher: Any, work: Any
) -> None:
    ticket = world.ticket(world.ana, at=now())
    bruno, carla, julia = client_of(world.bruno), client_of(world.carla), client_of(world.julia)
    with statements(8):
        assert "¿Por qué es crítica?" in bruno.get(page_of(ticket)).content.decode()
    with statements(14):
        assert bruno.post(page_of(ticket), {"body": REASON}).status_code == 302
    assert "ya está marcada como crítica" in bruno.post(page_of(ticket), {"body": "Otra"}).content.decode()
    assert ticket.title not in julia.get("/office/executive/").content.decode()
    with statements(8):
        page = carla.get(page_of(ticket)).content.decode()
    assert REASON in page and "Elevarlo" in page
    said = {"decision": "up", "summary": SUMMARY, "reason": "Es de todos."}
    with statements(14):
        assert carla.post(f"{page_of(ticket)}decision/", said).status_code == 302
    with statements(8):
        assert SUMMARY in julia.get("/office/executive/").content.decode()
    with acting_in(world.faro):
        made = Escalation.objects.get()
    with statements(8):
        page = julia.get(f"/office/executive/{made.pk}/").content.decode()
    assert SUMMARY in page and REASON in page and "Bruno Vega" in page and "Carla Solís" in page
    with statements(14):
        julia.post(f"/office/executive/{made.pk}/acknowledgement/")
    with statements(14):
        julia.post(f"/office/executive/{made.pk}/answer/", {"body": "Devuélvanle la beca hoy."})
    work()
    assert [m.subject for m in catcher.messages(to="julia@faro.test")] == [
        "Un asunto crítico requiere atención"
    ]
    told = [m.text for m in catcher.messages(to="carla@faro.test") if "respondió" in m.subject]
    assert told and "Devuélvanle la beca hoy." in told[0]
    page = bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()
    assert "Devuélvanle la beca hoy." in page
    assert "Devuélvanle" not in client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()
    with acting_in(world.faro):
        assert Note.objects.get().author_id == world.julia.pk


def test_the_director_keeps_it_with_a_reason(world: World, client_of: Any, catcher: Any, work: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    client_of(world.bruno).post(page_of(ticket), {"body": REASON})
    carla = client_of(world.carla)
    without = carla.post(f"{page_of(ticket)}decision/", {"decision": "keep", "reason": ""}).content.decode()
    assert "Escríbalo antes de enviar" in without
    carla.post(f"{page_of(ticket)}decision/", {"decision": "keep", "reason": "Lo resolvemos hoy."})
    work()
    assert (
        "Lo resolvemos hoy." in client_of(world.bruno).get(f"/desk/tickets/{ticket.code}/").content.decode()
    )
    assert not catcher.messages(to="julia@faro.test")
    assert "Nada le necesita" in client_of(world.julia).get("/office/executive/").content.decode()


def test_an_agent_decides_nothing(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    bruno = client_of(world.bruno)
    bruno.post(page_of(ticket), {"body": REASON})
    page = bruno.post(f"{page_of(ticket)}decision/", {"decision": "up", "summary": "x"}).content.decode()
    assert "Usted no atiende" in page
    with acting_in(world.faro):
        assert Escalation.objects.get().status == "marked"


def test_of_a_confidential_matter_top_management_reads_the_directors_summary_alone(
    world: World, client_of: Any
) -> None:
    with acting_in(world.faro):
        role = world.gema.roles[0]
        role.kind = "director"
        role.save()
    made = sent_up(world, "bienestar", director=world.gema)
    julia = client_of(world.julia)
    for path in ("/office/executive/", f"/office/executive/{made.pk}/"):
        page = julia.get(path).content.decode()
        assert SUMMARY in page and "Un asunto confidencial" in page
        with acting_in(world.faro):
            ticket = made.ticket
            assert ticket.code not in page and ticket.title not in page and REASON not in page
            assert "Ana" not in page


def test_a_broken_promise_whose_term_says_so_is_there_by_itself(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        ticket = with_term(
            world, 1, at=now() - timedelta(days=20), escalation=[{"after": 1, "to": "executive"}]
        )
        watch(at=now())
        watch(at=now())
        assert Escalation.objects.count() == 1
    page = client_of(world.julia).get("/office/executive/").content.decode()
    assert ticket.title in page and "Un plazo venció" in page


@pytest.mark.parametrize("who", ["ana", "bruno", "carla", "hugo", "ines"])
def test_the_page_is_for_top_management_alone(world: World, client_of: Any, who: str) -> None:
    made, other = sent_up(world), client_of(getattr(world, who))
    for path in ("/office/executive/", f"/office/executive/{made.pk}/"):
        assert other.get(path).status_code == 404
    assert other.post(f"/office/executive/{made.pk}/answer/", {"body": "x"}).status_code == 404


def test_top_management_reads_nothing_else(world: World, client_of: Any) -> None:
    made = sent_up(world)
    with acting_in(world.faro):
        code = made.ticket.code
    assert client_of(world.julia).get(f"/desk/tickets/{code}/").status_code == 404

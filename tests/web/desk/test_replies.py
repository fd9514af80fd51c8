"""Replies and macros kept ready: who keeps them, what is filled in, what a macro does, to one request and to many."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.institutions.versions import digest
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend
from ventanilla.tickets.models import AgentDraft, Canned, Macro, Message, Note, Pending, Tag, Ticket
from ventanilla.tickets.section import Macro as MacroShape
from ventanilla.tickets.section import Reply


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


def keep(world: World, slug: str, text: str, *, unit: str | None = None) -> Canned:
    told = {"slug": slug, "name": slug.capitalize(), "unit": unit, "text": text}
    return put(world, Canned, Reply.model_validate(told).data())


def macro(world: World, slug: str, *steps: dict[str, str], unit: str | None = None) -> Macro:
    told = {"slug": slug, "name": slug.capitalize(), "unit": unit, "steps": list(steps)}
    return put(world, Macro, MacroShape.model_validate(told).data())


def put(world: World, model: Any, data: dict[str, Any]) -> Any:
    with acting_in(world.faro):
        unit = Unit.objects.get(slug=data["unit"]) if data["unit"] else None
        return model.objects.create(slug=data["slug"], unit=unit, data=data, digest=digest(data))


def page_of(answer: Any) -> str:
    return unescape(answer.content.decode())


ALL = "{nombre} · {codigo} · {servicio} · {agente} · {unidad} · {enlace}"


def test_what_it_leaves_open_is_filled_in_where_it_is_put(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    keep(world, "saludo", ALL)
    bruno = client_of(world.bruno)
    sent = {"key": uuid4(), "kind": "question", "body": "Buenos días.", "reply": "saludo", "insert": "1"}
    text = page_of(bruno.post(path(ticket, "messages/"), sent))
    with acting_in(world.faro):
        assert Message.objects.filter(ticket=ticket, author=world.bruno).count() == 0
    for words in ("Buenos días.", "Ana", ticket.code, "Constancia", "Bruno Vega", f"/tickets/{ticket.code}/"):
        assert words in text
    assert "{nombre}" not in text


def test_the_list_for_the_slash_holds_those_of_the_unit_and_of_all(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    keep(world, "de-todas", "Hola, {nombre}")
    keep(world, "del-registro", "Registro", unit="registro")
    keep(world, "de-tesoreria", "Tesorería", unit="tesoreria")
    found = client_of(world.bruno).get(path(ticket, "replies/")).json()["choices"]
    assert {one["hint"]: one["text"] for one in found} == {
        "de-todas": "Hola, Ana",
        "del-registro": "Registro",
    }


def test_html_in_a_reply_is_words(world: World, client_of: Any, ticket: Ticket) -> None:
    keep(world, "feo", "<script>alert(1)</script><img src=x onerror=1>")
    sent = {"key": uuid4(), "kind": "answer", "body": "", "reply": "feo", "insert": "1"}
    for where in (
        client_of(world.bruno).post(path(ticket, "messages/"), sent),
        client_of(world.hugo).get("/desk/replies/"),
    ):
        assert "<script>alert" not in where.content.decode()
        assert "<img src=x" not in where.content.decode()


def test_the_director_keeps_those_of_his_unit_and_nobody_elses(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    told = {"name-es": "Listo", "unit": "registro", "text-es": "Hola, {nombre}: está lista."}
    assert carla.post("/desk/replies/new/", told).status_code == 302
    with acting_in(world.faro):
        row = Canned.objects.get(slug="listo")
        assert row.data["name"] == {"es": "Listo"}
        assert Event.objects.filter(kind="reply.changed", subject_id=row.pk).count() == 1
    again = carla.post("/desk/replies/listo/", {**told, "text-es": "Otra cosa", "base": row.digest})
    assert again.status_code == 302
    for unit in ("", "tesoreria"):
        page = carla.post("/desk/replies/new/", {**told, "name-es": "Ajena", "unit": unit})
        assert "Usted no administra las respuestas de esa unidad" in page_of(page)
    with acting_in(world.faro):
        assert not Canned.objects.filter(slug="ajena").exists()
    assert client_of(world.hugo).post("/desk/replies/new/", {**told, "unit": "", "name-es": "De todas"})
    assert carla.get("/desk/replies/de-todas/").status_code == 404
    carla.post("/desk/replies/listo/end/")
    with acting_in(world.faro):
        assert not Canned.objects.get(slug="listo").active


@pytest.mark.parametrize("who", ["bruno", "fabia", "ana", "ines"])
def test_who_directs_nothing_keeps_none(world: World, client_of: Any, who: str) -> None:
    keep(world, "de-todas", "Hola")
    somebody = client_of(getattr(world, who))
    for address in ("/desk/replies/new/", "/desk/replies/de-todas/", "/desk/macros/new/"):
        assert somebody.get(address).status_code == 404
    assert somebody.post("/desk/replies/de-todas/end/").status_code == 404


def test_an_unknown_variable_is_refused_and_the_text_stays(world: World, client_of: Any) -> None:
    told = {"name-es": "Malo", "unit": "registro", "text-es": "Hola, {nombra}: una hora de trabajo"}
    page = page_of(client_of(world.carla).post("/desk/replies/new/", told))
    assert "variable desconocida {nombra}" in page
    assert "una hora de trabajo" in page


def test_two_who_change_it_at_once_do_not_overwrite_each_other(world: World, client_of: Any) -> None:
    row = keep(world, "listo", "Uno", unit="registro")
    told = {"name-es": "Listo", "unit": "registro", "base": row.digest}
    assert client_of(world.carla).post("/desk/replies/listo/", {**told, "text-es": "Dos"}).status_code == 302
    page = page_of(client_of(world.hugo).post("/desk/replies/listo/", {**told, "text-es": "Tres"}))
    assert "Alguien la cambió" in page
    assert "Tres" in page


def test_pages_are_within_their_statements(world: World, client_of: Any, statements: Any) -> None:
    keep(world, "listo", "Uno", unit="registro")
    carla = client_of(world.carla)
    for address in ("/desk/replies/", "/desk/replies/listo/", "/desk/macros/new/", "/desk/sendings/"):
        with statements(8):
            assert carla.get(address).status_code == 200


STEPS = (
    {"do": "assign"},
    {"do": "answer", "reply": "listo"},
    {"do": "tag", "tag": "constancia"},
    {"do": "note", "text": "Entregada a {nombre}"},
    {"do": "close"},
)


def hidden(page: str) -> dict[str, str]:
    """What the form of the macro's page would send."""
    return dict(re.findall(r'<input type="hidden" name="(key|seen|print)" value="([^"]*)"', page))


@pytest.mark.usefixtures("undo")
def test_a_macro_says_first_what_it_would_do_and_then_does_all_of_it(
    world: World, client_of: Any, ticket: Ticket, statements: Any, work: Any, catcher: Any
) -> None:
    """What it says can be taken back as whatever is sent, and it closes with the sending."""
    keep(world, "listo", "Hola, {nombre}: está lista.")
    macro(world, "entregar", *STEPS)
    bruno = client_of(world.bruno)
    assert "Macro: Entregar" in page_of(bruno.get(path(ticket)))
    with statements(8):
        page = page_of(bruno.get(path(ticket, "macros/entregar/")))
    for words in ("Hola, Ana: está lista.", "constancia", "Entregada a Ana", "Hacer todo", "10 segundos"):
        assert words in page
    with statements(14):
        assert bruno.post(path(ticket, "macros/entregar/"), hidden(page)).status_code == 302
    assert bruno.post(path(ticket, "macros/entregar/"), hidden(page)).status_code == 302
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert (ticket.state, ticket.assignee_id) == ("submitted", None)
    assert "con toda la macro «Entregar»" in page_of(bruno.get(path(ticket)))
    work()
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert (ticket.state, ticket.assignee_id) == ("closed", world.bruno.pk)
        assert Message.objects.filter(ticket=ticket, body="Hola, Ana: está lista.").count() == 1
        assert list(Tag.objects.filter(ticket=ticket).values_list("name", flat=True)) == ["constancia"]
        assert Note.objects.get(ticket=ticket).body == "Entregada a Ana"


@pytest.mark.usefixtures("undo")
def test_a_macro_that_was_taken_back_did_nothing_and_its_words_are_in_the_composer(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    macro(world, "entregar", {"do": "answer", "text": "Está lista."}, {"do": "close"})
    bruno = client_of(world.bruno)
    bruno.post(path(ticket, "draft/"), {"slot": "saying", "kind": "answer", "body": "Empezado"})
    page = page_of(bruno.get(path(ticket, "macros/entregar/")))
    bruno.post(path(ticket, "macros/entregar/"), hidden(page))
    with acting_in(world.faro):
        waits = Pending.objects.get()
    bruno.post(path(ticket, f"messages/{waits.pk}/undoing/"))
    work()
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.state == "submitted"
        assert AgentDraft.objects.get().body == "Empezado\n\nEstá lista."


def test_a_macro_that_says_nothing_is_done_at_once(world: World, client_of: Any, ticket: Ticket) -> None:
    macro(world, "mia", {"do": "assign"}, {"do": "tag", "tag": "mía"})
    bruno = client_of(world.bruno)
    page = page_of(bruno.get(path(ticket, "macros/mia/")))
    assert "segundos" not in page
    assert bruno.post(path(ticket, "macros/mia/"), hidden(page)).status_code == 302
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.assignee_id == world.bruno.pk


@pytest.mark.usefixtures("undo")
def test_a_macro_whose_words_changed_since_it_was_looked_at_is_shown_again(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    reply = keep(world, "listo", "Está lista.")
    macro(world, "responder", {"do": "answer", "reply": "listo"})
    bruno = client_of(world.bruno)
    form = hidden(page_of(bruno.get(path(ticket, "macros/responder/"))))
    with acting_in(world.faro):
        Canned.objects.filter(pk=reply.pk).update(data={**reply.data, "text": "No está lista."})
    page = page_of(bruno.post(path(ticket, "macros/responder/"), form))
    assert "ahora haría algo distinto" in page
    assert "No está lista." in page
    with acting_in(world.faro):
        assert not Pending.objects.exists()


def test_where_a_step_fails_none_is_done_and_it_is_named(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    macro(world, "vacia", {"do": "tag", "tag": "vacía"}, {"do": "answer", "reply": "ya-no"})
    bruno = client_of(world.bruno)
    page = page_of(bruno.get(path(ticket, "macros/vacia/")))
    assert "Hacer todo" not in page
    page = page_of(bruno.post(path(ticket, "macros/vacia/"), hidden(page)))
    assert "No se hizo nada. El paso 2, «Responder al solicitante»" in page
    with acting_in(world.faro):
        assert not Tag.objects.filter(ticket=ticket).exists()


def test_a_macro_on_a_ticket_that_closed_meanwhile(world: World, client_of: Any, ticket: Ticket) -> None:
    macro(world, "responder", {"do": "tag", "tag": "listo"}, {"do": "answer", "text": "Hola"})
    bruno = client_of(world.bruno)
    form = hidden(page_of(bruno.get(path(ticket, "macros/responder/"))))
    with acting_in(world.faro):
        attend.close(ticket_id=ticket.pk, agent=world.carla, at=now())
    page = page_of(bruno.post(path(ticket, "macros/responder/"), form))
    assert "No se hizo nada. El paso 2" in page
    with acting_in(world.faro):
        assert not Tag.objects.filter(ticket=ticket).exists()


@pytest.mark.usefixtures("undo")
def test_a_macro_whose_step_became_impossible_while_it_waited_does_nothing_and_says_so(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    macro(world, "mia", {"do": "assign"}, {"do": "answer", "text": "Hola"})
    bruno = client_of(world.bruno)
    form = hidden(page_of(bruno.get(path(ticket, "macros/mia/"))))
    bruno.post(path(ticket, "macros/mia/"), form)
    with acting_in(world.faro):
        attend.take(ticket_id=ticket.pk, agent=world.carla, at=now())
    work()
    page = page_of(bruno.get(path(ticket)))
    assert "Un paso de la macro ya no era posible" in page
    assert "No se hizo nada de la macro «Mia»" in page
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.assignee_id == world.carla.pk
        assert not Message.objects.filter(ticket=ticket, author=world.bruno).exists()


@pytest.mark.parametrize("who", ["fabia", "diego", "ana", "gema", "hugo"])
def test_a_macro_never_touches_what_one_does_not_attend(
    world: World, client_of: Any, ticket: Ticket, who: str
) -> None:
    macro(world, "cerrar", {"do": "close"})
    somebody = client_of(getattr(world, who))
    assert somebody.post(path(ticket, "macros/cerrar/"), {"key": uuid4()}).status_code == 404
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.state == "submitted"


def test_the_macro_of_another_unit_is_not_there(world: World, client_of: Any, ticket: Ticket) -> None:
    macro(world, "cobrar", {"do": "close"}, unit="tesoreria")
    bruno = client_of(world.bruno)
    assert "Cobrar" not in page_of(bruno.get(path(ticket)))
    assert bruno.get(path(ticket, "macros/cobrar/")).status_code == 404


def test_over_many_it_leaves_out_what_one_may_not_see(
    world: World, client_of: Any, ticket: Ticket, work: Any, catcher: Any
) -> None:
    macro(world, "marcar", {"do": "tag", "tag": "revisado"}, {"do": "note", "text": "Visto"})
    secret = world.ticket(world.ana, "bienestar", at=now())
    bruno = client_of(world.bruno)
    sent = {"deed": "macro", "value": "marcar", "ticket": [ticket.code, secret.code]}
    page = page_of(bruno.post("/desk/bulk/", sent))
    assert "Marcar" in page
    assert secret.code not in page
    marks = [part.split('"')[0] for part in page.split('name="seen" value="')[1:]]
    bruno.post(
        "/desk/bulk/", {**sent, "ticket": [ticket.code], "seen": marks, "confirmed": "yes", "key": uuid4()}
    )
    work()
    with acting_in(world.faro):
        assert list(Tag.objects.values_list("ticket_id", flat=True)) == [ticket.pk]
        assert Note.objects.get().ticket_id == ticket.pk


def test_a_macro_is_kept_by_its_form(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    told = {"name-es": "Pedir papel", "unit": "registro", "do-1": "assign", "do-2": "tag", "tag-2": "papel"}
    assert carla.post("/desk/macros/new/", told).status_code == 302
    wrong = page_of(carla.post("/desk/macros/new/", {**told, "name-es": "Otra", "do-1": "close"}))
    assert "`close` es el último paso" in wrong
    page = page_of(carla.get("/desk/macros/pedir-papel/"))
    assert 'value="papel"' in page

"""The requester's page once something was answered, closed, passed on, merged or is late."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.portal.filling import GOOD, Filling
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.merge import merge
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.models import Link, Ticket
from ventanilla.tickets.states import State

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
DAY = timedelta(days=1)


def page(client: Any, ticket: Ticket, part: str = "") -> str:
    content: str = client.get(f"/tickets/{ticket.code}/{part}").content.decode()
    return content


def answered(world: World, *, close: bool = False, days: float = 0) -> Ticket:
    at = now() - days * DAY
    ticket = world.ticket(world.ana, at=at)
    with acting_in(world.faro):
        attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="Aquí está.", documents=[], at=at)
        if close:
            attend.close(ticket_id=ticket.pk, agent=world.bruno, at=at)
    return ticket


def fresh(world: World, ticket: Ticket) -> Ticket:
    with acting_in(world.faro):
        found: Ticket = Ticket.objects.get(pk=ticket.pk)
    return found


def test_a_thank_you_leaves_it_answered_and_one_press_opens_it(
    world: World, client_of: Any, statements: Any
) -> None:
    ticket, ana = answered(world), client_of(world.ana)
    sent = ana.post(
        f"/tickets/{ticket.code}/messages/", {"key": uuid4(), "body": "¡Muchas gracias!"}, follow=True
    )
    said = sent.content.decode()
    assert "sigue respondida" in said and "Sigue sin resolverse" in said and "¡Muchas gracias!" in said
    assert fresh(world, ticket).state == State.ANSWERED
    with statements(14):
        assert ana.post(f"/tickets/{ticket.code}/reopening/").status_code == 302
    assert fresh(world, ticket).state == State.IN_PROGRESS
    assert "Sigue sin resolverse" not in page(ana, ticket)


def test_what_was_closed_is_taken_up_with_a_reason(world: World, client_of: Any, statements: Any) -> None:
    ticket, ana = answered(world, close=True, days=2), client_of(world.ana)
    with statements(8):
        assert "puede retomarla hasta el" in page(ana, ticket)
    path = f"/tickets/{ticket.code}/reopening/"
    with statements(8):
        assert "¿Qué no quedó resuelto?" in page(ana, ticket, "reopening/")
    assert "Cuéntenos, por favor" in ana.post(path, {"key": uuid4(), "body": " "}).content.decode()
    key = uuid4()
    with statements(18):
        done = ana.post(path, {"key": key, "body": "Falta el sello."})
    assert done.status_code == 302
    assert ana.post(path, {"key": key, "body": "Falta el sello."}).status_code == 302
    assert fresh(world, ticket).state == State.IN_PROGRESS
    assert "Falta el sello." in page(ana, ticket)


def test_after_its_window_a_new_one_follows_and_both_name_each_other(world: World, client_of: Any) -> None:
    ticket, ana = answered(world, close=True, days=40), client_of(world.ana)
    told = page(ana, ticket)
    assert "retomarla" not in told and f"?follows={ticket.code}" in told
    assert ana.get(f"/tickets/{ticket.code}/reopening/").status_code == 302
    form = Filling(ana, "constancia", f"?follows={ticket.code}")
    assert f'value="{ticket.code}"' in form.page.content.decode()
    following = {"earlier-request": ticket.code, "after-ended": "on"}
    assert form.send(**GOOD["constancia"], **following).status_code == 302
    with acting_in(world.faro):
        link = Link.objects.select_related("ticket").get(kind="follows", other=ticket)
    assert "Continúa en: " in page(ana, ticket) and link.ticket.code in page(ana, ticket)
    assert "Sigue a: " in page(ana, link.ticket)


def test_another_persons_request_is_not_taken_up(world: World, client_of: Any) -> None:
    ticket = answered(world, close=True)
    diego = client_of(world.diego)
    for part in ("reopening/", "completion/", "nudge/"):
        assert diego.get(f"/tickets/{ticket.code}/{part}").status_code == 404
        assert diego.post(f"/tickets/{ticket.code}/{part}", {"body": "x"}).status_code == 404


def test_whoever_waits_too_long_asks_once(world: World, client_of: Any, statements: Any) -> None:
    ticket, ana = world.ticket(world.ana, at=now() - 20 * DAY), client_of(world.ana)
    with statements(8):
        assert "Preguntar cómo va" in page(ana, ticket)
    with statements(14):
        asked = ana.post(f"/tickets/{ticket.code}/nudge/")
    assert asked.status_code == 302
    assert "Puede volver a preguntar desde el" in page(ana, ticket)
    assert "Preguntar cómo va" not in page(ana, ticket)
    ana.post(f"/tickets/{ticket.code}/nudge/")
    assert "Ya tenemos su pregunta" in page(ana, ticket)
    young = world.ticket(world.ana, at=now())
    assert "Preguntar cómo va" not in page(ana, young)


def passed_on(world: World) -> Ticket:
    at = now()
    ticket = world.ticket(world.ana, at=at, evidence_statement="")
    with acting_in(world.faro):
        change = Change(world.version("reclamo-pago"), None, "Esto lo revisa Tesorería.")
        return reclassify(ticket_id=ticket.pk, agent=world.bruno, institution=world.faro, wish=change, at=at)


def test_just_what_is_missing_is_asked_and_added(world: World, client_of: Any, statements: Any) -> None:
    ticket, ana = passed_on(world), client_of(world.ana)
    with statements(8):
        told = page(ana, ticket)
    assert "Falta algo" in told and "Esto lo revisa Tesorería." in told
    assert "Antes, para otro servicio:" in told and "Para una beca del banco" in told
    path = f"/tickets/{ticket.code}/completion/"
    with statements(8):
        asked = page(ana, ticket, "completion/")
    for name in ("detalle", "pago", "recibo", "monto", "comprobante", "evidence_statement", "declared"):
        assert f'name="{name}"' in asked, name
    assert 'name="motivo"' not in asked and 'name="wants-notices"' not in asked
    key = uuid4()
    paper = SimpleUploadedFile("pago.pdf", PDF)
    first = ana.post(path, {"key": key, "pago": "caja", "comprobante": paper}).content.decode()
    assert "pago.pdf" in first and first.count('class="error') >= 1
    data = {
        "key": key,
        "form-draft": "on",
        "pago": "caja",
        "recibo": "R-12",
        "detalle": "No aparece.",
        "declared": "on",
        "comprobante-kept": first.split('name="comprobante-kept" value="')[1].split('"')[0],
    }
    done = ana.post(path, data, follow=True).content.decode()
    assert "su solicitud está completa" in done and "R-12" in done and "pago.pdf" in done
    found = fresh(world, ticket)
    assert (found.state, found.answers["recibo"]) == (State.IN_PROGRESS, "R-12")
    assert ana.get(path).status_code == 302


def test_the_page_of_two_that_became_one(world: World, client_of: Any, statements: Any) -> None:
    keep = world.ticket(world.ana, at=now() - DAY)
    gone = world.ticket(world.ana, answers={"motivo": "Otra vez, por favor", "idioma": "en"}, at=now())
    with acting_in(world.faro):
        merge(keep_id=keep.pk, merged_id=gone.pk, agent=world.bruno, at=now())
    ana = client_of(world.ana)
    assert ana.get(f"/tickets/{gone.code}/")["Location"].endswith(f"/tickets/{keep.code}/")
    with statements(8):
        told = page(ana, keep)
    assert "Otra vez, por favor" in told and f'de <span class="num">{gone.code}</span>' in told
    assert ana.post(f"/tickets/{gone.code}/messages/", {"key": uuid4(), "body": "Hola"}).status_code == 302
    assert "Hola" in page(ana, keep)

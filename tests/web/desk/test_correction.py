"""A request goes back to be corrected, in time and too late (UNE-09)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from tests.tickets.promised import SERVICE, clock, with_term
from tests.tickets.promises import promise, term
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend
from ventanilla.tickets.models import Deadline, Message, Ticket

FAULT = "La cédula no se lee: suba una foto más clara."


def correctable(world: World, *, days: int = 0) -> Ticket:
    """A request of Ana's of so many days ago, which may go back for three working days."""
    with acting_in(world.faro):
        term("corregir", "business_days", 3, expiry="close")
        promise(SERVICE, correction="corregir")
        return with_term(world, 5, at=now() - timedelta(days=days), pauses=["requester"])


def returned(world: World, *, days: int = 0) -> Ticket:
    ticket = correctable(world, days=days)
    with acting_in(world.faro):
        at = now() - timedelta(days=days)
        attend.return_for_correction(ticket_id=ticket.pk, agent=world.bruno, body=FAULT, documents=[], at=at)
        ticket.refresh_from_db()
    return ticket


def test_the_desk_previews_and_returns_it(world: World, client_of: Any, statements: Any) -> None:
    ticket, bruno = correctable(world), client_of(world.bruno)
    said = {"key": uuid4(), "kind": "correction", "body": FAULT}
    with statements(14):
        preview = bruno.post(
            f"/desk/tickets/{ticket.code}/messages/", {**said, "preview": "1"}
        ).content.decode()
    assert "Así se leerá" in preview and "El solicitante tiene plazo hasta el <b><time" in preview
    # 13 for what every word costs; the time to correct: our clocks, its term, an earlier one, its row, the pause.
    with statements(18):
        answer = bruno.post(f"/desk/tickets/{ticket.code}/messages/", said)
    assert answer.status_code == 302
    page = bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()
    assert "La solicitud se devolvió para corregir." in page
    assert "Corrección del solicitante" in page and "Detenido" in page and "quedan" in page
    waiting = bruno.get("/desk/?view=waiting").content.decode()
    assert ticket.code in waiting


def test_a_service_without_time_to_correct_does_not_offer_it(world: World, client_of: Any) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    assert 'value="correction"' not in bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()
    said = {"key": uuid4(), "kind": "correction", "body": FAULT}
    page = bruno.post(f"/desk/tickets/{ticket.code}/messages/", said).content.decode()
    assert "no da plazo para corregir" in page and FAULT in page
    with acting_in(world.faro):
        assert Message.objects.filter(ticket=ticket).count() == 1


def test_the_requester_reads_what_and_until_when_and_correcting_lets_our_clock_go_on(
    world: World, client_of: Any, statements: Any
) -> None:
    ticket, ana = returned(world), client_of(world.ana)
    ana.get(f"/tickets/{ticket.code}/")
    with statements(8):
        page = ana.get(f"/tickets/{ticket.code}/").content.decode()
    assert "Corrija su solicitud" in page and FAULT in page and "Tiene plazo hasta el" in page
    assert "el plazo está detenido; quedan" in page and "Su corrección" in page
    ana.post(f"/tickets/{ticket.code}/messages/", {"key": uuid4(), "body": "Aquí está, más clara."})
    page = ana.get(f"/tickets/{ticket.code}/").content.decode()
    assert "Corrija su solicitud" not in page and "Su mensaje fue enviado" in page
    with acting_in(world.faro):
        assert clock(ticket, "correction").met_at is not None
        assert clock(ticket).paused_at is None


def test_whoever_comes_too_late_is_told_so_and_keeps_his_words(world: World, client_of: Any) -> None:
    ticket, ana = returned(world, days=20), client_of(world.ana)
    page = ana.get(f"/tickets/{ticket.code}/").content.decode()
    assert "Su plazo para corregir terminó" in page and f"/services/{SERVICE}/" in page
    late = ana.post(f"/tickets/{ticket.code}/messages/", {"key": uuid4(), "body": "Aquí está, más clara."})
    page = late.content.decode()
    assert late.status_code == 200
    assert "terminó, así que esto no se envió" in page and "Aquí está, más clara." in page
    with acting_in(world.faro):
        assert Message.objects.filter(ticket=ticket).count() == 2


def test_in_english_too(world: World, client_of: Any) -> None:
    ticket, ana = returned(world), client_of(world.ana, **{"accept-language": "en"})
    page = ana.get(f"/tickets/{ticket.code}/").content.decode()
    assert "Correct your request" in page and "Correct it at the latest on" in page


def test_no_time_to_correct_that_nobody_can_date_is_given_and_what_was_written_stays(
    world: World, client_of: Any
) -> None:
    ticket, bruno = correctable(world), client_of(world.bruno)
    with acting_in(world.faro), transaction.atomic():
        old = CalendarVersion.objects.get(slug="oficina", current=True)
        yesterday = (now() - timedelta(days=1)).date().isoformat()
        ended, _new = publish(
            CalendarVersion, slug="oficina", data={**old.data, "valid_to": yesterday}, at=now()
        )
        Deadline.objects.filter(ticket=ticket).update(calendar=ended)
    said = {"key": uuid4(), "kind": "correction", "body": FAULT}
    for how in ({**said, "preview": "1"}, said):
        page = bruno.post(f"/desk/tickets/{ticket.code}/messages/", how).content.decode()
        assert "termina antes que el plazo para subsanar" in page and FAULT in page
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.state == "submitted"
        assert Message.objects.filter(ticket=ticket).count() == 1

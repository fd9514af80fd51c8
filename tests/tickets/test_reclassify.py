"""A request that came to the wrong service: answers kept, missing ones asked, the date from the original day."""

from datetime import timedelta
from typing import Any

import pytest

from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.institutions.models import Unit
from ventanilla.journal.models import Event
from ventanilla.people.models import Role, RoleKind
from ventanilla.tickets import lacking, queries
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.complete import Given, complete
from ventanilla.tickets.actions.prolong import WrongReason
from ventanilla.tickets.actions.reclassify import Change, NothingChanges, StaysConfidential, reclassify
from ventanilla.tickets.actions.submit import AlreadyOpen
from ventanilla.tickets.intake import Incomplete
from ventanilla.tickets.models import Deadline, Reclassification, Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.states import State

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WHY = "El pago lo revisa Tesorería, no Registro."


def put_right(world: World, ticket: Ticket, service: str, **more: Any) -> Ticket:
    change = Change(world.version(service), more.pop("unit", None), more.pop("reason", WHY))
    return reclassify(
        ticket_id=ticket.pk,
        agent=more.pop("agent", world.bruno),
        institution=world.faro,
        wish=change,
        at=more.pop("at", MONDAY + HOUR),
    )


def clocks(ticket: Ticket) -> dict[str, Deadline]:
    return {row.clock: row for row in queries.deadlines(ticket)}


def test_it_goes_to_the_unit_of_its_new_service_which_asks_for_what_is_missing(acting: World) -> None:
    ticket = acting.ticket(acting.ana, "cambio-de-carrera", evidence_statement="")
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)
    found = put_right(acting, ticket, "reclamo-pago")
    assert (found.service.slug, found.unit.slug, found.request_type) == (
        "reclamo-pago",
        "tesoreria",
        "reclamo",
    )
    assert (found.state, found.assignee_id, found.only_open_key) == (State.WAITING_STUDENT, None, None)
    assert found.answers == {"detalle": "Quiero pasar de Derecho a Enfermería."}
    missing = lacking.of_ticket(found, {})
    assert missing.names == ["pago", "comprobante", "evidence_statement", "declared"]
    told = Event.objects.get(kind="ticket.reclassified")
    assert told.data["from"]["service"] == "cambio-de-carrera"
    assert told.data["missing"] == missing.names
    last = queries.conversation(found)[-1]
    assert "Cambio de carrera" in last.body and WHY in last.body and last.kind == "notice"


def test_what_is_not_asked_any_more_is_kept_beside(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    put_right(acting, ticket, "cambio-de-carrera")
    row = Reclassification.objects.get()
    assert row.answers == {"motivo": "Para una beca del banco", "idioma": "es"}
    assert (row.version.slug, row.unit.slug, row.reason) == ("constancia", "registro", WHY)


def test_the_first_contact_keeps_its_clock_and_the_answer_counts_from_the_original_day(acting: World) -> None:
    term("largo", "business_days", 12)
    term("ley", "business_days", 30)
    promise("reclamo-pago", resolution="largo", legal="ley")
    ticket = acting.ticket(acting.ana)
    before = clocks(ticket)
    after = clocks(put_right(acting, ticket, "reclamo-pago", at=MONDAY + 2 * DAY))
    assert after["first_contact"].due_at == before["first_contact"].due_at
    resolution = after["resolution"]
    assert (resolution.start_at, resolution.amount, resolution.term.slug) == (MONDAY, 12, "largo")
    assert after["legal"].start_at == MONDAY
    (move,) = Event.objects.get(kind="ticket.reclassified").data["moves"]
    assert move["from"] < move["to"], "a later date is told"


def test_a_limit_by_law_and_a_stage_that_the_new_service_does_not_know_end(acting: World) -> None:
    term("ley", "business_days", 30)
    promise(legal="ley")
    ticket = acting.ticket(acting.ana)
    assert clocks(ticket)["legal"].runs
    assert not clocks(put_right(acting, ticket, "cambio-de-carrera"))["legal"].runs


def test_what_is_being_corrected_is_not_any_more(acting: World) -> None:
    term("corregir", "business_days", 3)
    promise(correction="corregir")
    ticket = acting.ticket(acting.ana)
    attend.return_for_correction(
        ticket_id=ticket.pk, agent=acting.bruno, body="Falta la firma.", documents=[], at=MONDAY + HOUR
    )
    found = put_right(acting, ticket, "reclamo-pago", at=MONDAY + 2 * HOUR)
    assert found.state == State.WAITING_STUDENT
    assert not clocks(found)["correction"].runs


def test_the_unit_alone_may_be_wrong(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    treasury = acting.version("reclamo-pago").service.unit
    found = put_right(acting, ticket, "constancia", unit=treasury)
    assert (found.unit.slug, found.service.slug, found.state) == ("tesoreria", "constancia", State.SUBMITTED)
    assert "Tesoreria" in queries.conversation(found)[-1].body


def test_where_nothing_changes_nothing_does(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    with pytest.raises(NothingChanges):
        put_right(acting, ticket, "constancia")
    with pytest.raises(WrongReason):
        put_right(acting, ticket, "reclamo-pago", reason="no")
    for agent in (acting.fabia, acting.ana, acting.hugo):
        with pytest.raises(PermissionError):
            put_right(acting, ticket, "reclamo-pago", agent=agent)
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + HOUR)
    with pytest.raises(IllegalMove):
        put_right(acting, ticket, "reclamo-pago", at=MONDAY + 2 * HOUR)
    assert not Reclassification.objects.exists()


def test_the_other_open_request_of_a_service_that_allows_one_is_named(acting: World) -> None:
    other = acting.ticket(acting.ana, "cambio-de-carrera")
    ticket = acting.ticket(acting.ana)
    with pytest.raises(AlreadyOpen) as met:
        put_right(acting, ticket, "cambio-de-carrera")
    assert met.value.ticket.pk == other.pk
    assert clocks(ticket)["resolution"].runs and not Reclassification.objects.exists()


def test_what_is_confidential_opens_only_by_a_director(acting: World) -> None:
    ticket = acting.ticket(acting.ana, "bienestar")
    with pytest.raises(StaysConfidential):
        put_right(acting, ticket, "cambio-de-carrera", agent=acting.gema)
    into = acting.ticket(acting.diego)
    assert put_right(acting, into, "bienestar").confidential


def test_what_becomes_confidential_leaves_whoever_is_not_cleared_for_it(acting: World) -> None:
    bienestar = Unit.objects.get(slug="bienestar")
    Role.objects.create(person=acting.bruno, kind=RoleKind.AGENT, unit=bienestar, confidential=False)
    ticket = acting.ticket(acting.ana)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)
    assert put_right(acting, ticket, "bienestar").assignee_id is None


def answer(world: World, ticket: Ticket, **answers: str) -> Ticket:
    return complete(
        ticket_id=ticket.pk,
        requester=world.ana,
        institution=world.faro,
        given=Given(answers, {}, "El banco no me dio comprobante.", declared=True, says="¿Cómo pagó?\nCaja"),
        at=MONDAY + DAY,
        channel="portal",
        language="es",
    )


def test_the_requester_gives_what_is_missing_and_it_goes_on(acting: World) -> None:
    ticket = put_right(
        acting, acting.ticket(acting.ana, "cambio-de-carrera", evidence_statement=""), "reclamo-pago"
    )
    with pytest.raises(Incomplete) as wrong:
        answer(acting, ticket)
    assert set(wrong.value.errors) == {"pago"}
    with pytest.raises(Incomplete) as wrong:
        answer(acting, ticket, pago="caja")
    assert set(wrong.value.errors) == {"recibo"}, "what an answer makes the form ask is asked too"
    found = answer(acting, ticket, pago="caja", recibo="R-12")
    assert found.state == State.IN_PROGRESS
    assert found.answers == {
        "detalle": "Quiero pasar de Derecho a Enfermería.",
        "pago": "caja",
        "recibo": "R-12",
    }
    assert (bool(found.declaration), found.evidence_statement) == (True, "El banco no me dio comprobante.")
    assert not lacking.of_ticket(found, {})


def test_time_that_a_director_granted_goes_with_it_to_another_unit(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    row = clocks(ticket)["resolution"]
    Deadline.objects.filter(pk=row.pk).update(added=2, due_at=row.due_at + 2 * DAY)
    put_right(acting, ticket, "constancia", unit=Unit.objects.get(slug="bienestar"))
    after = clocks(ticket)["resolution"]
    assert (after.added, after.due_at) == (2, row.due_at + 2 * DAY), "the requester was told that date"

"""Finding tickets by what is said on them: every word, in any form, newest first, and nothing that is not one's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person, Role
from ventanilla.tickets import queue
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.actions.complete import Given, complete
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.actions.referral import Addressee
from ventanilla.tickets.actions.reopen import reopen
from ventanilla.tickets.actions.transfer import transfer
from ventanilla.tickets.models import TicketWords
from ventanilla.tickets.queue import read_cursor
from ventanilla.tickets.search import FOUND, search

HOUR = timedelta(hours=1)


@pytest.fixture
def heard(work: Any, catcher: Any) -> Any:
    """`heard()`: the queue has done what followed from what was said, its mails included."""
    return work


def codes(person: Person, words: str, after: str = "") -> list[str]:
    with acting_in(person.institution_id):
        units = [unit.pk for unit in queue.held_units(person)]
        hits = search(words, person=person, units=units, after=read_cursor(after))
        return [ticket.code for ticket in hits.tickets]


def test_what_was_said_is_found_in_any_form_of_its_words(world: World, heard: Any) -> None:
    ticket = world.ticket(world.ana, answers={"motivo": "Solicito becas para mi matrícula", "idioma": "es"})
    heard()
    for words in ("beca", "BECAS matricula", "solicita beca", "Ana Batista", "constancia", "E-ANA", "eana"):
        assert codes(world.bruno, words) == [ticket.code], words
    assert codes(world.bruno, "beca transporte") == []


def test_what_is_said_later_is_found_too(world: World, heard: Any) -> None:
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        attend.ask(ticket_id=ticket.pk, agent=world.bruno, body="¿Y el pasaporte?", documents=[], at=MONDAY)
        asking.reply(
            ticket_id=ticket.pk,
            requester=world.ana,
            body="Va la cédula.",
            documents=[],
            at=MONDAY,
            channel="portal",
        )
        attend.note(ticket_id=ticket.pk, agent=world.bruno, body="Ojo: duplicado.", at=MONDAY)
        attend.answer(
            ticket_id=ticket.pk, agent=world.bruno, body="Resuelto en ventanilla.", documents=[], at=MONDAY
        )
    heard()
    for words in ("pasaporte", "cedula", "duplicado", "resuelto"):
        assert codes(world.bruno, words) == [ticket.code], words


def test_what_is_said_on_completing_reopening_and_transferring_is_found_too(world: World, heard: Any) -> None:
    reopened, sent_on = world.ticket(world.ana), world.ticket(world.ana)
    with acting_in(world.faro):
        attend.close(ticket_id=reopened.pk, agent=world.bruno, at=MONDAY)
        reopen(ticket_id=reopened.pk, agent=world.bruno, reason="Aparece un ornitorrinco.", at=MONDAY + HOUR)
        body = Addressee(name="Personería", channel="email", address="personeria@ciudad.test")
        transfer(
            ticket_id=sent_on.pk,
            agent=world.bruno,
            to=body,
            text="Es de su jurisdicción.",
            key=uuid4(),
            at=MONDAY,
        )
        lacks = world.ticket(world.diego, "cambio-de-carrera", evidence_statement="")
        wish = Change(world.version("reclamo-pago"), None, "El pago lo revisa Tesorería.")
        reclassify(ticket_id=lacks.pk, agent=world.bruno, institution=world.faro, wish=wish, at=MONDAY + HOUR)
        said = "Mi chinchilla se lo comió."
        given = Given(
            {"pago": "caja", "recibo": "R-12"}, {}, said, declared=True, says=f"¿Cómo pagó?\nCaja\n{said}"
        )
        complete(
            ticket_id=lacks.pk,
            requester=world.diego,
            institution=world.faro,
            given=given,
            at=MONDAY + 2 * HOUR,
            channel="portal",
            language="es",
        )
    heard()
    assert codes(world.bruno, "ornitorrinco") == [reopened.code]
    assert codes(world.bruno, "jurisdicción") == [sent_on.code]
    assert codes(world.fabia, "chinchilla") == [lacks.code]


def test_the_newest_come_first_and_the_next_page_goes_on(world: World, heard: Any) -> None:
    made = [world.ticket(world.ana, at=MONDAY + timedelta(minutes=n)).code for n in range(FOUND + 3)]
    heard()
    with acting_in(world.faro):
        units = [unit.pk for unit in queue.held_units(world.bruno)]
        first = search("beca", person=world.bruno, units=units)
        second = search("beca", person=world.bruno, units=units, after=read_cursor(first.older))
    assert [ticket.code for ticket in [*first.tickets, *second.tickets]] == made[::-1]
    assert second.older == ""


def test_another_units_words_are_not_found(world: World, heard: Any) -> None:
    ticket = world.ticket(world.ana, "reclamo-pago")
    heard()
    assert codes(world.bruno, "cuota") == []
    assert codes(world.fabia, "cuota") == [ticket.code]


def test_an_administrator_finds_in_every_unit_but_nothing_confidential(world: World, heard: Any) -> None:
    plain = world.ticket(world.ana, "reclamo-pago")
    secret = world.ticket(world.ana, "bienestar")
    heard()
    assert codes(world.hugo, "cuota") == [plain.code]
    assert codes(world.hugo, "acoso") == []
    assert codes(world.hugo, "Ana Batista") == [plain.code]
    assert codes(world.gema, "acoso") == [secret.code]


def test_whoever_is_not_cleared_finds_nothing_confidential_of_his_own_unit(world: World, heard: Any) -> None:
    world.ticket(world.ana, "bienestar")
    heard()
    with acting_in(world.faro):
        Role.objects.filter(person=world.gema).update(confidential=False)
        world.gema._roles = list(Role.objects.filter(person=world.gema))
    assert codes(world.gema, "acoso") == []


def test_ones_own_request_is_not_found_at_the_desk(world: World, heard: Any) -> None:
    ticket = world.ticket(world.bruno)
    heard()
    assert codes(world.bruno, "beca") == []
    assert codes(world.carla, "beca") == [ticket.code]


def test_another_institutions_words_are_not_found(world: World, heard: Any) -> None:
    ticket = world.ticket(world.elena)
    heard()
    assert codes(world.bruno, "beca") == []
    assert codes(world.pablo, "beca") == [ticket.code]


def test_what_moved_to_another_unit_is_found_there_and_not_here(world: World, heard: Any) -> None:
    """Also before its words were made anew: what is found is read again as it is."""
    ticket = world.ticket(world.ana)
    heard()
    with acting_in(world.faro):
        ticket.unit = Unit.objects.get(slug="tesoreria")
        ticket.save()
    assert codes(world.bruno, "beca") == []
    with acting_in(world.faro):
        call_command("words", "faro", "--all", verbosity=0)
    assert codes(world.fabia, "beca") == [ticket.code]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "de la",
        "' | '",
        "a:*",
        "!beca",
        "\\",
        "(((",
        "%",
        "☃",
        "x" * 10_000,
        "beca " * 3_000,
        "\u202e",
    ],
)
def test_no_question_breaks_it(world: World, heard: Any, words: str) -> None:
    world.ticket(world.ana)
    heard()
    assert isinstance(codes(world.bruno, words), list)


def test_a_sign_between_words_asks_for_what_stands_beside_it(world: World, heard: Any) -> None:
    ticket = world.ticket(world.ana, answers={"motivo": "Beca y/o descuento del pos-grado", "idioma": "es"})
    heard()
    for words in ("beca y/o descuento", "posgrado", "pos-grado"):
        assert codes(world.bruno, words) == [ticket.code], words


def test_the_command_gives_words_to_those_that_have_none(world: World, heard: Any, capsys: Any) -> None:
    ticket = world.ticket(world.ana)
    heard()
    with acting_in(world.faro):
        TicketWords.objects.all().delete()
    assert codes(world.bruno, "beca") == []
    call_command("words", "faro")
    assert codes(world.bruno, "beca") == [ticket.code]
    call_command("words")
    assert "faro: 0 tickets" in capsys.readouterr().out


def test_the_function_reads_for_the_institution_of_the_connection_and_changes_nothing(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.prosecdef, p.proconfig, pg_get_userbyid(p.proowner), "
            "has_function_privilege('public', p.oid, 'EXECUTE') FROM pg_proc p WHERE proname = 'ticket_search'"
        )
        definer, setting, owner, public = cursor.fetchone()
    assert definer
    assert setting == ["search_path=pg_catalog, pg_temp"]
    assert owner == "ventanilla_owner"
    assert not public

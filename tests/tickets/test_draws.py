"""A draw is made again from its evidence; whoever changes anything of it, even as the database's owner, is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from textwrap import dedent
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.server import Database
from tests.tickets.test_placing import LATER, agent, dealt
from tests.world import MONDAY, World
from ventanilla.assignment.choosers import Chooser
from ventanilla.assignment.draw import Pool, drawn, seed_digest
from ventanilla.assignment.evidence import Fault
from ventanilla.assignment.models import Draw
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Person
from ventanilla.tickets.actions.placing import place
from ventanilla.tickets.draws import examined, verdict
from ventanilla.tickets.models import Ticket

pytestmark = pytest.mark.commits


@pytest.fixture
def owner(_clone: Database) -> Iterator[psycopg.Connection[Any]]:
    """Whoever holds the keys of the database, though not the journal's."""
    with psycopg.connect(_clone.url("owner"), autocommit=True) as own:
        yield own
    connection.close()


@pytest.fixture(scope="module")
def colleagues(_clone: Database) -> list[Person]:
    world = World.load()
    with acting_in(world.faro):
        dealt("constancia", "random", on_arrival=False)
        return [agent(name) for name in ("Nadia", "Omar", "Petra", "Quino")]


@pytest.fixture
def ticket(acting: World, colleagues: list[Person]) -> Ticket:
    """Drawn twice: somebody, and then somebody else."""
    made = acting.ticket(acting.ana)
    for _ in range(2):
        place(ticket_id=made.pk, chooser=Chooser.RANDOM, by=acting.carla, at=LATER)
    return made


def verify(code: str, *options: str) -> str:
    out = StringIO()
    call_command("assignment", "verify", code, *options, stdout=out)
    return out.getvalue()


def test_what_was_drawn_verifies(ticket: Ticket) -> None:
    assert verdict(ticket).holds
    told = verify(ticket.code.lower().replace("-", ""))
    assert "2 sorteos se sostienen" in told
    assert "Carla Solís" in told
    assert "no es agente de la unidad" in told


def test_a_secret_that_cannot_be_derived_any_more_is_given_up_and_that_shows(
    acting: World, colleagues: list[Person], owner: psycopg.Connection[Any]
) -> None:
    made = acting.ticket(acting.diego)
    place(ticket_id=made.pk, chooser=Chooser.RANDOM, by=acting.carla, at=MONDAY)
    owner.execute("UPDATE assignment_drum SET nonce = repeat('x', 16)::bytea")
    place(ticket_id=made.pk, chooser=Chooser.RANDOM, by=acting.carla, at=LATER)
    first, second = examined(made)
    assert (first.unused, second.unused) == (0, 1)
    assert verdict(made).holds


def test_whoever_has_the_json_needs_nothing_else_to_draw_again(ticket: Ticket) -> None:
    told = json.loads(verify(ticket.code, "--json"))
    assert told["holds"]
    for row in told["draws"]:
        pool = Pool(
            unit=row["unit_id"],
            n=row["n"],
            kind=row["kind"],
            subject=(row["subject_kind"], row["subject_id"]),
            candidates=tuple(row["candidates"]),
            exclusions={one["id"]: one["reasons"] for one in row["exclusions"]},
            version=row["version"],
        )
        assert seed_digest(bytes.fromhex(row["seed"])) == row["digest"]
        assert drawn(bytes.fromhex(row["seed"]), pool) == row["chosen"]


def test_the_program_of_the_reference_page_draws_the_same(ticket: Ticket) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/reference/draws.md").read_text()
    program = page[page.index("    import hmac, json") : page.index("## What it shows")]
    known: dict[str, Any] = {}
    exec(dedent(program), known)
    for row in json.loads(verify(ticket.code, "--json"))["draws"]:
        assert known["redraw"](row) == row["chosen"]


OTHER = "(SELECT min(c) FROM unnest(candidates) c WHERE c <> chosen)"
CHANGES = {
    "chosen": (f"chosen = {OTHER}", {Fault.RESULT, Fault.RETOLD}),
    "candidates": (f"candidates = array_remove(candidates, {OTHER})", {Fault.POOL}),
    "one more": ("candidates = candidates || 1::bigint", {Fault.POOL}),
    "exclusions": ("exclusions = '[]'", {Fault.POOL}),
    "reasons": ("""exclusions = replace(exclusions::text, 'not_agent', 'absent')::jsonb""", {Fault.POOL}),
    "nonsense": ("""exclusions = '{"a": 1}'""", {Fault.POOL, Fault.RESULT}),
    "seed": ("seed = repeat('ab', 32)", {Fault.SEED, Fault.RETOLD}),
    "no seed": ("seed = 'x'", {Fault.RESULT, Fault.RETOLD}),
    "digest": ("digest = repeat('ab', 32)", {Fault.SEED, Fault.UNPROMISED}),
    "both": (
        f"seed = repeat('ab', 32), digest = '{seed_digest(bytes.fromhex('ab' * 32))}'",
        {Fault.UNPROMISED, Fault.RETOLD},
    ),
    "number": ("n = n + 100", {Fault.UNPROMISED, Fault.RETOLD, Fault.POOL}),
    "promise": ("promise = promise + 1", {Fault.UNPROMISED}),
    "version": ("version = 2", {Fault.VERSION, Fault.RETOLD, Fault.POOL}),
    "earlier": ("at = at - interval '1 year'", {Fault.RETOLD}),
}


@pytest.mark.parametrize("what", list(CHANGES))
def test_a_changed_row_is_found(what: str, ticket: Ticket, owner: psycopg.Connection[Any]) -> None:
    change, faults = CHANGES[what]
    row = Draw.objects.latest("id")
    owner.execute(f"UPDATE assignment_draw SET {change} WHERE id = %s", [row.pk])
    found = examined(ticket)[-1]
    assert faults <= set(found.faults)
    assert examined(ticket)[0].holds
    with pytest.raises(CommandError, match="no se sostiene"):
        verify(ticket.code)


def test_a_draw_that_is_gone_is_missed(ticket: Ticket, owner: psycopg.Connection[Any]) -> None:
    gone = Draw.objects.latest("id").pk
    owner.execute("DELETE FROM assignment_draw WHERE id = %s", [gone])
    assert verdict(ticket).missing == (gone,)


def test_a_draw_that_nobody_made_is_found(ticket: Ticket, owner: psycopg.Connection[Any]) -> None:
    columns = "institution_id, kind, subject_kind, subject_id, unit_id, version, candidates, exclusions"
    rest = "promise, digest, seed, chosen, at"
    owner.execute(
        f"INSERT INTO assignment_draw ({columns}, {rest}, n) SELECT {columns}, {rest}, n + 500 "
        "FROM assignment_draw WHERE subject_id = %s ORDER BY id LIMIT 1",
        [ticket.pk],
    )
    assert {Fault.UNRECORDED, Fault.UNPROMISED} <= set(examined(ticket)[-1].faults)


def test_a_journal_made_to_fit_is_found(ticket: Ticket, owner: psycopg.Connection[Any]) -> None:
    """Row and event changed alike: the chain, whose key is not in the database, tells it."""
    row = Draw.objects.latest("id")
    owner.execute(f"UPDATE assignment_draw SET chosen = {OTHER} WHERE id = %s", [row.pk])
    row.refresh_from_db()
    owner.execute("ALTER TABLE journal_event DISABLE TRIGGER USER")
    owner.execute(
        "UPDATE journal_event SET data = jsonb_set(data, '{chosen}', %s::jsonb) WHERE kind = 'draw.made' "
        "AND data->>'draw' = %s",
        [str(row.chosen), str(row.pk)],
    )
    owner.execute("ALTER TABLE journal_event ENABLE TRIGGER USER")
    assert f"unit:{row.unit_id}" in verdict(ticket).broken


def test_a_cut_tail_of_the_tickets_journal_is_found(ticket: Ticket, owner: psycopg.Connection[Any]) -> None:
    owner.execute("ALTER TABLE journal_event DISABLE TRIGGER USER")
    owner.execute(
        "DELETE FROM journal_event WHERE subject_kind = 'ticket' AND subject_id = %s AND n = 3", [ticket.pk]
    )
    owner.execute("ALTER TABLE journal_event ENABLE TRIGGER USER")
    assert f"ticket:{ticket.pk}" in verdict(ticket).broken


@pytest.mark.parametrize("code", ["FARO-26-000001-9", "", "FARO", "ZZZ-26-000001-1", "'; --"])
def test_a_number_that_is_none_is_told_so(acting: World, code: str) -> None:
    with pytest.raises(CommandError):
        verify(code)


def test_where_nobody_was_drawn_it_says_so(acting: World, work: Callable[[], Any]) -> None:
    made = acting.ticket(acting.diego)
    assert "no se sorteó a nadie" in verify(made.code)

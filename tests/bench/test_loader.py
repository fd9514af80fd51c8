"""What the bench loads is as true as what the application writes."""

import os
from pathlib import Path
from typing import Any

import psycopg
import pytest
from bench.load.columns import Rows, UnknownColumn
from bench.load.loading import Loaded, load
from django.apps.registry import Apps
from django.conf import settings
from django.db import models

from tests.server import Database
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.owned import Owned
from ventanilla.journal.verify import verify_subject
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.reckoning import reckon
from ventanilla.tickets.search import search
from ventanilla.tickets.spells import clockwork

pytestmark = pytest.mark.commits


TICKETS = 300


@pytest.fixture(scope="module")
def loaded(_clone: Database, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Into the two institutions of the named world, by the same code that loads a million."""
    return load(
        TICKETS,
        address=os.environ["DATABASE_OWNER_URL"],
        key=settings.JOURNAL_KEY,
        seals_file=tmp_path_factory.mktemp("seals") / "seals.jsonl",
        now=now(),
        shares={"faro": 0.8, "puerto": 0.2},
    )


def as_owner(statement: str) -> list[Any]:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        return connection.execute(statement).fetchall()


def test_as_many_tickets_as_wanted_with_three_messages_and_eight_events_each(loaded: Loaded) -> None:
    assert loaded.rows["tickets_ticket"] == TICKETS
    assert loaded.rows["journal_event"] == 8 * TICKETS
    assert loaded.rows["tickets_message"] == 3 * TICKETS + 97, "one has a hundred"


def test_each_journal_verifies(loaded: Loaded, world: World) -> None:
    for institution in (world.faro, world.puerto):
        with acting_in(institution):
            for pk in Ticket.objects.values_list("pk", flat=True):
                assert not list(verify_subject(key=settings.JOURNAL_KEY, subject=("ticket", pk)))


def test_what_the_views_hold_is_what_a_count_gives(loaded: Loaded) -> None:
    held = (
        "SELECT institution_id, unit, person, view, confidential, sum(n) FROM tickets_tally WHERE view <> '' "
    )
    held += "GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4, 5"
    kept = as_owner(held)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        connection.execute("SELECT tickets_tally_recount()")
        assert connection.execute(held).fetchall() == kept
        connection.rollback()
    assert {view for _i, _u, _p, view, _c, _n in kept} >= {
        "unit",
        "mine",
        "unassigned",
        "breached",
        "answered",
    }


def test_the_dates_of_what_is_open_are_those_that_are_reckoned(loaded: Loaded, world: World) -> None:
    with acting_in(world.faro):
        for ticket in Ticket.objects.filter(state="in_progress").select_related("version")[:20]:
            rows, past = clockwork(ticket)
            running = [row for row in rows if row.runs and not row.breached_at]
            for row in running:
                assert reckon(row, past, now=now()).at == row.due_at
            assert [spell.state for spell in past][-1] == ticket.state


def test_keys_and_indexes_stand_as_before(loaded: Loaded) -> None:
    keys = as_owner("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated")
    indexes = {name for (name,) in as_owner("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")}
    assert keys == [(0,)]
    for model in (Ticket, Deadline):
        assert {index.name for index in model._meta.indexes} <= indexes


def test_the_application_goes_on_where_the_load_ended(loaded: Loaded, world: World) -> None:
    mine = world.ticket(world.ana)
    [(count,)] = as_owner(f"SELECT count(*) FROM tickets_ticket WHERE code = '{mine.code}'")
    assert count == 1
    with acting_in(world.faro):
        pk = loaded.ids["act"][0]
        agent = Person.objects.get(pk=Ticket.objects.get(pk=pk).assignee_id)
        attend.note(ticket_id=pk, agent=agent, body="Revisado.", at=now())
        assert not list(verify_subject(key=settings.JOURNAL_KEY, subject=("ticket", pk)))


def test_a_page_and_a_search_show_what_was_loaded(loaded: Loaded, world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        long = Ticket.objects.get(pk=loaded.ids["long"][0])
        agent = Person.objects.select_related("account", "institution").get(pk=long.assignee_id)
        found = search("constancia pendiente", person=agent, units=[long.unit_id])
        assert found.tickets, "a third of the tickets say so"
    page = client_of(agent).get(f"/desk/tickets/{long.code}/")
    assert page.status_code == 200
    assert client_of(agent).get("/desk/").content.decode().count("/desk/tickets/") >= 10


def test_the_seals_stand_in_the_file_too(loaded: Loaded) -> None:
    [(seals,)] = as_owner("SELECT count(*) FROM journal_seal")
    assert len(Path(loaded.seals_file).read_text().splitlines()) == seals == 2
    assert (
        as_owner("SELECT count(*) FROM journal_head WHERE subject_kind = 'ticket' AND n > sealed_n")[0][0]
        <= 2
    )


class Unknown(Owned):
    """A table that the loader does not know whole."""

    colour = models.CharField(max_length=10)
    shade = models.CharField(max_length=10, null=True)

    class Meta(Owned.Meta):
        app_label = "tickets"
        apps = Apps(
            ["ventanilla.tickets"]
        )  # no table of the site's: who asks for all of them does not meet it


def test_a_column_that_must_be_filled_and_is_unknown_stops_the_load_with_its_name() -> None:
    with pytest.raises(UnknownColumn, match=r"tickets\.Unknown\.colour is not null"):
        Rows(Unknown, "institution_id")
    assert Rows(Unknown, "institution_id", "colour").columns == ("institution_id", "colour", "shade")


def test_a_column_that_is_gone_is_named() -> None:
    with pytest.raises(UnknownColumn, match="no column size any more"):
        Rows(Unknown, "institution_id", "colour", "size")

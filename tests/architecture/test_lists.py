"""Every list of the desk, with any two filters, in any order, reads an index from the first row to the last: what
it costs does not grow with what the desk has. Each is planned as the application, over a crowd."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from django.db import connection

from tests.architecture import crowd
from tests.architecture.plans import captured, nodes_of
from tests.server import Database
from tests.world import World
from ventanilla.catalogue.models import Service
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Campus, Unit
from ventanilla.tickets import queue
from ventanilla.tickets.queue.filters import NO_FILTERS, Filters

pytestmark = pytest.mark.commits
#: Of the crowd: some found often, some seldom, some never.
FILTERS: dict[str, list[Any]] = {
    "state": ["waiting_student", "correcting"],
    "service": ["tramite-1", "tramite-39"],
    "campus": ["centro", "norte"],
    "channel": ["portal", "kiosk"],
    "type": ["estudiante", "egresado"],
    "term": ["respuesta", "contacto"],
    "agent": ["bruno", "carla"],
    "tag": ["común", "rara"],
    "since": [date(2024, 6, 1)],
    "until": [date(2025, 6, 1)],
}
#: An index that a list walks along, however little fits: it must hold all that the filters ask.
WALKED = ("ticket_open_by_", "ticket_ended", "ticket_answered", "ticket_open_of_", "ticket_open_in_")
#: Blocks of 8 kB that a page may read; fifty rows spread over the table have fifty.
MOST_BLOCKS = 400
#: Each row that is looked at asks once for its tag: two or three blocks of an index that is in memory.
MOST_WITH_TAGS = 1_500


@pytest.fixture(scope="module")
def busy(_clone: Database) -> World:
    world = World.load()
    crowd.fill(
        _clone,
        heavy={world.faro.pk: world.ana.pk, world.puerto.pk: world.elena.pk},
        agents={world.faro.pk: world.bruno.pk, world.puerto.pk: world.pablo.pk},
    )
    return world


def lists(world: World, who: str, *, each: int) -> Iterator[tuple[str, queue.List]]:
    """Every view and order with no filter, with one and, where it is open, with any two of them."""
    person = getattr(world, who)
    sight = queue.Sight.of(person)
    everywhere = Unit.objects.order_by("id").values_list("pk", flat=True)
    units = list(everywhere) if sight.everywhere else sorted(sight.attended)
    ids = ids_of(world)
    for view in queue.VIEWS.values():
        if view.page or (view.secret and not sight.cleared):
            continue
        names = [(), *combinations(FILTERS, 1), *(() if view.ended else combinations(FILTERS, 2))]
        for sort in view.sorts:
            for chosen in names:
                for n in range(each if len(chosen) == 1 else 1):
                    values = {name: ids.get((name, v := pick(name, n)), v) for name in chosen}
                    told = f"{view.slug} by {sort.slug} with {values}"
                    yield told, queue.List(view, sort, sight, units, Filters(**values))


def pick(name: str, n: int) -> Any:
    return FILTERS[name][n % len(FILTERS[name])]


def ids_of(world: World) -> dict[tuple[str, Any], int]:
    services = Service.objects.filter(slug__in=FILTERS["service"]).values_list("slug", "pk")
    campuses = Campus.objects.values_list("slug", "pk")
    return {
        **{("service", slug): pk for slug, pk in services},
        **{("campus", slug): pk for slug, pk in campuses},
        **{("agent", name): getattr(world, name).pk for name in FILTERS["agent"]},
    }


@pytest.mark.parametrize("who", ["bruno", "hugo"])
def test_every_list_is_one_statement_that_reaches_its_rows_by_an_index(busy: World, who: str) -> None:
    wrong, seen = [], 0
    with acting_in(busy.faro):
        for told, asked in lists(busy, who, each=2):
            with captured() as sent:
                asked.chosen(None)
            assert len(sent) == 1, told
            wrong += [f"{told}: {fault}" for fault in faults(planned(sent[0]))]
            seen += 1
    assert seen > 500
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("who", ["bruno", "hugo"])
def test_a_list_with_one_filter_reads_little(busy: World, who: str) -> None:
    """Also where nothing fits, and on its second page."""
    wrong = []
    with acting_in(busy.faro):
        for told, asked in lists(busy, who, each=2):
            if sum(value is not None for value in vars(asked.filters).values()) > 1:
                continue
            place = None
            for page in (1, 2):
                with captured() as sent:
                    places, _looked = asked.chosen(place)
                blocks = planned(sent[0], "ANALYZE, BUFFERS, ")[0]
                read = blocks["Shared Hit Blocks"] + blocks["Shared Read Blocks"]
                if read > (MOST_WITH_TAGS if asked.filters.tag else MOST_BLOCKS):
                    wrong.append(f"{told}, page {page}: {read} blocks for {len(places)} rows")
                if len(places) <= queue.PAGE:
                    break
                place = places[queue.PAGE - 1]
    assert not wrong, "\n".join(wrong[:20])


def planned(sql: str, how: str = "") -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN ({how}FORMAT JSON) {sql}".replace("%", "%%"), [])
        told = cursor.fetchone()[0]
    [plan] = json.loads(told) if isinstance(told, str) else told
    return list(nodes_of(plan["Plan"]))


def faults(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        if node.get("Relation Name") not in ("tickets_ticket", "tickets_tag"):
            continue
        if node["Node Type"] == "Seq Scan":
            yield f"{node['Relation Name']} is scanned"
    for node in nodes:
        index = node.get("Index Name", "")
        if index and "institution_id" not in node.get("Index Cond", ""):
            yield f"{index} is read across institutions"
        if index.startswith(WALKED) and node["Node Type"] == "Index Scan":
            yield f"{index} is walked along, and each row fetched"


def test_a_list_without_filters_is_no_special_case(busy: World) -> None:
    assert Filters() == NO_FILTERS

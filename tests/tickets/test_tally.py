"""The numbers beside the views are kept, not counted: whatever happens, they are what a count would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person
from ventanilla.tickets import queue, rules
from ventanilla.tickets.actions import attend, tagging
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.actions.compact import compact
from ventanilla.tickets.actions.message import NothingSaid
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Tally, Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.queue.sight import mark_now

SERVICES = ("constancia", "reclamo-pago", "bienestar")
ACTS = (
    "take",
    "ask",
    "answer",
    "note",
    "close",
    "reply",
    "withdraw",
    "watch",
    "compact",
    "submit",
    "move",
    "read",
)
steps = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.timedeltas(timedelta(0), timedelta(days=4))),
    max_size=14,
)
REFUSED = (IllegalMove, PermissionError, attend.TakenAlready, NothingSaid)


@given(steps)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_whatever_happens_the_tally_is_what_a_count_gives(world: World, wanted: Any) -> None:
    with transaction.atomic():
        tickets = [world.ticket(world.ana), world.ticket(world.diego, "bienestar")]
        at = MONDAY
        with acting_in(world.faro):
            for what, n, after in wanted:
                at += after
                act(world, tickets, what, tickets[n % len(tickets)], at)
            for person in (world.bruno, world.carla, world.gema, world.hugo, world.fabia):
                assert told(person) == counted(person)
        transaction.set_rollback(True)


def act(world: World, tickets: list[Ticket], what: str, ticket: Ticket, at: datetime) -> None:
    ticket.refresh_from_db()
    agent = {"registro": world.bruno, "tesoreria": world.fabia, "bienestar": world.gema}[ticket.unit.slug]
    mine: dict[str, Any] = {"ticket_id": ticket.pk, "agent": agent, "at": at}
    own: dict[str, Any] = {
        "ticket_id": ticket.pk,
        "requester": ticket.requester,
        "at": at,
        "channel": "portal",
    }
    said: dict[str, Any] = {"body": "Dicho.", "documents": []}
    acts: dict[str, Callable[[], Any]] = {
        "take": lambda: attend.take(**mine),
        "ask": lambda: attend.ask(**mine, **said),
        "answer": lambda: attend.answer(**mine, **said),
        "note": lambda: attend.note(**mine, body="Nota."),
        "close": lambda: attend.close(**mine),
        "reply": lambda: asking.reply(**own, **said),
        "withdraw": lambda: asking.withdraw(**own),
        "watch": lambda: watch(at=at),
        "compact": compact,
        "submit": lambda: tickets.append(world.ticket(world.bruno, SERVICES[len(tickets) % 3], at=at)),
        "move": lambda: Ticket.objects.filter(pk=ticket.pk).update(unit=Unit.objects.get(slug="tesoreria")),
        "read": lambda: asking.mark_read(ticket=ticket, requester=ticket.requester),
    }
    with suppress(*REFUSED), transaction.atomic():  # not now: the next step comes
        acts[what]()


def told(person: Person) -> Counter[str]:
    found: Counter[str] = Counter()
    for unit in queue.held_units(person):
        found.update({view: n for view, n in unit.held.items() if view and n})
    return found


def counted(person: Person) -> Counter[str]:
    """By reading every ticket of the units that one may open."""
    found: Counter[str] = Counter()
    sight = queue.Sight.of(person)
    units = [unit.pk for unit in queue.held_units(person)]
    for view in queue.VIEWS.values():
        if view.counted and not view.page:
            shown = sorted(sight.attended) if view.slug == "mine" else units
            asked = queue.List(view, view.sorts[0], sight, shown)
            places, _looked = asked.chosen(None)
            if places:
                found[view.slug] = len(places)
    return found


def test_what_is_confidential_is_not_in_the_numbers_of_who_may_not_read_it(world: World) -> None:
    world.ticket(world.ana, "bienestar")
    with acting_in(world.faro):
        assert told(world.gema) == {"unit": 1, "unassigned": 1, "due": 1, "confidential": 1}
        assert told(world.hugo) == {}


def test_ones_own_request_is_in_none_of_ones_numbers(world: World) -> None:
    world.ticket(world.bruno)
    with acting_in(world.faro):
        assert told(world.bruno) == {}
        assert told(world.carla)["unit"] == 1


def test_adding_up_changes_no_number_and_leaves_one_row_for_each(world: World) -> None:
    for n in range(5):
        ticket = world.ticket(world.ana, at=MONDAY + timedelta(minutes=n))
    with acting_in(world.faro):
        attend.take(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY)
        before = told(world.bruno)
        compact()
        assert told(world.bruno) == before == {"unit": 5, "mine": 1, "unassigned": 4, "due": 5}
        keys = list(Tally.objects.values_list("unit", "person", "view", "confidential"))
        assert len(keys) == len(set(keys)) == 4


def test_the_mark_of_a_list_changes_with_what_it_shows_and_with_nothing_else(world: World) -> None:
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        units = rules.unit_ids(world.bruno)
        marks = [mark_now(world.bruno, units)]
        asking.mark_read(ticket=ticket, requester=world.ana)
        assert mark_now(world.bruno, units) == marks[0]
        tagging.tag(ticket_id=ticket.pk, agent=world.bruno, name="beca", at=MONDAY)
        marks.append(mark_now(world.bruno, units))
        attend.note(ticket_id=ticket.pk, agent=world.bruno, body="Nota.", at=MONDAY + timedelta(hours=1))
        marks.append(mark_now(world.bruno, units))
        attend.take(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY + timedelta(hours=2))
        marks.append(mark_now(world.bruno, units))
        assert len(set(marks)) == 4


def test_the_mark_says_nothing_of_what_is_confidential(world: World) -> None:
    with acting_in(world.faro):
        unit = Unit.objects.get(slug="bienestar").pk
        before = mark_now(world.hugo, [unit])
    world.ticket(world.ana, "bienestar")
    with acting_in(world.faro):
        assert mark_now(world.hugo, [unit]) == before
        assert mark_now(world.gema, [unit]) != before


def test_who_loads_tickets_past_the_triggers_counts_once(world: World) -> None:
    """The owner's function; the application may not run it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_function_privilege(current_user, 'tickets_tally_recount()', 'EXECUTE'), "
            "has_table_privilege(current_user, 'tickets_tally', 'UPDATE')"
        )
        assert cursor.fetchone() == (False, False)

"""Two at the same moment: one promise is extended once, and an answer and an extension do not cross."""

from datetime import timedelta

import pytest

from tests.parallel import at_once
from tests.tickets.promised import clock, wish, with_term
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.tickets.actions.attend import answer
from ventanilla.tickets.actions.extend import DoneAlready, extend
from ventanilla.tickets.extending import NotAllowed
from ventanilla.tickets.models import Extension
from ventanilla.tickets.moves import IllegalMove

pytestmark = pytest.mark.commits
LATER = MONDAY + timedelta(hours=1)


def test_the_same_form_from_two_windows_extends_once(world: World) -> None:
    with acting_in(world.faro):
        ticket = with_term(world, 5, who=world.ana, extension="before_expiry")
    form = wish(2)
    ends = at_once(
        world.faro, [lambda: extend(ticket_id=ticket.pk, agent=world.bruno, wish=form, at=LATER)] * 4
    )
    assert sorted(type(end).__name__ for end in ends) == ["DoneAlready"] * 3 + ["Extension"]
    assert any(isinstance(end, DoneAlready) for end in ends)
    with acting_in(world.faro):
        assert clock(ticket).added == 2


def test_two_agents_extend_what_can_be_extended_once(world: World) -> None:
    with acting_in(world.faro):
        ticket = with_term(world, 5, who=world.diego, extension="once")
    acts = [
        lambda who=who: extend(ticket_id=ticket.pk, agent=who, wish=wish(3), at=LATER)
        for who in (world.bruno, world.carla)
    ]
    ends = at_once(world.faro, acts)
    assert sorted(type(end).__name__ for end in ends) == [Extension.__name__, NotAllowed.__name__]
    with acting_in(world.faro):
        assert clock(ticket).added == 3


def test_what_is_answered_at_the_same_moment_is_extended_before_or_not_at_all(world: World) -> None:
    with acting_in(world.faro):
        ticket = with_term(world, 5, who=world.fabia, extension="once")

    def answers() -> object:
        return answer(ticket_id=ticket.pk, agent=world.carla, body="Sí.", documents=[], at=LATER)

    ends = at_once(
        world.faro, [answers, lambda: extend(ticket_id=ticket.pk, agent=world.bruno, wish=wish(3), at=LATER)]
    )
    assert not isinstance(ends[0], Exception)
    with acting_in(world.faro):
        row = clock(ticket)
        assert row.met_at == LATER
        assert row.added == (0 if isinstance(ends[1], IllegalMove) else 3)

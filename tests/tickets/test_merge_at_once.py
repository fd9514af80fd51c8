"""Several at the same moment: one merging wins, nobody waits for ever, nothing is lost."""

from datetime import timedelta

import pytest

from tests.parallel import at_once
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.tickets import queries
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.merge import CannotMerge, MergedAlready, merge
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.models import Ticket

pytestmark = pytest.mark.commits
LATER = MONDAY + timedelta(hours=3)


def several(world: World, n: int) -> list[Ticket]:
    return [world.ticket(world.ana, at=MONDAY + timedelta(minutes=k)) for k in range(n)]


def test_two_agents_join_the_same_two_in_opposite_directions(world: World) -> None:
    one, two = several(world, 2)

    def joining(keep: Ticket, gone: Ticket, agent: object) -> object:
        return merge(keep_id=keep.pk, merged_id=gone.pk, agent=agent, at=LATER)  # type: ignore[arg-type]

    acts = [lambda: joining(one, two, world.bruno), lambda: joining(two, one, world.carla)] * 3
    ends = at_once(world.faro, acts)
    done = [end for end in ends if isinstance(end, Ticket)]
    assert len(done) == 1
    assert all(isinstance(end, CannotMerge | MergedAlready) for end in ends if end is not done[0])
    with acting_in(world.faro):
        assert Event.objects.filter(kind="ticket.merged").count() == 1
        assert Ticket.objects.filter(merged_into__isnull=False).count() == 1


def test_a_circle_of_three_ends_in_one_or_two_and_in_no_deadlock(world: World) -> None:
    a, b, c = several(world, 3)
    pairs = [(a, b), (b, c), (c, a)]
    acts = [
        lambda keep=keep, gone=gone: merge(keep_id=keep.pk, merged_id=gone.pk, agent=world.bruno, at=LATER)
        for keep, gone in pairs * 2
    ]
    ends = at_once(world.faro, acts)
    assert all(isinstance(end, Ticket | CannotMerge | MergedAlready) for end in ends), ends
    with acting_in(world.faro):
        merged = Ticket.objects.filter(merged_into__isnull=False).select_related("merged_into")
        ours = [ticket for ticket in merged if ticket.pk in {a.pk, b.pk, c.pk}]
        assert ours and all(ticket.merged_into.merged_into_id is None for ticket in ours)


def test_what_is_said_while_it_is_joined_is_said(world: World) -> None:
    keep, gone = several(world, 2)

    def says() -> object:
        return reply(
            ticket_id=gone.pk, requester=world.ana, body="Otra cosa", documents=[], at=LATER, channel="portal"
        )

    def answers() -> object:
        return attend.answer(ticket_id=keep.pk, agent=world.carla, body="Sí.", documents=[], at=LATER)

    ends = at_once(
        world.faro,
        [lambda: merge(keep_id=keep.pk, merged_id=gone.pk, agent=world.bruno, at=LATER), says, answers],
    )
    with acting_in(world.faro):
        said = [message.body for message in queries.conversation(keep)]
        assert "Sí." in said
        assert ("Otra cosa" in said) is not isinstance(ends[1], Exception)

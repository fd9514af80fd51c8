"""A unit whose numbers are counted: two answered requests beside those of the registry."""

import pytest

from tests.reports.registry import HOUR, answer, tell
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.reports.counting import rebuild
from ventanilla.tickets.models import Ticket


@pytest.fixture
def told(world: World) -> dict[str, Ticket]:
    tickets = tell(world)
    for n in range(2):
        answer(world.ticket(world.diego, at=MONDAY), world.bruno, MONDAY + (n + 1) * HOUR)
    with acting_in(world.faro):
        rebuild()
    return tickets

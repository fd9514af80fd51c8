"""A unit whose numbers are counted: two answered requests beside those of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.world import World
    from ventanilla.tickets.models import Ticket


@pytest.fixture
def told(world: World) -> dict[str, Ticket]:
    from tests.reports.registry import HOUR, answer, tell  # noqa: PLC0415
    from tests.world import MONDAY  # noqa: PLC0415
    from ventanilla.institutions.acting import acting_in  # noqa: PLC0415
    from ventanilla.reports.counting import rebuild  # noqa: PLC0415

    tickets = tell(world)
    for n in range(2):
        answer(world.ticket(world.diego, at=MONDAY), world.bruno, MONDAY + (n + 1) * HOUR)
    with acting_in(world.faro):
        rebuild()
    return tickets

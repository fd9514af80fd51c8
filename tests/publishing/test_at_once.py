"""Two administrators publish the same service at the same moment: one is published, the other reads first."""

import pytest

from tests.parallel import at_once
from tests.publishing.test_actions import Writer
from tests.world import World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.publishing.actions import Outdated
from ventanilla.publishing.kind import Published

pytestmark = pytest.mark.commits


def test_one_is_published_and_the_other_is_told(world: World) -> None:
    writers = [Writer(world, world.hugo), Writer(world, world.carla)]
    with acting_in(world.faro):
        for n, writer in enumerate(writers):
            writer.write(name=f"Nombre {n}")
    ends = at_once(world.faro, [writer.publish for writer in writers])
    assert sorted(type(end).__name__ for end in ends) == [Outdated.__name__, Published.__name__]
    with acting_in(world.faro):
        assert ServiceVersion.objects.filter(slug="constancia").count() == 2
        assert Event.objects.filter(kind="catalogue.published").count() == 1

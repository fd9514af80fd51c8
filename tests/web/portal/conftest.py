"""Ana at her portal, and Faro to look at what was written."""

import pytest

from ventanilla.institutions.acting import acting_in


@pytest.fixture
def ana(world, client_of):
    return client_of(world.ana)


@pytest.fixture
def faro(world):
    with acting_in(world.faro):
        yield world.faro

"""Several people at the same moment: each in a thread with a connection of its own, let go together."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from ventanilla.institutions.acting import acting_in

PATIENCE = 60.0  # seconds


def at_once(institution: Any, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act returned or raised, in the order of `acts`; all act in the institution, if one is given."""
    gate = Barrier(len(acts))
    ends: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            with acting_in(institution) if institution else nullcontext():
                gate.wait(PATIENCE)
                ends[place] = act()
        except Exception as error:  # noqa: BLE001, RUF100  (the test judges it)
            ends[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=one, daemon=True) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "two of them wait for each other"
    return ends

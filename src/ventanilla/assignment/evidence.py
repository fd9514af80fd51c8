"""Whether a draw is what the journal says of it, and what its secret gives: made again, with nothing believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ventanilla.assignment.draw import UnknownVersion, drawn, seed_digest
from ventanilla.assignment.models import Draw
from ventanilla.journal.models import Event

PROMISED, MADE = "draw.promised", "draw.made"


class Fault(StrEnum):
    """What is wrong with a draw; words.py says it."""

    UNRECORDED = "unrecorded"
    RETOLD = "retold"
    POOL = "pool"
    UNPROMISED = "unpromised"
    LATE = "late"
    SEED = "seed"
    VERSION = "version"
    RESULT = "result"


@dataclass(frozen=True)
class Examined:
    """`redrawn` is whom the secret gives; `unused` how many promises before it nobody drew with."""

    draw: Draw
    faults: tuple[Fault, ...]
    redrawn: int | None
    unused: int

    @property
    def holds(self) -> bool:
        return not self.faults


def examine(draw: Draw, events: Sequence[Event]) -> Examined:
    """`events` are those of the draw's unit, in the order of the journal."""
    redrawn, faults = _again(draw)
    made = next((e for e in events if e.kind == MADE and e.data["draw"] == draw.pk), None)
    promise = next((e for e in events if e.kind == PROMISED and e.data["n"] == draw.n), None)
    faults += _as_told(draw, made)
    faults += _as_promised(draw, promise, made)
    return Examined(draw, tuple(fault for fault in Fault if fault in faults), redrawn, _unused(draw, events))


def _again(draw: Draw) -> tuple[int | None, list[Fault]]:
    try:
        seed = bytes.fromhex(draw.seed)
        redrawn = drawn(seed, draw.pool)
    except UnknownVersion:
        return None, [Fault.VERSION]
    except (ValueError, TypeError, KeyError):  # what was changed into nonsense
        return None, [Fault.RESULT]
    faults = [] if redrawn == draw.chosen else [Fault.RESULT]
    return redrawn, faults + ([] if seed_digest(seed) == draw.digest else [Fault.SEED])


def _as_told(draw: Draw, made: Event | None) -> list[Fault]:
    if made is None:
        return [Fault.UNRECORDED]
    told = {
        "draw": draw.pk,
        "n": draw.n,
        "kind": str(draw.kind),
        "subject": f"{draw.subject_kind}:{draw.subject_id}",
        "seed": draw.seed,
        "chosen": draw.chosen,
        "version": draw.version,
    }
    same = made.at == draw.at and all(made.data.get(name) == value for name, value in told.items())
    faults = [] if same else [Fault.RETOLD]
    return faults + ([] if _digest(draw) == made.data["pool"] else [Fault.POOL])


def _as_promised(draw: Draw, promise: Event | None, made: Event | None) -> list[Fault]:
    if promise is None or promise.data["digest"] != draw.digest:
        return [Fault.UNPROMISED]
    late = promise.at > draw.at or (made is not None and promise.n >= made.n)
    return [Fault.LATE] if late else []


def _digest(draw: Draw) -> str:
    try:
        return draw.pool.digest
    except (ValueError, TypeError, KeyError):
        return ""


def _unused(draw: Draw, events: Sequence[Event]) -> int:
    drawn_with = {event.data["n"] for event in events if event.kind == MADE}
    return sum(e.kind == PROMISED and e.data["n"] < draw.n and e.data["n"] not in drawn_with for e in events)

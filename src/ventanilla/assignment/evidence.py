"""Whether a draw is what the journal says of it, and what its secret gives: made again, with nothing believed."""

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
    SEED = "seed"
    VERSION = "version"
    RESULT = "result"


@dataclass(frozen=True)
class Record:
    """What the journal says: the promise, the draw that followed it, and promises before that nobody drew with."""

    promise: Event | None
    made: Event | None
    unused: int


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


def examine(draw: Draw, record: Record) -> Examined:
    redrawn, faults = _again(draw)
    faults += _as_told(draw, record.made)
    faults += [] if _is_promised(draw, record.promise) else [Fault.UNPROMISED]
    return Examined(draw, tuple(fault for fault in Fault if fault in faults), redrawn, record.unused)


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
    if made is None or made.data["draw"] != draw.pk:
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


def _is_promised(draw: Draw, promise: Event | None) -> bool:
    """The journal's order says that it came before: `made` is looked for behind it."""
    return (
        promise is not None
        and promise.kind == PROMISED
        and promise.data == {"n": draw.n, "digest": draw.digest}
    )


def _digest(draw: Draw) -> str:
    try:
        return draw.pool.digest
    except (ValueError, TypeError, KeyError):
        return ""


def excluded(draw: Draw) -> list[tuple[int, list[str]]]:
    """As far as they can be read: somebody may have changed them."""
    try:
        return [(int(one["id"]), list(one["reasons"])) for one in draw.exclusions]
    except (ValueError, TypeError, KeyError):
        return []

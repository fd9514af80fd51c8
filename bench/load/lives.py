"""What happens to a ticket: eight events, three of them messages; the fate decides which and when. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

#: Fate → its events in order. `noted` gives way to `breached` where a promise was broken.
FATES = {
    "submitted": ("submitted", "noted", "replied", "noted", "replied", "noted", "noted", "noted"),
    "in_progress": ("submitted", "assigned", "taken", "asked", "replied", "noted", "noted", "noted"),
    "waiting_student": ("submitted", "assigned", "taken", "noted", "replied", "noted", "noted", "asked"),
    "answered": ("submitted", "assigned", "taken", "asked", "noted", "noted", "noted", "answered"),
    "closed": ("submitted", "assigned", "taken", "asked", "noted", "noted", "answered", "closed"),
    "withdrawn": ("submitted", "assigned", "taken", "asked", "replied", "noted", "noted", "withdrawn"),
}
OPEN = (("submitted", 0.35), ("in_progress", 0.45), ("waiting_student", 0.20))
OVER = (("closed", 0.85), ("answered", 0.11), ("withdrawn", 0.04))
#: The newest fifth hold most of what is open; 20 % of all are. What nobody has touched yet is newer than that.
NEW, OPEN_OF_NEW, OPEN_OF_OLD, UNTOUCHED = 0.20, 0.80, 0.05, 0.08
STATES = {
    "submitted": "submitted",
    "taken": "in_progress",
    "asked": "waiting_student",
    "answered": "answered",
    "closed": "closed",
    "withdrawn": "withdrawn",
}
SPOKEN = {"submitted": "request", "replied": "reply", "asked": "question", "answered": "answer"}
BY_REQUESTER = frozenset({"submitted", "replied", "withdrawn"})
#: One in so many is answered, or first heard of, after its term.
LATE = 12


class Step(NamedTuple):
    """`state` is the one after it; `clock` of the promise that was broken."""

    kind: str
    at: datetime
    state: str
    clock: str = ""


@dataclass(frozen=True)
class Life:
    fate: str
    steps: Sequence[Step]

    @property
    def answered_at(self) -> datetime | None:
        return next((step.at for step in self.steps if step.kind == "answered"), None)

    @property
    def contacted_at(self) -> datetime | None:
        return next((step.at for step in self.steps if step.kind in ("asked", "answered")), None)

    @property
    def ended_at(self) -> datetime | None:
        last = self.steps[-1]
        return last.at if last.kind in ("closed", "withdrawn") else None


def fate(rng: Random, age: float) -> str:
    """`age` is 0 for the newest ticket and 1 for the oldest."""
    is_open = rng.random() < (OPEN_OF_NEW if age < NEW else OPEN_OF_OLD)
    kinds = OPEN if is_open else OVER
    [found] = rng.choices([name for name, _ in kinds], [weight for _, weight in kinds])
    return "in_progress" if found == "submitted" and age > UNTOUCHED else found


def live(
    rng: Random, name: str, *, created: datetime, contact: datetime, due: datetime, now: datetime
) -> Life:
    """Its events between its creation and now, each later than the one before. `contact` and `due` are promised."""
    left = (now - created) * 0.95
    if name in ("submitted", "in_progress", "waiting_student"):
        length = min(left, (due - created) * 2)
    else:
        length = min(left, (due - created) * promptness(rng))
    first = min(length * 0.4, (contact - created) * promptness(rng))
    shares = sorted(rng.random() for _ in range(8))
    steps, state, said = [], "submitted", "asked" in FATES[name][:4]
    for n, kind in enumerate(FATES[name]):
        resumed = kind == "replied" and state == "waiting_student"
        state = "in_progress" if resumed else STATES.get(kind, state)
        begun = said and n <= FATES[name].index("asked")
        after = first * n / 3 if begun else first + (length - first) * shares[n]
        steps.append(Step(kind, created + (length if n == 7 else after) + timedelta(milliseconds=n), state))
    return Life(name, steps)


def promptness(rng: Random) -> float:
    """Which share of the time that was promised is used."""
    return rng.uniform(1.05, 1.8) if rng.randrange(LATE) == 0 else rng.uniform(0.1, 0.9)


def broken(life: Life, expired: Iterable[tuple[str, datetime]]) -> Life:
    """With the events of broken promises, each in the place of a note."""
    steps = list(life.steps)
    for clock, at in expired:
        note = next((step for step in steps if step.kind == "noted"), None)
        if note is not None:
            steps.remove(note)
        before = max((n for n, step in enumerate(steps) if step.at <= at), default=0)
        steps.insert(before + 1, Step("breached", at, steps[before].state, clock))
    return Life(life.fate, steps)


def moments(rng: Random, count: int, *, first: datetime, last: datetime) -> list[datetime]:
    """When each of `count` tickets arrives: more and more of them, in order, but for a tenth that changed places."""
    whole = last - first
    found = [last - whole * ((count - n - rng.random()) / count) ** 2 for n in range(count)]
    moved = rng.sample(range(count), count // 10)
    for here, there in zip(moved, rng.sample(moved, len(moved)), strict=True):
        found[here], found[there] = found[there], found[here]
    return found


def age(created: datetime, *, first: datetime, last: datetime) -> float:
    """Which share of the tickets is newer."""
    return float(max(0.0, (last - created) / (last - first)) ** 0.5)

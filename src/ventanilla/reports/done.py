"""What was done in a period: sums, and what follows from them. Nothing is said in per cent of a few cases."""

import json
from dataclasses import dataclass, field, fields
from statistics import median

#: Of fewer cases a share says more about chance than about anybody.
FEW = 5


@dataclass
class Done:
    """As in models.Daily; times are minutes of opening hours, uses and ratings thousandths."""

    arrived: int = 0
    contacted: int = 0
    contact_promised: int = 0
    contact_kept: int = 0
    contact_minutes: list[int] = field(default_factory=list)
    contact_use: list[int] = field(default_factory=list)
    answered: int = 0
    answer_kept: int = 0
    answer_minutes: list[int] = field(default_factory=list)
    answer_use: list[int] = field(default_factory=list)
    whole_minutes: int = 0
    paused_minutes: int = 0
    breached: int = 0
    extended: int = 0
    reopened: int = 0
    rated: int = 0
    rating_sum: int = 0

    def add(self, other: "Done") -> None:
        for name in NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def few(self) -> bool:
        return self.answered < FEW

    @property
    def answer_share(self) -> float | None:
        """Of the answers, those in time."""
        return _share(self.answer_kept, self.answered)

    @property
    def contact_share(self) -> float | None:
        """Of the first contacts that were promised, those in time."""
        return _share(self.contact_kept, self.contact_promised)

    @property
    def answer_typical(self) -> float | None:
        """Half of the answers took no longer, in minutes."""
        return _typical(self.answer_minutes)

    @property
    def contact_typical(self) -> float | None:
        return _typical(self.contact_minutes)

    @property
    def answer_slow(self) -> int | None:
        """Nine of ten answers took no longer, in minutes."""
        return _slow(self.answer_minutes)

    @property
    def contact_slow(self) -> int | None:
        return _slow(self.contact_minutes)

    @property
    def answer_typical_use(self) -> float | None:
        """Of the time that the service is given; 1 is all of it."""
        return median(self.answer_use) / 1000 if len(self.answer_use) >= FEW else None

    @property
    def pause_share(self) -> float | None:
        """Of the time from the beginning to the answers, what stood still."""
        return self.paused_minutes / self.whole_minutes if self.whole_minutes and not self.few else None

    @property
    def satisfaction(self) -> float | None:
        """From 0, the worst of the scale, to 1."""
        return self.rating_sum / 1000 / self.rated if self.rated >= FEW else None


NAMES = tuple(one.name for one in fields(Done))
LISTS = ("contact_minutes", "contact_use", "answer_minutes", "answer_use")


def joined(lists: str | None) -> list[int]:
    """Of the lists of several days, as the driver gives JSON."""
    return [value for part in json.loads(lists or "[]") for value in part]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole >= FEW else None


def _typical(values: list[int]) -> float | None:
    return median(values) if values else None


def _slow(values: list[int]) -> int | None:
    """The nearest rank: a time that was really taken."""
    return sorted(values)[-(-9 * len(values) // 10) - 1] if values else None

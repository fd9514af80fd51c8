"""Arrivals beside answers as bars, drawn on the server: numbers for an SVG, in units of its view box."""

from collections.abc import Sequence
from dataclasses import dataclass

from ventanilla.reports.spread import Stretch

HEIGHT = 100
#: Of each stretch: two bars and the gap to the next.
WIDTH, BAR = 20, 8


@dataclass(frozen=True)
class Bar:
    """`y` from above, as SVG counts."""

    x: int
    y: int
    height: int
    tone: str


@dataclass(frozen=True)
class Chart:
    width: int
    bars: Sequence[Bar]
    most: int
    height: int = HEIGHT

    @property
    def middle(self) -> int:
        return HEIGHT // 2


def chart(stretches: Sequence[Stretch]) -> Chart | None:
    """None where there is nothing to draw."""
    most = max((n for one in stretches for n in (one.arrived, one.answered)), default=0)
    if not most:
        return None
    bars = [
        _bar(n * WIDTH + place * (BAR + 1), value, most, tone)
        for n, one in enumerate(stretches)
        for place, (value, tone) in enumerate(((one.arrived, "arrived"), (one.answered, "answered")))
        if value
    ]
    return Chart(len(stretches) * WIDTH, bars, most)


def _bar(x: int, value: int, most: int, tone: str) -> Bar:
    height = max(1, round(HEIGHT * value / most))
    return Bar(x, HEIGHT - height, height, tone)

"""An evaluation as its pages show it: the frozen figures in the words of the day on which they were counted."""

from collections.abc import Iterator, Mapping
from typing import Any

from ventanilla.reports.figures import FIGURES, share, time
from ventanilla.web.office.board.shown import COMPLEXITY, NOW
from ventanilla.web.office.evaluation.forms import LABELS


def figures(kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each beside that of the whole unit; what nobody had anything of is left out."""
    return [
        {
            "name": one["name"],
            "how": one["how"],
            "value": _told(one["slug"], one["value"]),
            "unit": _told(one["slug"], one["unit"]),
        }
        for one in kept.get("figures", ())
        if one["unit"] is not None
    ]


def services(kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": one["name"],
            "complexity": COMPLEXITY.get(one["complexity"], ""),
            "time": one["time"],
            "answered": one["answered"],
            "in_time": "" if one["in_time"] is None else share(one["in_time"]),
            "typical": "" if one["typical"] is None else time(one["typical"]),
            "use": "" if one["use"] is None else share(one["use"]),
        }
        for one in kept.get("services", ())
    ]


def load(kept: Mapping[str, Any]) -> list[tuple[Any, int]]:
    held = kept.get("load") or {}
    return [(label, held[name]) for name, (label, _view) in NOW.items() if name in held]


def words(source: Any) -> Iterator[tuple[Any, str]]:
    """The parts that say something."""
    for name, (label, _help) in LABELS.items():
        if said := getattr(source, name):
            yield label, said


def whole(source: Any) -> dict[str, Any]:
    """What page and preview share."""
    return {
        "evaluation": source,
        "parts": list(words(source)),
        "figures": figures(source.figures),
        "services": services(source.figures),
        "load": load(source.figures),
    }


def _told(slug: str, value: Any) -> str:
    if value is None:
        return ""
    return FIGURES[slug].say(value) if slug in FIGURES else str(value)

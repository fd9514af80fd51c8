"""What the board's templates show: each number with the list that it is made of."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ventanilla.reports.board import Board, OfAgent, OfService
from ventanilla.reports.done import Done
from ventanilla.reports.figures import FIGURES, Figure
from ventanilla.reports.load import Load
from ventanilla.reports.models import FactKind
from ventanilla.web.office.board.asking import Asked

COMPLEXITY = {"low": _("Low"), "medium": _("Medium"), "high": _("High")}
#: What is open, and the desk's list of it.
NOW = {
    "open": (pgettext_lazy("several", "Open"), "unit"),
    "today": (_("Due today"), "unit"),
    "week": (_("Due this week"), "unit"),
    "late": (pgettext_lazy("several", "Expired"), "breached"),
    "waiting": (pgettext_lazy("several", "Waiting"), "waiting"),
}
OF_AGENT = (
    "answered", "in_time", "contact", "answer", "use", "pause", "breached", "extended", "reopened", "satisfaction",
)  # fmt: skip
OF_SERVICE = ("answered", "in_time", "contact", "answer", "use", "reopened")
#: Beside the time that half kept to, that of nine in ten.
SLOW = {"contact": "contact_slow", "answer": "answer_slow"}
OF_UNIT = ("answered", "in_time", "contact", "answer", "use", "pause", "breached", "reopened", "satisfaction")
#: A bar is drawn in so many parts.
WHOLE = 100


@dataclass(frozen=True)
class Cell:
    """`url` empty: there is nothing behind it. `few`: too few cases to say it."""

    slug: str
    label: Any
    words: str
    url: str = ""
    few: bool = False
    tone: str = ""
    slow: str = ""

    @property
    def is_nothing(self) -> bool:
        return self.words in {"", "0"}


def tiles(board: Board, asked: Asked) -> list[Cell]:
    """What is open now, of the whole unit."""
    found = loads(board.load, asked)
    url = asked.queue_url("unassigned") if board.unassigned else ""
    nobody = Cell("unassigned", _("Not assigned"), str(board.unassigned), url, tone="warn")
    return [*found, nobody]


def loads(load: Load, asked: Asked, **filters: Any) -> list[Cell]:
    cells = []
    for name, (label, view) in NOW.items():
        value = getattr(load, name)
        url = asked.queue_url(view, **filters) if value else ""
        cells.append(Cell(name, label, str(value), url, tone="bad" if name == "late" and value else ""))
    return cells


def done(figures: tuple[str, ...], told: Done, asked: Asked, **filters: Any) -> list[Cell]:
    return [_done(FIGURES[slug], told, asked, filters) for slug in figures]


def _done(figure: Figure, told: Done, asked: Asked, filters: dict[str, Any]) -> Cell:
    words = figure.told(told)
    late = {"late": "1"} if figure.late else {}
    url = asked.url("board_cases", kind=figure.kind, **filters, **late) if words and words != "0" else ""
    slow = FIGURES[SLOW[figure.slug]].told(told) if figure.slug in SLOW else ""
    few = not words and told.answered > 0
    return Cell(figure.slug, figure.name, words, url, few=few, slow=slow if told.answered > 1 else "")


def agents(board: Board, asked: Asked) -> list[dict[str, Any]]:
    """Nobody's row only where there is something in it."""
    most = max((one.load.open for one in board.agents), default=0)
    return [
        {**_agent(one), "load": _agent_loads(one, asked), "bar": bar(one.load, most)}
        for one in board.agents
        if one.load.open or (one.person and one.attends)
    ]


def periods(board: Board, asked: Asked) -> list[dict[str, Any]]:
    """Who did something in the period."""
    return [
        {**_agent(one), "done": done(OF_AGENT, one.done, asked, agent=one.person.pk if one.person else 0)}
        for one in board.agents
        if one.done != Done() and (one.person or one.done.breached)
    ]


def services(board: Board, asked: Asked) -> list[dict[str, Any]]:
    return [_service(one, asked) for one in board.services]


def bar(load: Load, most: int) -> dict[str, int]:
    """Of the longest: what expired, what waits, and the rest."""
    if not most:
        return {"late": 0, "waiting": 0, "open": 0}
    late, waiting = (round(WHOLE * n / most) for n in (load.late, load.waiting))
    return {"late": late, "waiting": late + waiting, "open": round(WHOLE * load.open / most)}


def _agent(one: OfAgent) -> dict[str, Any]:
    person = one.person
    return {
        "name": person.full_name if person else gettext("Nobody"),
        "person": person,
        "note": _("not in the unit any more") if not one.attends else _("director") if one.directs else "",
        "away_until": one.away_until,
    }


def _agent_loads(one: OfAgent, asked: Asked) -> list[Cell]:
    if one.person:
        return loads(one.load, asked, agent=one.person.pk)
    return [
        Cell(
            cell.slug,
            cell.label,
            cell.words,
            asked.queue_url("unassigned") if cell.url else "",
            tone=cell.tone,
        )
        for cell in loads(one.load, asked)
    ]


def _service(one: OfService, asked: Asked) -> dict[str, Any]:
    pledge = one.pledge
    arrived = str(one.done.arrived)
    url = asked.url("board_cases", kind=FactKind.ARRIVED, service=pledge.service_id)
    return {
        "name": pledge.name,
        "complexity": COMPLEXITY.get(one.complexity, ""),
        "time": one.time,
        "load": loads(one.load, asked, service=pledge.slug)[:1],
        "arrived": Cell("arrived", _("Arrived"), arrived, url if one.done.arrived else ""),
        "done": done(OF_SERVICE, one.done, asked, service=pledge.service_id),
    }


def how() -> list[tuple[Any, Any]]:
    """How each number is counted."""
    return [(figure.name, figure.how) for figure in FIGURES.values()]

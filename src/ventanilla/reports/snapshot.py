"""The figures of one agent in a period, as plain data: what an evaluation keeps for ever, with how each is counted."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import override

from ventanilla.institutions.models import Institution, Unit
from ventanilla.people.models import Person
from ventanilla.reports.board import board_of
from ventanilla.reports.done import Done
from ventanilla.reports.figures import FIGURES, Figure
from ventanilla.reports.period import Period
from ventanilla.reports.pledges import Pledge, pledges
from ventanilla.reports.sums import Sum, sums_of

#: Grows when a figure comes to mean something else.
RULES = 1


def snapshot(
    agent: Person, unit: Unit, period: Period, *, institution: Institution, at: datetime
) -> dict[str, Any]:
    """Beside each figure that of the whole unit; what is open is of now."""
    board = board_of(unit, period, at=at, zone=institution.zoneinfo)
    mine = next((one for one in board.agents if one.person and one.person.pk == agent.pk), None)
    told = [one for one in sums_of(unit.pk, period) if one.day is None and one.agent_id == agent.pk]
    known = pledges({one.service_id for one in told})
    done = mine.done if mine else Done()
    return {
        "rules": RULES,
        "at": at.isoformat(),
        "load": asdict(mine.load) if mine else {},
        "figures": [_kept(figure, done, board.done) for figure in FIGURES.values()],
        "services": [_of_service(one, known[one.service_id]) for one in told if one.done.answered],
    }


def _kept(figure: Figure, done: Done, whole: Done) -> dict[str, Any]:
    return {
        "slug": figure.slug,
        "value": figure.read(done),
        "unit": figure.read(whole),
        "name": _in_both(figure, "name"),
        "how": _in_both(figure, "how"),
    }


def _in_both(figure: Figure, part: str) -> dict[str, str]:
    """As a text of the folder: so that whoever reads it in years reads how it was counted then."""
    found = {}
    for language in ("es", "en"):
        with override(language):
            found[language] = str(getattr(figure, part))
    return found


def _of_service(one: Sum, pledge: Pledge) -> dict[str, Any]:
    done = one.done
    given = {}
    for language in ("es", "en"):
        with override(language):
            given[language] = pledge.time(one.complexity)
    return {
        "name": pledge.name,
        "complexity": one.complexity,
        "time": given if given["es"] else "",
        "answered": done.answered,
        "in_time": done.answer_share,
        "typical": done.answer_typical,
        "use": done.answer_typical_use,
    }

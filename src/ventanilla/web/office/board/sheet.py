"""The board as CSV: numbers as numbers, so that a spreadsheet goes on counting; text stays text."""

import csv
import io
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.lib.sheet import cell
from ventanilla.lib.text import said
from ventanilla.reports.board import Board
from ventanilla.reports.done import Done
from ventanilla.reports.figures import FIGURES, share, time
from ventanilla.web.office.board.shown import COMPLEXITY, NOW


def written(board: Board) -> str:
    """With semicolons and a mark of its encoding, as spreadsheets of Spanish open it by themselves."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    out.write("\ufeff")
    loads = [str(label) for label, _view in NOW.values()]
    figures = [_head(slug) for slug in FIGURES]
    writer.writerow([_said(board.unit.name), board.period.since, board.period.until])
    writer.writerow([])
    writer.writerow([gettext("Agent"), *loads, *figures])
    for one in board.agents:
        name = one.person.full_name if one.person else gettext("Nobody")
        writer.writerow([cell(name), *vars(one.load).values(), *_values(one.done)])
    writer.writerow([gettext("The whole unit"), *vars(board.load).values(), *_values(board.done)])
    writer.writerow([])
    places = [gettext("Service"), gettext("Complexity"), gettext("Time given"), gettext("Arrived")]
    writer.writerow([*places, *loads, *figures])
    for row in board.services:
        given = [cell(_said(row.pledge.name)), COMPLEXITY.get(row.complexity, ""), row.time, row.done.arrived]
        writer.writerow([*given, *vars(row.load).values(), *_values(row.done)])
    return out.getvalue()


def _head(slug: str) -> str:
    """Times are minutes here and shares per cent: that is what the column says."""
    figure = FIGURES[slug]
    unit = {time: gettext("minutes"), share: "%"}.get(figure.say, "")
    return f"{figure.name} ({unit})" if unit else str(figure.name)


def _values(done: Done) -> list[Any]:
    return [_value(slug, done) for slug in FIGURES]


def _value(slug: str, done: Done) -> Any:
    figure = FIGURES[slug]
    value = figure.read(done)
    if value is None:
        return ""
    return round(100 * value) if figure.say is share else round(value)


def _said(text: Any) -> str:
    return said(text, get_language()).words

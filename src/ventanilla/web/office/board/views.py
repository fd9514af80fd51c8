"""The board of a unit: how it stands, and how it went; and the cases behind each number."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.lib.clock import now
from ventanilla.reports.board import board_of
from ventanilla.reports.done import FEW
from ventanilla.reports.spread import stretches
from ventanilla.web.office.access import for_roles
from ventanilla.web.office.board import listing, sheet, shown
from ventanilla.web.office.board.asking import asked
from ventanilla.web.office.board.chart import chart
from ventanilla.web.office.navigation import WITH_DIRECTORS


@require_safe
@for_roles(*WITH_DIRECTORS)
def show(request: Any) -> HttpResponse:
    at = now()
    page = asked(request, at)
    board = board_of(page.unit, page.period, at=at, zone=request.institution.zoneinfo)
    along = stretches(board.days)
    context = {
        "asked": page,
        "board": board,
        "tiles": shown.tiles(board, page),
        "agents": shown.agents(board, page),
        "done": shown.done(shown.OF_UNIT, board.done, page),
        "periods": shown.periods(board, page),
        "services": shown.services(board, page),
        "stretches": along,
        "chart": chart(along),
        "how": shown.how(),
        "few": FEW,
        "export": page.url("board_export"),
    }
    return render(request, "office/board/page.html", context)


@require_safe
@for_roles(*WITH_DIRECTORS)
def cases(request: Any) -> HttpResponse:
    """What a number is made of."""
    page = asked(request, now())
    wish = listing.wish(request.GET, page)
    if wish is None:
        raise Http404
    return render(request, "office/board/cases.html", listing.context(request, page, wish))


@require_safe
@for_roles(*WITH_DIRECTORS)
def export(request: Any) -> HttpResponse:
    """The board as a table for a spreadsheet."""
    at = now()
    page = asked(request, at)
    board = board_of(page.unit, page.period, at=at, zone=request.institution.zoneinfo)
    response = HttpResponse(sheet.written(board), content_type="text/csv; charset=utf-8")
    name = f"{page.unit.slug}-{page.period.since}-{page.period.until}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

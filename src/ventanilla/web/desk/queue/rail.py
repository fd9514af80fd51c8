"""What stands beside a list: the views with their numbers, the saved ones, the units."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import Unit
from ventanilla.tickets import queue
from ventanilla.tickets.models import SavedView
from ventanilla.tickets.queue.saved import saved_views
from ventanilla.web.desk.queue.asking import MOST_TOGETHER, Asked

ALARMING = {"breached"}


def views(asked: Asked) -> list[dict[str, Any]]:
    cleared = queue.Sight.of(asked.person).cleared
    return [
        {
            "words": view.name,
            "url": asked.view_url(view),
            "count": _count(asked, view),
            "tone": "bad" if view.slug in ALARMING else "",
            "current": view is asked.view and not asked.words,
            "key": f"g {view.key}" if view.key else "",
        }
        for view in queue.VIEWS.values()
        if cleared or not view.secret
    ]


def _count(asked: Asked, view: queue.View) -> int | None:
    """Kept and added up, never counted."""
    if not view.counted or view.page:
        return None
    units = [asked.unit] if asked.unit and view.of_unit else asked.units
    if not view.of_unit:
        attended = queue.Sight.of(asked.person).attended
        units = [unit for unit in asked.units if unit.pk in attended]
    return sum(unit.held.get(view.slug, 0) for unit in units)


def saved(asked: Asked) -> list[dict[str, Any]]:
    """One statement."""
    here = asked.query()
    return [
        {
            "words": row.name,
            "url": url_of(row),
            "current": row.query == here and not asked.words,
            "shared": row.unit_id,
        }
        for row in saved_views(asked.person)
    ]


def url_of(row: SavedView) -> str:
    return f"{reverse('desk:queue')}?{row.query}"


def tabs(asked: Asked) -> list[dict[str, Any]]:
    if len(asked.units) < 2 or not asked.view.of_unit or asked.words:
        return []
    every = [{"words": _("All my units"), "url": asked.url(unit=""), "current": asked.unit is None}]
    each = [_tab(asked, unit) for unit in asked.units]
    return [*(every if len(asked.units) <= MOST_TOGETHER else []), *each]


def _tab(asked: Asked, unit: Unit) -> dict[str, Any]:
    return {"words": unit.name, "url": asked.url(unit=unit.slug), "current": unit == asked.unit}

"""A date that moved: the letter names the days that count no more, and only those."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from tests.notify.conftest import Mails
from tests.world import BORN, MONDAY, World
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.tickets.actions.shift import shift_all
from ventanilla.tickets.shifting import current

DECREE = {"on": "2026-03-10", "reason": "Duelo nacional"}
FOUNDATION = {"on": "2026-03-11", "reason": "Fundación de Guayaquil"}
PARADE = {"on": "2026-03-12", "reason": "Desfile"}


def calendar(slug: str, *closed: dict[str, str]) -> None:
    with transaction.atomic():
        office = CalendarVersion.objects.get(slug="oficina", current=True).data
        data = {**office, "slug": slug, "name": slug.capitalize(), "local": slug != "oficina"}
        publish(CalendarVersion, slug=slug, data={**data, "closed": list(closed)}, at=BORN)


def moved(world: World, mails: Mails) -> Any:
    list(shift_all(current(), by=None, at=MONDAY + timedelta(hours=1)))
    return mails(world.ana, subject="Cambió una fecha")


def test_the_holidays_of_where_one_lives_were_off_before_the_decree(acting: World, mails: Mails) -> None:
    calendar("canton", FOUNDATION)
    acting.ana.locality = "canton"
    acting.ticket(acting.ana)
    calendar("oficina", DECREE)
    [letter] = moved(acting, mails)
    assert "martes 10 de marzo ya no cuenta: Duelo nacional" in " ".join(letter.text.split())
    assert "Guayaquil" not in letter.text


def test_a_new_holiday_of_where_one_lives_is_named(acting: World, mails: Mails) -> None:
    calendar("canton", FOUNDATION)
    acting.ana.locality = "canton"
    acting.ticket(acting.ana)
    calendar("canton", FOUNDATION, PARADE)
    [letter] = moved(acting, mails)
    assert "Desfile" in letter.text
    assert "Guayaquil" not in letter.text and "Duelo" not in letter.text

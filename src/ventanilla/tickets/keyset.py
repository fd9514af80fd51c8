"""A list over several units, in pages that continue after the last row: each unit's rows by its own index."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ventanilla.tickets.queue.place import read_cursor

PAGE = 50


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    older: str  # where the next page begins; empty on the last


def page(
    parts: Sequence[QuerySet[Any]], *, key: str, newest: bool, after: str, joined: Sequence[str]
) -> Page:
    """`parts` are rows of one model; `joined` are relations read with them. Two statements.

    `key` is the instant that orders, with the id: the newest first, or what comes first.
    """
    if not parts:
        return Page([], "")
    order = (f"-{key}", "-id") if newest else (key, "id")
    first, *others = [
        _from(part, key, newest=newest, after=after).order_by(*order).values_list(key, "id")[: PAGE + 1]
        for part in parts
    ]
    rows = first.union(*others, all=True).order_by(*order)[: PAGE + 1] if others else first
    chosen = [pk for _key, pk in rows]
    if not chosen:
        return Page([], "")
    shown = list(parts[0].model.objects.filter(pk__in=chosen[:PAGE]).select_related(*joined).order_by(*order))
    last = shown[-1]
    return Page(shown, f"{getattr(last, key).isoformat()}_{last.pk}" if len(chosen) > PAGE else "")


def _from(rows: QuerySet[Any], key: str, *, newest: bool, after: str) -> QuerySet[Any]:
    place = read_cursor(after)
    if place is None:
        return rows
    at, pk = place
    beyond = "lt" if newest else "gt"
    later = Q(**{f"{key}__{beyond}": at}) | Q(**{key: at, f"pk__{beyond}": pk})
    return rows.filter(later, **{f"{key}__{beyond}e": at})

"""Making rows what a folder says, writing only what differs; each returns lines for whoever applied.

Nothing is deleted: tickets refer to it. What a folder no longer names is switched off.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from ventanilla.institutions.models import Section
from ventanilla.institutions.versions import digest, publish


def keep_versions(
    model: type[Any],
    shapes: Iterable[Any],
    *,
    called: str,
    at: datetime,
    columns: Callable[[Any], Mapping[str, Any]] = lambda shape: {},
) -> list[str]:
    """A new version of each shape that changed."""
    tally: Counter[str] = Counter()
    slugs = []
    for shape in shapes:
        version, new = publish(model, slug=shape.slug, data=shape.data(), at=at, **columns(shape))
        slugs.append(shape.slug)
        if new:
            tally["nuevos" if version.n == 1 else "con nueva versión"] += 1
    tally["apagados"] = model.objects.filter(current=True).exclude(slug__in=slugs).update(current=False)
    return told(called, tally)


def keep_rows(
    model: type[Any],
    shapes: Iterable[Any],
    *,
    called: str,
    columns: Callable[[int, Any], Mapping[str, Any]] = lambda position, shape: {},
) -> list[str]:
    """A row for each shape, found by its slug, switched on; `columns` gives what stands beside its data."""
    tally: Counter[str] = Counter()
    rows = {row.slug: row for row in model.objects.all()}
    for position, shape in enumerate(shapes):
        data = shape.data()
        wanted = {**columns(position, shape), "data": data, "digest": digest(data), "active": True}
        row = rows.pop(shape.slug, None)
        if row is None:
            model.objects.create(slug=shape.slug, **wanted)
            tally["nuevos"] += 1
        elif changed := changes(row, wanted):
            row.save(update_fields=changed)
            tally["cambiados"] += 1
    tally["apagados"] = switch_off(rows.values())
    return told(called, tally)


def keep_whole(name: str, data: Any, *, called: str) -> list[str]:
    """A section that is read whole; where nothing was said (`{}`, `[]`) and is said, there is no row."""
    wanted = {"data": data, "digest": digest(data)}
    row = Section.objects.filter(name=name).first()
    if row is None and not data:
        return []
    if row is None:
        Section.objects.create(name=name, **wanted)
        return [f"{called}: nuevo"]
    if changed := changes(row, wanted):
        row.save(update_fields=changed)
        return [f"{called}: cambiado"]
    return []


def changes(row: Any, wanted: Mapping[str, Any]) -> list[str]:
    """Sets what differs on the row; returns the names of what did."""
    differing = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, wanted[name])
    return differing


def switch_off(rows: Iterable[Any]) -> int:
    """How many were on."""
    on = [row for row in rows if row.active]
    for row in on:
        row.active = False
        row.save(update_fields=["active"])
    return len(on)


def told(called: str, tally: Mapping[str, int]) -> list[str]:
    parts = [f"{count} {what}" for what, count in tally.items() if count]
    return [f"{called}: {', '.join(parts)}"] if parts else []

"""What a tenant's file must say over its family's, so that both together say something new (lib/folder.py)."""

from collections.abc import Iterator
from typing import Any

from ventanilla.lib.merging import ABSENT

DROP = {"drop": True}


def laid_on(own: Any, old: Any, new: Any, *, below: Any) -> Any:
    """The tenant's own file with the change from `old` to `new` (family and tenant together) in it."""
    change = patch(old, new)
    return change if own is None else _join(own, change, below)


def patch(old: Any, new: Any) -> Any:
    """The least that, laid over `old`, gives `new`."""
    if isinstance(old, dict) and isinstance(new, dict):
        come = {
            key: patch(old.get(key), value) for key, value in new.items() if old.get(key, ABSENT) != value
        }
        return {**come, **{key: None for key in old if key not in new}}
    if _by_slug(old) is not None and _by_slug(new) is not None:
        return list(_patched(_by_slug(old) or {}, _by_slug(new) or {}))
    return new


def _patched(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Any]:
    for slug, item in new.items():
        if slug not in old:
            yield item
        elif old[slug] != item:
            yield {"slug": slug, **patch(old[slug], item)}
    yield from ({"slug": slug, **DROP} for slug in old if slug not in new)


def _join(own: Any, change: Any, below: Any) -> Any:
    if isinstance(own, dict) and isinstance(change, dict):
        inner = below if isinstance(below, dict) else {}
        joined = {key: _join(own[key], change[key], inner.get(key)) for key in change if key in own}
        return {**own, **change, **joined}
    mine, theirs = _by_slug(own), _by_slug(change)
    if mine is None or theirs is None:
        return change
    family = _by_slug(below) or {}
    joined = {
        slug: _join(mine[slug], item, family.get(slug)) if slug in mine else item
        for slug, item in theirs.items()
    }
    # What only the tenant has is not dropped but left out.
    gone = {slug for slug, item in theirs.items() if item.get("drop") and slug not in family}
    dropped = {slug: item for slug, item in theirs.items() if item.get("drop")}
    return [item for slug, item in {**mine, **joined, **dropped}.items() if slug not in gone]


def _by_slug(items: Any) -> dict[str, Any] | None:
    """The items of a list that joins by slug."""
    if isinstance(items, list) and all(isinstance(item, dict) and "slug" in item for item in items):
        return {item["slug"]: item for item in items}
    return None

"""Terms outside of their validity: told to whoever checks or plans, before nobody can be promised a date by them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ventanilla.config.institution.endings import SOON
from ventanilla.lib.section import Content, Item

#: The clocks that are promised when a request arrives; what begins later takes the term as it was.
PROMISED = ("first_contact", "resolution", "legal")
UNPROMISED = "los servicios que cuentan con él no pueden prometer una fecha ni recibir solicitudes"


def lapses(content: Content, *, at: datetime) -> Iterator[str]:
    """A line for each promised term that holds not yet, or no more or not for long without one that follows."""
    today = at.astimezone(ZoneInfo(content.one("institution").zone)).date()
    terms = {item.slug: item for item in content.items["terms"] if item.value is not None}
    told: dict[str, str] = {}
    for slug in sorted(_promised(content)):
        item = _holding(slug, terms, today)
        if item is not None and item.slug not in told and (line := _line(item, terms, today)):
            told[item.slug] = line
    yield from told.values()


def _line(item: Item, terms: dict[str, Item], today: date) -> str | None:
    begins, last, then = item.value.valid_from, item.value.valid_to, terms.get(item.value.then)
    if begins and today < begins:
        return _told(item, f"rige desde el {begins}: hasta entonces {UNPROMISED}", "valid_from")
    if last is None:
        return None
    if today > last:
        return _told(item, f"terminó el {last} y ninguno lo sigue (`then`): {UNPROMISED}", "valid_to")
    if then is None:
        left = (last - today).days
        words = f"termina el {last}, en {left} días, y ninguno lo sigue (`then`)"
        return _told(item, words, "valid_to") if last - today <= SOON else None
    follows = then.value.valid_from
    if follows and follows > last + timedelta(days=1):
        words = f"termina el {last} y `{then.slug}` rige desde el {follows}: entre ambos {UNPROMISED}"
        return _told(item, words, "then")
    return None


def _told(item: Item, words: str, key: str) -> str:
    return str(item.problem(f"aviso: el plazo `{item.slug}` {words}", key))


def _holding(slug: str, terms: dict[str, Item], today: date) -> Item | None:
    """The term itself up to its last day, then the one that it names, and so on."""
    item = terms.get(slug)
    while item and item.value.valid_to and today > item.value.valid_to and item.value.then:
        item = terms.get(item.value.then)
    return item


def _promised(content: Content) -> set[str]:
    """Named by services for who arrives, or by the types of requests."""
    found: set[Any] = set()
    for service in content.values("services"):
        found |= {getattr(service.terms, clock) for clock in PROMISED}
        found |= {stage.term for stage in service.stages if stage.state == "submitted"}
    for one in content.values("request_types"):
        found |= {one.term, *(kind.term for kind in one.kinds)}
    return {slug for slug in found if slug}

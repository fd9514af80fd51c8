"""Which term holds on a day: the one that is named, or what has taken its place."""

from collections.abc import Mapping
from datetime import date

from ventanilla.institutions.models import TermVersion


class NotInForce(RuntimeError):
    """A term that can be promised to nobody on that day: before it `begins`, or after it `ended` without another."""

    def __init__(self, slug: str, *, begins: date | None = None, ended: date | None = None) -> None:
        super().__init__(f"no term {slug!r} on that day")
        self.begins, self.ended = begins, ended


def in_force(slug: str, terms: Mapping[str, TermVersion], *, on: date) -> TermVersion:
    """What a request that arrives `on` this day is promised; raises NotInForce."""
    found = successor(slug, terms, on=on)
    if found is None:
        raise NotInForce(slug)
    begins, ended = (_day(found, key) for key in ("valid_from", "valid_to"))
    if begins and on < begins:
        raise NotInForce(slug, begins=begins)
    if ended and on > ended:
        raise NotInForce(slug, ended=ended)
    return found


def successor(slug: str, terms: Mapping[str, TermVersion], *, on: date) -> TermVersion | None:
    """The term itself up to its last day, then the one that it names, and so on."""
    found = terms.get(slug)
    while found is not None and _over(found, on):
        found = terms.get(found.data["then"])
    return found


def term_of(slug: str, *, on: date) -> TermVersion:
    """That of a clock that begins during the life of a request: what its service's version names, as it is now.

    One statement, and one for each term that has taken its place. A request outlives its institution's terms: one
    that was given up since, or whose validity is over, serves it in its last version.
    """
    found: TermVersion = TermVersion.objects.filter(slug=slug).order_by("-current", "-n")[:1].get()
    return term_of(found.data["then"], on=on) if _over(found, on) else found


def _over(term: TermVersion, on: date) -> bool:
    ended = _day(term, "valid_to")
    return bool(term.data.get("then")) and ended is not None and on > ended


def _day(term: TermVersion, key: str) -> date | None:
    written = term.data.get(key)
    return date.fromisoformat(written) if written else None

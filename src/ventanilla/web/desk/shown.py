"""What a page showed when somebody decided on it: its forms carry it, and nothing is done over what came since."""

from typing import Any
from uuid import UUID

from ventanilla.tickets.actions.news import Seen


def holder_in(request: Any) -> int | None:
    """Who was responsible on the page; a page that does not say showed nobody."""
    said: str = request.POST.get("holder", "")
    return int(said) if said.isdecimal() and len(said) < 19 else None


def seen_in(said: Any) -> Seen | None:
    """Of the conversation; `said` is what was posted, or the address."""
    return read_seen(said.get("seen", ""))


def written_seen(seen: Seen) -> str:
    return f"{seen.message}:{','.join(sorted(seen.waiting))}"


def read_seen(written: str) -> Seen | None:
    """None for a page that did not say: it is not held against who wrote on it."""
    message, _sep, waiting = written.partition(":")
    if not message.isdecimal() or len(message) > 18:
        return None
    return Seen(int(message), _keys(waiting))


def _keys(written: str) -> frozenset[str]:
    """Only what can be a key."""
    found = set()
    for key in written.split(",")[:50]:
        try:
            found.add(str(UUID(key)))
        except ValueError:
            continue
    return frozenset(found)

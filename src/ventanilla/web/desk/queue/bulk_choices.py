"""What the list offers to do with several rows."""

from typing import Any

from ventanilla.tickets.actions.deeds import DEEDS

#: With rows selected, these keys act on them.
KEYS = {"take": "b t", "assign": "a", "tag": "b g", "untag": "b u", "close": "b c"}


def offered() -> list[dict[str, Any]]:
    return [
        {"slug": deed.slug, "words": deed.name, "key": KEYS.get(deed.slug, "")} for deed in DEEDS.values()
    ]

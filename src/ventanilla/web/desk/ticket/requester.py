"""Who asks: what he is, by which names he is known, how to reach him, what else he has asked for."""

import re
from datetime import datetime
from typing import Any

from django.urls import reverse

from ventanilla.people.models import Person
from ventanilla.web.desk.ticket.beside import MOST_OTHERS
from ventanilla.web.desk.ticket.sight import Sight

#: Shorter ones are extensions, which no international address can be made of.
SHORTEST = 8


def shown(sight: Sight) -> dict[str, Any]:
    ticket, person = sight.ticket, sight.ticket.requester
    words = sight.beside("people_words") or {}
    rows = sight.beside("other_rows")
    return {
        "changes": sight.attends,
        "types": [_named(words.get("types"), slug) for slug in person.types],
        "type": _named(words.get("types"), ticket.user_type),
        "document": _document(person, words),
        "phone": _phone(person.phone),
        "others": [{**row, "at": datetime.fromisoformat(row["at"])} for row in rows[:MOST_OTHERS]],
        "more": reverse("desk:others", args=[ticket.code]) if len(rows) > MOST_OTHERS else "",
    }


def _named(things: Any, slug: str) -> Any:
    return next((one["name"] for one in things or () if one["slug"] == slug), slug)


def _document(person: Person, words: dict[str, Any]) -> dict[str, Any] | None:
    if not person.document_number:
        return None
    return {"type": _named(words.get("documents"), person.document_type), "number": person.document_number}


def _phone(written: str) -> dict[str, str] | None:
    """As it was written, with links to call and to write: WhatsApp's takes an international number only."""
    if not written:
        return None
    digits = re.sub(r"\D", "", written)
    international = written.strip().startswith("+") and len(digits) >= SHORTEST
    return {
        "written": written,
        "call": f"tel:{'+' if international else ''}{digits}" if digits else "",
        "whatsapp": f"https://wa.me/{digits}" if international else "",
    }

"""The attempts to reach the requester, and the form that notes another one."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse

from ventanilla.tickets.models import ContactAttempt
from ventanilla.web.desk.ticket.sight import Sight


def shown(sight: Sight) -> dict[str, Any]:
    return {
        "rows": attempts(sight.beside("contact_rows")),
        "url": reverse("desk:contacts", args=[sight.ticket.code]) if sight.attends else "",
        "ways": ContactAttempt.Way.choices,
        "outcomes": ContactAttempt.Outcome.choices,
        "key": uuid4(),
    }


def attempts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest first, in words."""
    return [
        {
            "way": ContactAttempt.Way(row["way"]).label,
            "outcome": ContactAttempt.Outcome(row["outcome"]).label,
            "tone": "good" if row["outcome"] == ContactAttempt.Outcome.REACHED else "calm",
            "note": row["note"],
            "at": datetime.fromisoformat(row["at"]),
            "who": f"{row['given']} {row['family']}".strip(),
        }
        for row in rows
    ]

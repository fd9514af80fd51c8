"""A request that was merged into another, as a message of the conversation that it is part of now."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.lib.text import said
from ventanilla.web.components.answers import told


def words(request: Mapping[str, Any] | None, body: str) -> str:
    """What its form asked and was answered (`tickets.merging.with_requests`); of any other message just `body`."""
    if request is None:
        return body
    language = get_language()
    parts = [said(request["name"], language).words]
    parts += [
        f"{said(label, language).words}\n{answer}"
        for label, answer in told(request["form"], request["answers"], {})
    ]
    if body and body not in request["answers"].values():
        parts.append(body)
    if request["evidence"]:
        parts.append(f"{gettext('Why there is no evidence')}\n{request['evidence']}")
    if request["declaration"]:
        parts.append(f"{gettext('Declared')}\n{request['declaration']}")
    return "\n\n".join(parts)

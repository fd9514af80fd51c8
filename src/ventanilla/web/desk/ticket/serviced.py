"""What the catalogue says of the service, in the version that the ticket was promised with."""

from typing import Any

from django.urls import reverse

from ventanilla.web.desk.ticket.sight import Sight


def shown(sight: Sight) -> dict[str, Any]:
    data = sight.ticket.version.data
    return {
        "summary": data.get("summary"),
        "for_whom": data.get("for_whom"),
        "needs": data.get("needs") or [],
        "evidence": data.get("evidence_help"),
        "where": data.get("where"),
        "tips": data.get("tips") or [],
        "url": reverse("portal:service", args=[sight.ticket.version.slug]),
        "guide": reverse("portal:guide", args=[data["guide"]]) if data.get("guide") else "",
    }

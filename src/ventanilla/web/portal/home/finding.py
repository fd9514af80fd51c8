"""What one finds with one's own words, as doors: services, guides, parts of the guideline, pages of the desk."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ventanilla.catalogue import queries
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.search import Found, search
from ventanilla.web.portal import openness
from ventanilla.web.portal.home.pages import ENTRIES, PAGES


def found(words: str, request: Any, *, at: datetime) -> list[dict[str, Any]]:
    """Best first. What is found in the index is read again for the page: two statements."""
    hits = search(words, pages=ENTRIES)
    versions = queries.by_slug(hit.key.slug for hit in hits if hit.key.kind == "service")
    doors = []
    for hit in hits:
        if hit.key.kind != "service":
            doors.append(DOORS[hit.key.kind](hit))
        elif version := versions.get(hit.key.slug):  # gone since the index was asked
            doors.append(service(version, request, at=at))
    return doors


def service(version: ServiceVersion, request: Any, *, at: datetime) -> dict[str, Any]:
    """A service that is not open is there all the same, with the reason."""
    return {
        "title": version.data["name"],
        "url": reverse("portal:service", args=[version.slug]),
        "text": version.data["summary"],
        "small": openness.in_short(version.data, request.person, request.institution, at=at),
    }


def _guide(hit: Found) -> dict[str, Any]:
    url = reverse("portal:guide", args=[hit.key.slug])
    return {"title": hit.card["title"], "url": url, "text": hit.card["text"], "small": gettext("Guide")}


def _part(hit: Found) -> dict[str, Any]:
    return {
        "title": hit.card["title"],
        "url": f"{reverse('portal:guideline')}#{hit.key.slug}",
        "small": gettext("A part of the guideline"),
    }


def _page(hit: Found) -> dict[str, Any]:
    one = PAGES[hit.key.slug]
    return {"title": gettext(one.title), "url": reverse(one.address), "text": gettext(one.text)}


DOORS = {"guide": _guide, "part": _part, "page": _page}

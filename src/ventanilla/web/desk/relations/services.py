"""A service chosen at the desk: found by words, or picked from the whole catalogue."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.catalogue import queries as catalogue
from ventanilla.institutions.models import Unit
from ventanilla.lib.text import said
from ventanilla.web.components.field import Choice, Field

#: So many hits are shown as buttons; the whole catalogue is a list.
MOST = 6
LONGEST = 100


def service_field(query: str, value: str, *, errors: Sequence[str] = ()) -> Field:
    """One statement; two where words are looked for."""
    words = query.replace("\0", "").strip()[:LONGEST]
    found = [(one.slug, one.name) for one in catalogue.found(words)[:MOST]] if words else []
    rows = found or [(door.slug, door.name) for door in catalogue.doors()]
    choices = [Choice(slug, name) for slug, name in rows]
    return Field(
        "service", "choice", _("Service"), required=True, choices=choices, value=value, errors=errors
    )


def unit_field(value: str) -> Field:
    """The unit that the service's own rules choose, or another one."""
    rows = Unit.objects.filter(active=True).order_by("slug")
    own = Choice("", _("The one that the service's rules choose"))
    choices = [own, *(Choice(row.slug, row.name) for row in rows)]
    return Field("unit", "choice", _("Unit"), choices=choices, value=value)


def named(text: Any) -> str:
    return said(text, get_language()).words

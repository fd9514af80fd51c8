"""Who holds which role, in pages that continue after the last row, never counted."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.queries import section
from ventanilla.people.models import Role, RoleKind
from ventanilla.people.queries import roles_after

SIZE = 50
WORDS: dict[str, Any] = {
    RoleKind.AGENT: _("Agent"),
    RoleKind.DIRECTOR: _("Director"),
    RoleKind.ADMINISTRATOR: _("Administrator"),
    RoleKind.QUALITY: _("Quality"),
    RoleKind.EXECUTIVE: _("Executive"),
}


@dataclass(frozen=True)
class Page:
    roles: list[Role]
    older: str


def page(request: Any, units: list[int] | None) -> Page:
    """`units` are those whose roles are told; None for all, those of no unit too."""
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() and len(after) < 19 else 0
    rows = roles_after(units, after=start, size=SIZE + 1)
    more = len(rows) > SIZE
    return Page(rows[:SIZE], f"{request.path}?after={rows[SIZE - 1].pk}" if more else "")


def role_words() -> dict[str, Any]:
    """What the institution calls each role; where it says nothing, our words."""
    said = {one["role"]: one["name"] for one in (section("people") or {}).get("roles", [])}
    return {str(kind): said.get(str(kind), words) for kind, words in WORDS.items()}

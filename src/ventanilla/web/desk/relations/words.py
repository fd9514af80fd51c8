"""What another ticket is to this one, in words (tickets/links.py)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Any] = {
    "related": _("Related"),
    "parent": _("Part of"),
    "child": _("Its part"),
    "source": _("Split off from"),
    "part": _("Split off as"),
    "earlier": _("Follows"),
    "later": _("Followed by"),
}

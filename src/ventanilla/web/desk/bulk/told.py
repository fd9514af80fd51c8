"""Why something was not done to one of many, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

#: The names of tickets/actions/deeds.py: PROBLEMS.
WHY: dict[str, Any] = {
    "handed_out": _("The director hands out the requests of its service."),
    "rights": _("You did not attend it any more."),
    "state": _("Its state did not allow it any more."),
    "taken": _("Somebody else had taken it."),
    "news": _("Somebody wrote on it, or changed it, after you had looked at it."),
    "unit": _("That person no longer attended in its unit."),
    "tags": _("It had as many tags as fit."),
    "macro": _("A step of the macro was not possible any more."),
    "gone": _("It was not there any more."),
}

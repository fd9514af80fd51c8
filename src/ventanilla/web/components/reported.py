"""Who knows of a reported message, told to whoever reported it: never more than is true."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.tickets import judging
from ventanilla.tickets.models import Offence

KNOWN: dict[judging.Judge, Any] = {
    judging.Judge.DIRECTOR: _("The unit's director knows of it."),
    judging.Judge.ADMINISTRATOR: _(
        "The desk's administrators know of it: no director of the unit may decide on it."
    ),
    judging.Judge.NOBODY: _(
        "Nobody of the unit may decide on it yet: the desk's administrators are asked to name somebody."
    ),
}
STAYS = _("What was said stays as it is.")


def known(made: Offence) -> str:
    return f"{KNOWN[judging.judge_of(made)]} {STAYS}"

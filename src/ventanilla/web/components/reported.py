"""Who knows of a reported message, told to whoever reported it: never more than is true."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.tickets import judging
from ventanilla.tickets.models import Offence

KNOWN: dict[judging.Judge, Any] = {
    judging.Judge.DIRECTOR: _("The unit's director knows of it. What was said stays as it is."),
    judging.Judge.ADMINISTRATOR: _(
        "The desk's administrators know of it: no director of the unit may decide on it. "
        "What was said stays as it is."
    ),
    judging.Judge.NOBODY: _(
        "Your report is on record. Nobody of the unit may decide on it yet, and the desk's administrators are "
        "asked to name somebody who may. What was said stays as it is."
    ),
}


def known(made: Offence) -> str:
    return str(KNOWN[judging.judge_of(made)])

"""How a service's requests find whoever attends them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.assignment.choosers import Chooser
from ventanilla.assignment.words import CHOOSERS
from ventanilla.web.components.field import Choice
from ventanilla.web.office.sheets.marks import Pick, Tick
from ventanilla.web.office.sheets.part import Data, Part

PARTS: list[Part] = [
    Pick(
        "draw",
        _("May a chooser choose?"),
        (Choice("drawn", _("Yes")), Choice("excepted", _("No: the director hands each out by name"))),
    ),
    Pick(
        "assignment.chooser",
        _("How requests are given out"),
        tuple(Choice(str(chooser), CHOOSERS[chooser]) for chooser in Chooser),
        help=_("The director may always give one to somebody by name."),
    ),
    Tick(
        "assignment.on_arrival",
        _("As soon as they arrive, in the unit's hours"),
        help=_("Otherwise when the director asks for it on the request."),
    ),
]


def parts_of_giving(data: Data) -> list[Part]:
    """A version of long ago says nothing of it: then they are handed out."""
    data.setdefault("assignment", {"chooser": str(Chooser.BY_HAND), "on_arrival": False})
    return PARTS


SAID = {
    **{str(chooser): words for chooser, words in CHOOSERS.items()},
    "drawn": _("Yes"),
    "excepted": _("No"),
}
#: What each part of it is called where changes are told.
GIVING: dict[str, Any] = {
    "draw": _("May a chooser choose?"),
    "assignment": _("How requests are given out"),
    "chooser": _("How requests are given out"),
    "on_arrival": _("As soon as they arrive, in the unit's hours"),
}


def said_of(value: Any) -> Any:
    """What stands in the data, as a page says it."""
    if isinstance(value, dict):
        return [said_of(one) for one in value.values()]
    return str(SAID[value]) if isinstance(value, str) and value in SAID else value

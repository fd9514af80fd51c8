"""That there is an evaluation, or something said to it (UNE-16). What it says is read at the desk alone."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import greeting


def delivered(case: Case) -> Letter:
    if "corrects" in case.event.data:
        line = gettext("An evaluation of your work was corrected. The earlier one stays readable beside it.")
    else:
        line = gettext("There is an evaluation of your work. You can read it, and say something to it.")
    return _letter(case, gettext("Your evaluation"), line)


def commented(case: Case) -> Letter:
    return _letter(
        case,
        gettext("Something was said to an evaluation"),
        gettext("The person whom you evaluated said something to it."),
    )


def _letter(case: Case, words: str, line: str) -> Letter:
    return Letter(
        subject=words,
        greeting=greeting(case),
        lines=(line,),
        button=(gettext("Read it"), case.address("office:evaluation", str(case.event.data["evaluation"]))),
    )

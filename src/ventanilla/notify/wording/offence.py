"""Offence and harassment: to the director, and back to who reported it (UNE-12). Never what was said."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import greeting


def reported(case: Case) -> Letter:
    return Letter(
        subject=gettext("A message was reported to you"),
        greeting=greeting(case),
        lines=(
            gettext("Somebody reports offence or harassment in a conversation of your unit."),
            gettext("Read the passage, and decide whether a disciplinary case is opened."),
        ),
        button=(gettext("See the report"), case.address("desk:offence", str(case.event.subject_id))),
    )


def decided(case: Case) -> Letter:
    """Whether a case was opened is not told: that is the matter of whoever judges it."""
    return Letter(
        subject=gettext("Your report was looked at"),
        greeting=greeting(case),
        lines=(
            gettext("The unit's director read what you reported and decided on it."),
            gettext("What was said stays on record as it was."),
        ),
    )

"""After closing: one question, through a link that needs no log-in. Names no service and no title."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.notify.case import Case, Outdated
from ventanilla.notify.wording.requester import greeting, subject
from ventanilla.surveys.links import token
from ventanilla.surveys.models import Survey


def survey(case: Case) -> Letter:
    row: Survey = Survey.objects.get(pk=case.event.data["survey"])
    if row.answered_at is not None:
        raise Outdated("the survey was answered already")
    return Letter(
        subject=subject(case, gettext("How did we do?")),
        greeting=greeting(case),
        lines=(
            gettext("Your request %(code)s was closed.") % {"code": case.ticket.code},
            case.said(row.data["question"]),
        ),
        button=(gettext("Give my opinion"), case.address("portal:survey", token(row))),
        after=(gettext("It is one question, and you do not need to sign in."),),
    )

"""To administrators: in a unit nobody may read what is confidential. Never which matter it is."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.institutions.models import Unit
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import greeting


def nobody_cleared(case: Case) -> Letter:
    unit = Unit.objects.get(pk=case.event.subject_id)
    told = {"unit": case.said(unit.name).words}
    return Letter(
        subject=gettext("%(unit)s: nobody may read what is confidential") % told,
        greeting=greeting(case),
        lines=(
            gettext("Something confidential waits in the unit %(unit)s, and nobody may read it and decide.")
            % told,
            gettext("Please give somebody of the unit %(unit)s the right to read what is confidential.")
            % told,
            gettext(
                "Some matters are decided only by whoever directs the unit and has no part in them: "
                "somebody who directs it needs that right, too."
            ),
        ),
        button=(
            gettext("See the people of the unit"),
            f"{case.address('office:shifts')}?unit={unit.slug}",
        ),
        after=(gettext("What it is about is not told here. This comes once a day at most."),),
    )

"""Reasons, choosers and faults in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.assignment.choosers import Chooser
from ventanilla.assignment.evidence import Fault
from ventanilla.assignment.filters import Reason

REASONS: dict[str, Any] = {
    Reason.ONESELF: _("asks for it himself or herself"),
    Reason.NOT_AGENT: _("is not an agent of the unit"),
    Reason.HOLDER: _("is responsible for it already"),
    Reason.CONFIDENTIAL: _("may not read what is confidential"),
    Reason.CONFLICT: _("has a conflict of interest with the requester"),
    Reason.EARLIER: _("attended the request that this one is about"),
    Reason.ABSENT: _("is absent"),
    Reason.OFF_SHIFT: _("is not on shift"),
    Reason.FULL: _("has as many open requests as allowed"),
    Reason.LANGUAGE: _("does not attend in the requester's language"),
    Reason.CAMPUS: _("does not attend this campus"),
}
CHOOSERS: dict[str, Any] = {
    Chooser.BY_HAND: _("The director hands them out"),
    Chooser.RANDOM: _("By draw"),
    Chooser.ROUND_ROBIN: _("By turn"),
    Chooser.LEAST_LOADED: _("To whoever has least open"),
}
FAULTS: dict[str, Any] = {
    Fault.UNRECORDED: _("The journal tells of no such draw."),
    Fault.RETOLD: _("The draw's record is not what the journal tells of it."),
    Fault.POOL: _("Candidates or exclusions were changed after the draw."),
    Fault.UNPROMISED: _("The digest of its secret was not in the journal before the draw."),
    Fault.SEED: _("Its secret is not the one whose digest was told before."),
    Fault.VERSION: _("It names a way of drawing that does not exist."),
    Fault.RESULT: _("The draw, made again, gives somebody else."),
}

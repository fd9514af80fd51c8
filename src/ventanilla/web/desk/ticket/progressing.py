"""The time line of a ticket at the desk: the requester's own stages, from the states that the ticket was in."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import get_language, gettext

from ventanilla.lib.text import said
from ventanilla.tickets.stages import Stage, stages
from ventanilla.tickets.states import WAITING
from ventanilla.web.components.track import Step
from ventanilla.web.desk.ticket.sight import Sight


class Entered(NamedTuple):
    at: datetime
    actor_id: int | None
    data: dict[str, Any]


def steps(sight: Sight) -> list[Step]:
    """No statement: the spells came with the deadlines."""
    ticket = sight.ticket
    line = stages(
        ticket.version.data["stages"],
        state=ticket.state,
        events=[Entered(spell.since, spell.by, {"state": spell.state}) for spell in sight.past],
        deadlines=sight.rows,
    )
    return [
        Step(
            words=stage.name if isinstance(stage.name, dict | str) else str(stage.name),
            state=stage.status,
            who=_who(stage, sight),
            at=stage.at,
            until=stage.until,
        )
        for stage in line
    ]


def _who(stage: Stage, sight: Sight) -> str:
    """Whose turn it is now; who did what is in the history."""
    if stage.status != "now":
        return ""
    if stage.state in WAITING:
        return gettext("It is the requester's turn")
    ticket = sight.ticket
    return ticket.assignee.full_name if ticket.assignee else said(ticket.unit.name, get_language()).words

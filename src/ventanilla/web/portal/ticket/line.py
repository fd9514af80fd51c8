"""The time line in the page's words: stages with their people and the survey as the last one (UPN-05)."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.lib.text import said
from ventanilla.people.models import Person
from ventanilla.tickets.stages import SURVEY, Stage, stages
from ventanilla.tickets.states import WAITING, State
from ventanilla.web.components.track import Step
from ventanilla.web.portal.ticket.reading import Reading


def steps(reading: Reading) -> list[Step]:
    ticket = reading.ticket
    line = stages(
        ticket.version.data["stages"],
        state=ticket.state,
        events=reading.events,
        deadlines=reading.deadlines,
        opinion=reading.opinion,
        survey_name=gettext("Your opinion"),
    )
    names = _names(reading)
    return [
        Step(
            words=_own_words(stage.name),
            state=stage.status,
            who=_who(stage, reading, names),
            at=stage.at,
            until=_until(stage, reading),
            note=stage.note or "",
        )
        for stage in line
    ]


def stage_words(data: dict[str, Any], state: str) -> Any:
    """What the institution calls a state in this service, as a Text; empty where it has no word."""
    return next((stage["name"] for stage in data["stages"] if stage["state"] == state), "")


def is_service_name(title: str, name: Any) -> bool:
    """Whether a request is called as its service: then the page says it once, in the reader's language."""
    return title == said(name, "es").words


def _own_words(name: Any) -> Any:
    """A Text stays what it is, so that a missing translation is marked; ours are in the reader's language."""
    return name if isinstance(name, dict | str) else str(name)


def _who(stage: Stage, reading: Reading, names: dict[int, str]) -> str:
    ticket = reading.ticket
    if stage.state == SURVEY or stage.status == "next":
        return ""
    if stage.status == "now" and stage.state in WAITING:
        return gettext("It is your turn")
    unit = said(ticket.unit.name, get_language()).words
    if stage.status == "now" and stage.state == State.WAITING_UNIT and reading.elsewhere:
        return ", ".join(said(name, get_language()).words for name in reading.elsewhere.units)
    if stage.status == "now":
        return f"{ticket.assignee.full_name}, {unit}" if ticket.assignee else unit
    return names.get(stage.who or 0, unit)


def _until(stage: Stage, reading: Reading) -> datetime | None:
    """While another unit has it, what that one promised."""
    if stage.status == "now" and stage.state == State.WAITING_UNIT and reading.elsewhere:
        return reading.elsewhere.until
    return stage.until


def _names(reading: Reading) -> dict[int, str]:
    """Everybody who was loaded with the ticket; others show as their unit."""
    people: list[Person | None] = [reading.ticket.assignee, *(m.author for m in reading.messages)]
    names = {person.pk: person.full_name for person in people if person is not None}
    return {**names, reading.ticket.requester_id: gettext("You")}

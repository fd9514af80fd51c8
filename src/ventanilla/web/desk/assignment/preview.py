"""What would happen: who may be chosen now, and why everybody else may not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.assignment.choosers import Chooser
from ventanilla.assignment.words import CHOOSERS, REASONS
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.gathering import Gathering
from ventanilla.tickets.models import Ticket

#: What a button does, in the director's words.
BUTTONS: dict[str, Any] = {
    Chooser.RANDOM: _("Draw"),
    Chooser.ROUND_ROBIN: _("By turn"),
    Chooser.LEAST_LOADED: _("Whoever has least"),
}
ARRIVING = _("on arrival")


@dataclass(frozen=True)
class Row:
    """One of the unit's people; without `reasons` a chooser may choose him.

    `by_name`: the director still may; `holds`: ticked.
    """

    person: Person
    load: int | None
    capacity: int | None
    reasons: tuple[Any, ...]
    director: bool
    by_name: bool
    holds: bool


def agents(found: Gathering, ticket: Ticket, *, chosen: int = 0) -> list[Row]:
    """`chosen`: whom somebody had chosen already when he was told of a change."""
    loads = {one.person: one.load for one in found.candidates}
    return [
        Row(
            person=member.person,
            load=loads.get(member.person.pk),
            capacity=member.capacity,
            reasons=tuple(REASONS[reason] for reason in found.sifted.excluded.get(member.person.pk, ())),
            director=not member.is_agent,
            by_name=not rules.is_party(member.person, ticket)
            and (member.confidential or not ticket.confidential),
            holds=member.person.pk == (chosen or ticket.assignee_id),
        )
        for member in found.members
    ]


def choosers(choices: Iterable[Chooser], own: Chooser) -> list[dict[str, Any]]:
    """The service's own first."""
    ordered = sorted(choices, key=lambda chooser: chooser != own)
    return [{"value": str(one), "words": BUTTONS[one], "own": one == own} for one in ordered]


def rule(chooser: Chooser, *, on_arrival: bool) -> dict[str, Any]:
    return {"words": CHOOSERS[chooser], "when": ARRIVING if on_arrival else ""}

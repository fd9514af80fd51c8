"""What can be done to many tickets at once, and why not to one of them.

DEEDS is a table: whoever brings another deed (a macro) adds its line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions import attend, tagging
from ventanilla.tickets.actions import macro as macros
from ventanilla.tickets.actions.news import Stale
from ventanilla.tickets.models import Macro, Ticket
from ventanilla.tickets.moves import IllegalMove, may_move


@dataclass(frozen=True)
class Deed:
    """`asks`: what must be said with it ("agent", "tag", "macro" or nothing).

    `why_not`: a sentence, or None where it may be.
    `do` is one of the actions, in a transaction of its own inside the chunk's.
    """

    slug: str
    name: Any
    why_not: Callable[[Ticket, "Value"], str | None]
    do: Callable[[int, Person, "Value", datetime], Any]
    asks: str = ""


@dataclass(frozen=True)
class Value:
    """What was said with it, and who is spoken of."""

    by: Person
    word: str = ""
    agent: Person | None = None
    units: frozenset[int] = frozenset()  # those in which that agent attends
    cleared: frozenset[int] = frozenset()  # and those in which what is confidential, too
    macro: Macro | None = None

    @property
    def kept(self) -> str:
        if self.macro is not None:
            return str(self.macro.slug)
        return str(self.agent.pk) if self.agent else self.word


def _closing(ticket: Ticket, _value: Value) -> str | None:
    return None if may_move(ticket, "close") else gettext("It has ended already.")


def _taking(ticket: Ticket, value: Value) -> str | None:
    if ticket.assignee_id == value.by.pk:
        return gettext("It is yours already.")
    if ticket.assignee_id is not None:
        return gettext("Somebody else is responsible.")
    if not rules.may_hand_out(value.by, ticket):
        return _handed_out()
    return None if may_move(ticket, "take") else gettext("It has ended already.")


def _assigning(ticket: Ticket, value: Value) -> str | None:
    assert value.agent is not None, "said with it"
    if ticket.assignee_id == value.agent.pk:
        return gettext("That person is responsible already.")
    if ticket.requester_id == value.agent.pk:
        return gettext("It is that person's own request.")
    if ticket.accused_id == value.agent.pk:
        return gettext("It is about that person.")
    if not rules.may_hand_out(value.by, ticket):
        return _handed_out()
    if ticket.unit_id not in (value.cleared if ticket.confidential else value.units):
        return gettext("That person does not attend in its unit.")
    return None if may_move(ticket, "assign") else gettext("It has ended already.")


def _handed_out() -> str:
    return gettext("The director hands out the requests of its service.")


def _tagging(ticket: Any, value: Value) -> str | None:
    if value.word in ticket.tags:
        return gettext("It has the tag already.")
    return gettext("It has as many tags as fit.") if len(ticket.tags) >= tagging.MOST else None


def _untagging(ticket: Any, value: Value) -> str | None:
    return None if value.word in ticket.tags else gettext("It has no such tag.")


def _running(ticket: Ticket, value: Value) -> str | None:
    assert value.macro is not None, "said with it"
    if value.macro.unit_id not in (None, ticket.unit_id):
        return gettext("The macro belongs to another unit.")
    return (
        None if macros.possible(value.macro, ticket) else gettext("A step of the macro is not possible now.")
    )


def _run(pk: int, by: Person, value: Value, at: datetime) -> None:
    assert value.macro is not None, "said with it"
    macros.run_one(macro=value.macro, ticket_id=pk, agent=by, at=at)


DEEDS: dict[str, Deed] = {
    deed.slug: deed
    for deed in (
        Deed(
            "take",
            pgettext_lazy("several", "Take"),
            _taking,
            lambda pk, by, _value, at: attend.take(ticket_id=pk, agent=by, at=at),
        ),
        Deed(
            "assign",
            pgettext_lazy("several", "Assign"),
            _assigning,
            lambda pk, by, value, at: attend.assign(
                ticket_id=pk, agent=by, to_person_id=value.agent.pk if value.agent else 0, at=at
            ),
            asks="agent",
        ),
        Deed(
            "tag",
            _("Add a tag"),
            _tagging,
            lambda pk, by, value, at: tagging.tag(ticket_id=pk, agent=by, name=value.word, at=at),
            asks="tag",
        ),
        Deed(
            "untag",
            _("Take a tag off"),
            _untagging,
            lambda pk, by, value, at: tagging.untag(ticket_id=pk, agent=by, name=value.word, at=at),
            asks="tag",
        ),
        Deed(
            "close",
            pgettext_lazy("several", "Close"),
            _closing,
            lambda pk, by, _value, at: attend.close(ticket_id=pk, agent=by, at=at),
        ),
        Deed("macro", _("Run a macro"), _running, _run, asks="macro"),
    )
}
#: What keeps it from being done to one ticket when the time has come, and what that is called in the outcome.
PROBLEMS: dict[type[Exception], str] = {
    attend.HandedOut: "handed_out",
    PermissionError: "rights",
    IllegalMove: "state",
    attend.TakenAlready: "taken",
    Stale: "news",
    attend.NotInUnit: "unit",
    tagging.TooManyTags: "tags",
    macros.StepFailed: "macro",
    Ticket.DoesNotExist: "gone",
}

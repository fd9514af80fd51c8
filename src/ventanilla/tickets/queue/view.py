"""The views of the desk: what is in each, and how it may be ordered."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ventanilla.tickets.states import OPEN, WAITING, State


@dataclass(frozen=True)
class Sort:
    """`column` orders, with the id; `newest` first, or what is due first."""

    slug: str
    name: Any
    column: str
    newest: bool = True


DUE = Sort("due", _("Due first"), "due_at", newest=False)
ACTIVITY = Sort("activity", _("Last activity"), "last_activity_at")
CREATED = Sort("created", _("Newest first"), "created_at")
ENDED = Sort("ended", _("Last closed"), "closed_at")
OPEN_SORTS = (DUE, ACTIVITY, CREATED)


def among(states: frozenset[State]) -> str:
    """As the condition of the indexes says it."""
    return f"t.state IN ({', '.join(repr(str(state)) for state in sorted(states))})"


IS_OPEN = among(OPEN)


@dataclass(frozen=True)
class View:
    """`where` is SQL on the ticket t, so that an index answers it; `states` what a filter may choose among.

    `of_unit`: of the unit that was chosen, otherwise of all that one attends. `counted`: its number is kept
    (Tally). `secret`: of what is confidential alone, for who attends it. One with a `page` is a page of its own, whose
    URL is named so, and has nothing here but its place in the rail; `key` opens it after `g`.
    """

    slug: str
    name: Any
    where: str = ""
    sorts: tuple[Sort, ...] = OPEN_SORTS
    states: frozenset[State] = field(default=OPEN)
    of_unit: bool = True
    counted: bool = True
    secret: bool = False
    key: str = ""
    page: str = ""

    def sort(self, slug: str) -> Sort:
        return next((sort for sort in self.sorts if sort.slug == slug), self.sorts[0])

    @property
    def ended(self) -> bool:
        """Whether it grows for ever."""
        return self.sorts[0] is ENDED


VIEWS: dict[str, View] = {
    view.slug: view
    for view in (
        View("unit", _("My unit"), IS_OPEN, key="u"),
        View("mine", _("Mine"), f"{IS_OPEN} AND t.assignee_id = %(person)s", of_unit=False, key="m"),
        View("unassigned", _("Not assigned"), f"{IS_OPEN} AND t.assignee_id IS NULL", key="n"),
        View("due", _("Due next"), f"{IS_OPEN} AND t.paused_at IS NULL", of_unit=False, key="d"),
        View(
            "waiting",
            pgettext_lazy("several", "Waiting for the requester"),
            f"{IS_OPEN} AND {among(WAITING)}",
            states=WAITING,
            key="w",
        ),
        View(
            "breached",
            pgettext_lazy("several", "Expired"),
            f"{IS_OPEN} AND t.breached_at IS NOT NULL",
            key="x",
        ),
        View(
            "confidential",
            pgettext_lazy("several", "Confidential"),
            IS_OPEN,
            secret=True,
            key="c",
        ),
        View(
            "answered",
            _("Answered"),
            "t.state = 'answered'",
            (ACTIVITY,),
            states=frozenset({State.ANSWERED}),
            key="a",
        ),
        View(
            "ended",
            pgettext_lazy("several", "Closed"),
            "t.closed_at IS NOT NULL",
            (ENDED,),
            states=frozenset({State.CLOSED, State.WITHDRAWN}),
            counted=False,
            key="e",
        ),
    )
}

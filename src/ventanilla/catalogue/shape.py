"""What a service is: its words, who attends it, what it promises, what it asks."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ventanilla.catalogue.question import Question
from ventanilla.catalogue.routing import Route
from ventanilla.lib.shape import Day, Shape, Slug
from ventanilla.lib.text import Line, Passage, Text

StageState = Literal[
    "submitted",
    "in_progress",
    "waiting_student",
    "correcting",
    "waiting_unit",
    "answered",
    "closed",
    "withdrawn",
]
COMPLEXITIES = ("low", "medium", "high")
Complexity = Literal["low", "medium", "high"]
#: Names that the pages give to what is asked beside the form (UPN-07, UNE-03).
RESERVED = frozenset({"evidence_statement", "declared", "key"})


class Category(Shape):
    """A door of the catalogue; `guide` names a guide of guides.yaml, `tips` stand above its services."""

    slug: Slug
    name: Text
    description: Passage
    tips: list[Passage] = []
    guide: Slug | None = None
    order: int = 0
    source: Line | None = None
    proposed: bool = False


class Promise(Shape):
    """The terms of the two contacts; a service solved at once has no `first_contact`.

    Where it names no `resolution`, the request type's term is it.
    `legal` runs beside them where the law sets a farther limit; `correction` is the requester's own time to
    put right what was returned (UNE-09); `transfer` the days in which what another body is competent for is sent
    on to it (MEN-08).
    """

    first_contact: Slug | None = None
    resolution: Slug | None = None
    legal: Slug | None = None
    correction: Slug | None = None
    transfer: Slug | None = None


class Audience(Shape):
    """To whom and when the service is open; an empty list means everybody. Days are the institution's."""

    user_types: list[Slug] = []
    campuses: list[Slug] = []
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")

    def is_open(self, *, types: list[str], campus: str | None, day: date) -> bool:
        """Whether somebody of these types and this campus may ask on this day."""
        return (
            (not self.user_types or bool(set(self.user_types) & set(types)))
            and (not self.campuses or campus in self.campuses)
            and self.in_window(day)
        )

    def in_window(self, day: date) -> bool:
        return (self.since or date.min) <= day <= (self.until or date.max)


class Reopening(Shape):
    """For so many days after it was closed a request may be taken up again; 0: never, a new one follows it."""

    days: Annotated[int, Field(ge=0, le=3650)] = 15


class Stage(Shape):
    """A point of the time line in the institution's words, the state that reaches it, and its own term."""

    slug: Slug
    name: Text
    state: StageState
    note: Text | None = None
    term: Slug | None = None


class Step(Shape):
    """What another unit does for the service, asked for by one press (UME-12).

    `parallel`: at the same time as the step before it; otherwise when all before are done.
    """

    unit: Slug
    kind: Literal["validation", "opinion", "document", "approval"]
    term: Slug
    request: Passage
    parallel: bool = False
    source: Line | None = None
    proposed: bool = False


class Assignment(Shape):
    """How its requests find whoever attends them: the director `by_hand`, or by draw, by turn, by load.

    `on_arrival`: at once, in the unit's hours; otherwise when the director asks for it.
    """

    chooser: Literal["by_hand", "random", "round_robin", "least_loaded"] = "by_hand"
    on_arrival: bool = False


class Service(Shape):
    """One page of the catalogue. `unit` attends it, unless a rule of `routing` names another (UME-01).

    `draw: excepted` is handed out by the director (UNE-07), and never by a chooser of `assignment`.

    `evidence`: a file is `required`, or a file or a `statement` why there is none, or `none` (UPN-07).
    `evidence_help` says what serves as evidence here. `guide` names a guide of guides.yaml.
    `declaration`: the requester declares that what he states is true (UNE-03).
    `complexity` chooses among the amounts of its terms.
    `steps` are what other units do for it; `handover` names the unit that goes on once it is closed (UDG-03).
    `restricted`: never offered to requesters; staff open it (UNE-12).
    """

    slug: Slug
    category: Slug
    name: Text
    summary: Passage
    for_whom: Passage
    needs: list[Text] = []
    where: Passage | None = None
    tips: list[Passage] = []
    guide: Slug | None = None
    keywords: list[Text] = []
    unit: Slug
    routing: Annotated[list[Route], Field(max_length=60)] = []
    request_type: Slug
    terms: Promise = Promise()
    complexity: Complexity | None = None
    calendar: Slug | None = None
    audience: Audience = Audience()
    confidential: bool = False
    restricted: bool = False
    draw: Literal["drawn", "excepted"] = "drawn"
    assignment: Assignment = Assignment()
    one_open: bool = False
    reopening: Reopening = Reopening()
    evidence: Literal["required", "statement", "none"] = "none"
    evidence_help: Passage | None = None
    declaration: bool = False
    steps: Annotated[list[Step], Field(max_length=20)] = []
    handover: Slug | None = None
    stages: Annotated[list[Stage], Field(min_length=2, max_length=20)]
    form: Annotated[list[Question], Field(min_length=1, max_length=60)]
    order: int = 0
    source: Line | None = None
    proposed: bool = False

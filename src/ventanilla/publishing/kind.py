"""What can be edited in the office: how it is held, what it must fit in with, how it becomes true."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from ventanilla.institutions.models import Institution
from ventanilla.lib.section import Content, Section
from ventanilla.lib.shape import Shape


@dataclass(frozen=True)
class Held:
    """One thing as it is true now; `unit_id` is whose director may edit it too, `n` its version if it has any.

    `subject` is that of the event by which it became true, where the office published it.
    """

    slug: str
    data: dict[str, Any]
    row: Any
    subject: tuple[str, int]
    n: int | None = None
    since: datetime | None = None
    active: bool = True
    unit_id: int | None = None


@dataclass(frozen=True)
class Published:
    """The event's subject, its version if it has any, and whether the subject is new with it."""

    subject: tuple[str, int]
    n: int | None = None
    first: bool = False


@dataclass(frozen=True)
class Kind:
    """`around` is everything that a thing of this kind must fit in with; `publish` makes a shape true."""

    name: str
    section: Section
    event: str
    find: Callable[[str], Held | None]
    around: Callable[[Institution], Content]
    publish: Callable[[Held, Any, datetime], Published]

    def held(self, slug: str) -> Held | None:
        return self.find(slug)

    def same_form(self, data: dict[str, Any]) -> dict[str, Any]:
        """As this version of the program would write it: a new key with its default is nobody's change."""
        try:
            shape: Shape = self.section.shape.model_validate(data)
        except ValidationError:
            return data
        return shape.data()

"""What a list is narrowed down to: equality and ranges on plain columns, which indexes answer beside the policies."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from ventanilla.tickets.queue.view import View

#: Filter → the column that must be equal; the others have a condition of their own below.
EQUAL = {
    "state": "state",
    "service": "service_id",
    "campus": "campus_id",
    "channel": "channel",
    "type": "user_type",
    "term": "term",
    "agent": "assignee_id",
}
TAGGED = """EXISTS (SELECT FROM tickets_tag g
    WHERE g.institution_id = t.institution_id AND g.ticket_id = t.id AND g.name = %(tag)s)"""


@dataclass(frozen=True)
class Filters:
    """As values of the database: ids, slugs, days. None where it does not matter."""

    state: str | None = None
    service: int | None = None
    campus: int | None = None
    channel: str | None = None
    type: str | None = None
    term: str | None = None
    agent: int | None = None
    tag: str | None = None
    since: date | None = None
    until: date | None = None  # the whole day

    def conditions(self, view: View) -> tuple[list[str], dict[str, Any]]:
        """SQL on the ticket t, and its values. Days are of creation; in what has ended, of its end."""
        found = [
            f"t.{column} = %({name})s" for name, column in EQUAL.items() if getattr(self, name) is not None
        ]
        values = {name: value for name in EQUAL if (value := getattr(self, name)) is not None}
        if self.tag is not None:
            found.append(TAGGED)
            values["tag"] = self.tag
        day = "closed_at" if view.ended else "created_at"
        if self.since is not None:
            found.append(f"t.{day} >= %(since)s")
            values["since"] = _begins(self.since)
        if self.until is not None:
            found.append(f"t.{day} < %(until)s")
            values["until"] = _begins(self.until + timedelta(days=1))
        return found, values

    @property
    def led(self) -> bool:
        """Whether an index leads to what fits, however little that is among all that has ended."""
        return any(value is not None for value in (self.service, self.agent, self.tag))

    @property
    def any(self) -> bool:
        return self != NO_FILTERS


NO_FILTERS = Filters()


def _begins(day: date) -> datetime:
    """Days are those of the reader."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())

"""A page of a list: fifty tickets, from a place on. What one may not read is not in it.

Each unit's first fifty come from an index, and the fifty to show are chosen among them: one statement whatever
the number of units. A second reads what is shown of them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, OuterRef, QuerySet

from ventanilla.tickets.models import Tag, Ticket
from ventanilla.tickets.queue.filters import NO_FILTERS, Filters
from ventanilla.tickets.queue.place import Place, cursor
from ventanilla.tickets.queue.sight import Sight
from ventanilla.tickets.queue.view import Sort, View

PAGE = 50
#: How far a page looks among what has ended where no index leads to what fits: it then says until when it looked.
REACH = 10_000
UNITS = "unnest(%(units)s::bigint[], %(secret)s::boolean[]) AS u (id, secret)"
#: The cases about somebody are few, and looked for by themselves: the lists' indexes need not hold whom.
SEEN = """t.unit_id = u.id AND t.confidential = u.secret AND t.requester_id <> %(person)s
    AND t.id <> ALL (ARRAY(SELECT c.id FROM tickets_ticket c WHERE c.accused_id = %(person)s))"""
SHOWN = (
    "code", "title", "state", "confidential", "due_at", "paused_at", "closed_at", "last_activity_at", "created_at",
    "channel", "unit_id", "institution_id", "assignee__given_names", "assignee__surnames",
    "requester__given_names", "requester__surnames", "campus__data",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """`older`: where the next page begins; empty on the last. `looked_to`: it may be empty for lack of looking."""

    tickets: list[Ticket]
    older: str = ""
    looked_to: datetime | None = None


@dataclass(frozen=True)
class List:
    """Which tickets, in which order, for whom: everything but the place."""

    view: View
    sort: Sort
    sight: Sight
    unit_ids: list[int]
    filters: Filters = NO_FILTERS

    @property
    def scopes(self) -> list[tuple[int, bool]]:
        """What is walked along: of each unit what is open to all at its desk, and what is confidential."""
        secret = [(pk, True) for pk in self.unit_ids if pk in self.sight.cleared]
        return secret if self.view.secret else [*((pk, False) for pk in self.unit_ids), *secret]

    def chosen(self, after: Place | None) -> tuple[list[Place], Place | None]:
        """The places of one more than a page, and how far it looked where it did not look to the end."""
        if not self.scopes:
            return [], None
        looking = self.view.ended and self.filters.any and not self.filters.led
        sql, values = self._far(after) if looking else self._whole(after)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        found: list[Place] = []
        for at, pk, fits, last in rows:
            if fits and len(found) <= PAGE:
                found.append((at, pk))
            if last and len(found) <= PAGE:
                return found, (at, pk)
        return found, None

    def _whole(self, after: Place | None) -> tuple[str, dict[str, Any]]:
        conditions, values = self._conditions(after)
        filtered, more = self.filters.conditions(self.view)
        column, way = self.sort.column, "DESC" if self.sort.newest else "ASC"
        sql = f"""
            SELECT r.at, r.id, true, false FROM {UNITS}, LATERAL (
                SELECT t.{column} AS at, t.id FROM tickets_ticket t
                WHERE {" AND ".join([*conditions, *filtered])}
                ORDER BY t.{column} {way}, t.id {way} LIMIT {PAGE + 1}
            ) r ORDER BY r.at {way}, r.id {way} LIMIT {PAGE + 1}
        """  # noqa: S608  the columns and conditions of our views
        return sql, {**values, **more}

    def _far(self, after: Place | None) -> tuple[str, dict[str, Any]]:
        """The newest of each unit, whatever they are; what fits among them, and where each unit's looking ended."""
        conditions, values = self._conditions(after)
        filtered, more = self.filters.conditions(self.view)
        column, reach = self.sort.column, REACH // len(self.scopes)
        sql = f"""
            SELECT r.at, r.id, r.fits, r.n = {reach} FROM {UNITS}, LATERAL (
                SELECT t.{column} AS at, t.id, {" AND ".join(filtered)} AS fits, row_number() OVER () AS n
                FROM (
                    SELECT * FROM tickets_ticket t WHERE {" AND ".join(conditions)}
                    ORDER BY t.{column} DESC, t.id DESC LIMIT {reach}
                ) t
            ) r WHERE r.fits OR r.n = {reach}
            ORDER BY r.at DESC, r.id DESC LIMIT {PAGE + 1 + len(self.scopes)}
        """  # noqa: S608  as above
        return sql, {**values, **more}

    def _conditions(self, after: Place | None) -> tuple[list[str], dict[str, Any]]:
        values: dict[str, Any] = {
            "units": [unit_id for unit_id, _secret in self.scopes],
            "secret": [secret for _unit_id, secret in self.scopes],
            "person": self.sight.person.pk,
        }
        conditions = [SEEN, self.view.where]
        if after is not None:
            values["at"], values["pk"] = after
            beyond = "<" if self.sort.newest else ">"
            conditions.append(f"(t.{self.sort.column}, t.id) {beyond} (%(at)s, %(pk)s)")
        return conditions, values


def page(asked: List, after: Place | None = None) -> Page:
    places, looked_to = asked.chosen(after)
    if not places:
        return Page([], cursor(*looked_to) if looked_to else "", looked_to[0] if looked_to else None)
    tickets = in_order([pk for _at, pk in places[:PAGE]])
    if len(places) > PAGE:
        return Page(tickets, cursor(*places[PAGE - 1]))
    return Page(tickets, cursor(*looked_to) if looked_to else "", looked_to[0] if looked_to else None)


def in_order(ids: list[int]) -> list[Ticket]:
    """What a row shows of each, in that order; one statement."""
    found = {ticket.pk: ticket for ticket in shown(Ticket.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def shown(tickets: QuerySet[Any]) -> QuerySet[Any]:
    tags = Tag.objects.filter(ticket=OuterRef("pk")).order_by("name").values("name")
    rows = tickets.select_related("requester", "assignee", "campus").only(*SHOWN)
    return rows.annotate(
        service_name=F("version__data__name"), draw=F("version__data__draw"), tags=ArraySubquery(tags)
    )

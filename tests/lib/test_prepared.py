"""A query made once gives what the query made each time would."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.world import MONDAY, World

from ventanilla.lib.prepared import Prepared, Unprepared
from ventanilla.people.models import Person
from ventanilla.tickets.models import Deadline, Ticket


def test_it_finds_the_same_rows_with_what_they_refer_to(acting: World, statements: Any) -> None:
    tickets = [acting.ticket(person, at=MONDAY) for person in (acting.ana, acting.diego)]

    def make(code: str, requester: int) -> Any:
        found = Ticket.objects.filter(code=code, requester=requester)
        return found.select_related("unit", "requester").order_by("pk")

    prepared = Prepared(make, code="", requester=0)
    for ticket in tickets:
        (plain,) = make(ticket.code, ticket.requester_id)
        with statements(1):
            (found,) = prepared.rows(code=ticket.code, requester=ticket.requester_id)
            assert (found, found.unit.slug, found.requester.full_name) == (
                ticket,
                plain.unit.slug,
                plain.requester.full_name,
            )
            assert found.created_at == plain.created_at
    assert prepared.first(code=tickets[0].code, requester=acting.diego.pk) is None


def test_instants_may_be_compared_with(acting: World) -> None:
    acting.ticket(acting.ana, at=MONDAY)
    due = Prepared(lambda at: Deadline.objects.filter(due_at__lt=at).order_by("pk"), at=MONDAY)
    assert due.rows(at=datetime(2100, 1, 1, tzinfo=UTC)) == list(Deadline.objects.order_by("pk"))
    assert due.rows(at=MONDAY) == []


def test_what_the_values_decided_cannot_be_prepared(acting: World) -> None:
    with pytest.raises(Unprepared, match="login"):
        Prepared(lambda login: Person.objects.filter(username="x" if "@" in login else "y"), login="")


def test_what_finds_nothing_whatever_the_values_asks_nobody(acting: World, statements: Any) -> None:
    acting.ticket(acting.ana)
    with statements(0):
        never = Prepared(lambda code: Ticket.objects.filter(unit__in=[], code=code), code="")
        assert never.rows(code="FARO-26-000001-9") == [] and never.first(code="") is None

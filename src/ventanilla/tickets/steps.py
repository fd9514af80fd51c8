"""Named reads of other units' steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from ventanilla.people.models import Person
from ventanilla.tickets import keyset, rules
from ventanilla.tickets.models import Attachment, Step
from ventanilla.tickets.parts import parts
from ventanilla.tickets.stepping import clock_of

JOINED = ("ticket__version", "ticket__unit", "unit", "assignee", "asked_by")


def to_do(person: Person, units: Sequence[int], *, after: str = "") -> keyset.Page:
    """What the units are asked for, due first."""
    parts = [_of(person, unit).filter(status=Step.Status.ASKED) for unit in units]
    return keyset.page(parts, key="due_at", newest=False, after=after, joined=JOINED)


def over(person: Person, units: Sequence[int], *, after: str = "") -> keyset.Page:
    """What they did, returned or need not do any more, the latest first."""
    parts = [_of(person, unit).filter(answered_at__isnull=False, asked_at__isnull=False) for unit in units]
    return keyset.page(parts, key="answered_at", newest=True, after=after, joined=JOINED)


def _of(person: Person, unit: int) -> QuerySet[Any]:
    """Of what is confidential only where the person is cleared for it; never of one's own requests."""
    rows = Step.objects.filter(unit_id=unit).exclude(ticket__requester=person).exclude(ticket__accused=person)
    return rows if unit in rules.cleared_units(person) else rows.filter(ticket__confidential=False)


def readable(person: Person, step_id: int) -> Step | None:
    """A step with all that its page tells: for its unit, and for who attends its ticket."""
    rows = Step.objects.select_related(*JOINED, "answered_by", "ticket__service", "ticket__requester")
    found: Step | None = rows.filter(pk=step_id).exclude(status=Step.Status.PLANNED, asked_at=None).first()
    if found is None or not (rules.may_do(person, found) or rules.may_attend(person, found.ticket)):
        return None
    return found


def files(step: Step) -> list[Attachment]:
    rows = Attachment.objects.filter(ticket=step.ticket_id, question=clock_of(step))
    return list(rows.select_related("document").order_by("id"))


def rows_of_ticket(ticket: str = "pk") -> ArraySubquery:
    """Beside a ticket: its steps in their order, and those of what was merged into it, as a page tells them."""
    rows = Step.objects.filter(ticket__in=parts(OuterRef(OuterRef(ticket)))).order_by("position", "id")
    return ArraySubquery(
        rows.values(
            row=JSONObject(
                id="id",
                unit=F("unit__data__name"),
                kind="kind",
                status="status",
                position="position",
                verdict="verdict",
                request="request",
                answer="answer",
                due="due_at",
                asked="asked_at",
                answered="answered_at",
                given="assignee__given_names",
                family="assignee__surnames",
            )
        )
    )


def asked_rows(ticket: str = "pk") -> ArraySubquery:
    """Beside a ticket: which units have it now, and until when, as its requester sees it."""
    rows = Step.objects.filter(ticket=OuterRef(ticket), status=Step.Status.ASKED).order_by("due_at", "id")
    return ArraySubquery(rows.values(row=JSONObject(unit=F("unit__data__name"), due="due_at")))


@dataclass(frozen=True)
class Elsewhere:
    """`units` are the names of those that have the ticket, `until` when the last of them promised its step."""

    units: list[Any]
    until: datetime


def elsewhere(rows: Sequence[dict[str, Any]]) -> Elsewhere | None:
    """From `asked_rows`; None where no unit has it."""
    if not rows:
        return None
    names = {str(row["unit"]): row["unit"] for row in rows}
    return Elsewhere(list(names.values()), max(datetime.fromisoformat(row["due"]) for row in rows))


def read_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `rows_of_ticket` brought, with instants and words."""
    return [
        {
            **row,
            "due": _instant(row["due"]),
            "asked": _instant(row["asked"]),
            "answered": _instant(row["answered"]),
            "kind_name": Step.Kind(row["kind"]).label,
            "status_name": Step.Status(row["status"]).label,
            "verdict_name": Step.Verdict(row["verdict"]).label if row["verdict"] else "",
            "who": f"{row['given'] or ''} {row['family'] or ''}".strip(),
        }
        for row in rows
    ]


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None

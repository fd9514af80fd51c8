"""Beside a ticket on its page: what left the desk, critical matters, sealed evidence, attempts to reach its requester.

Of all that was merged into it, too. No statement of their own.
"""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from ventanilla.tickets.models import ContactAttempt, Escalation, Evidence, Referral
from ventanilla.tickets.parts import parts

REFERRAL = ("id", "kind", "channel", "addressee", "address", "text", "at", "answer", "answered_at")
ESCALATION = (
    *("id", "status", "clock", "reason", "decision", "summary", "answer"),
    *("marked_at", "decided_at", "acknowledged_at", "answered_at"),
)


def referral_rows(ticket: str = "pk") -> ArraySubquery:
    rows = Referral.objects.filter(ticket__in=parts(OuterRef(OuterRef(ticket)))).order_by("id")
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in REFERRAL})))


def escalation_rows(ticket: str = "pk") -> ArraySubquery:
    rows = Escalation.objects.filter(ticket__in=parts(OuterRef(OuterRef(ticket)))).order_by("id")
    names = {name: name for name in ESCALATION}
    people = {
        "marked_by": "marked_by__given_names",
        "decided_by": "decided_by__given_names",
        "answered_by": "answered_by__given_names",
    }
    return ArraySubquery(rows.values(row=JSONObject(**names, **people)))


def evidence_rows(ticket: str = "pk") -> ArraySubquery:
    rows = Evidence.objects.filter(case__in=parts(OuterRef(OuterRef(ticket)))).order_by("id")
    return ArraySubquery(rows.values(row=JSONObject(id="id")))


def contact_rows(most: int, ticket: str = "pk") -> ArraySubquery:
    """The newest first."""
    rows = ContactAttempt.objects.filter(ticket__in=parts(OuterRef(OuterRef(ticket)))).order_by("-id")[:most]
    told = JSONObject(
        way="channel",
        outcome="outcome",
        note="note",
        at="at",
        given="by__given_names",
        family="by__surnames",
    )
    return ArraySubquery(rows.values(row=told))


def read(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With instants, and the words of kinds."""
    found = []
    for row in rows:
        at = {name: datetime.fromisoformat(row[name]) for name in row if name.endswith("at") and row[name]}
        words = {}
        if "kind" in row:
            words = {"kind_name": Referral.Kind(row["kind"]).label}
        found.append({**row, **at, **words})
    return found

"""In the file of a case: what other units did, to whom the matter went, how the requester was sought."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.lib.text import said
from ventanilla.people import moments
from ventanilla.tickets import outward, steps
from ventanilla.tickets.models import ContactAttempt, Referral, Ticket

#: Of these the requester was told the words themselves.
TOLD = frozenset({Referral.Kind.ADVICE, Referral.Kind.TRANSFER})
MOST_ATTEMPTS = 200


def beyond(ticket: Ticket, *, internal: bool, at: datetime) -> list[dict[str, Any]]:
    """One statement, with all that was merged into it. `internal`: with the words that stay on the desk."""
    rows = (
        Ticket.objects.filter(pk=ticket.pk)
        .annotate(
            step_rows=steps.rows_of_ticket(),
            referral_rows=outward.referral_rows(),
            contact_rows=outward.contact_rows(MOST_ATTEMPTS),
        )
        .values("step_rows", "referral_rows", "contact_rows")
        .get()
    )
    asked = [one for one in steps.read_rows(rows["step_rows"]) if internal or one["asked"]]
    sections = (
        (gettext("What other units were asked for"), [_step(one, internal, at) for one in asked]),
        (
            gettext("To whom the matter went"),
            [_referral(one, internal, at) for one in outward.read(rows["referral_rows"])],
        ),
        (
            gettext("How the requester was sought"),
            [_attempt(one, internal, at) for one in reversed(outward.read(rows["contact_rows"]))],
        ),
    )
    return [{"title": title, "entries": entries} for title, entries in sections if entries]


def _step(one: dict[str, Any], internal: bool, at: datetime) -> dict[str, Any]:
    """What it said stays between the units; that it was asked for, and when it was done, does not."""
    head = [str(one["kind_name"]), said(one["unit"], get_language()).words]
    if internal or one["status"] == "done":
        head.append(str(one["status_name"]))

    def told() -> Iterator[str]:
        yield from _when(gettext("Asked for: %(when)s"), one["asked"], at)
        yield from _when(gettext("Due: %(when)s"), one["due"], at)
        if internal or one["status"] == "done":
            yield from _when(gettext("Answered: %(when)s"), one["answered"], at)
        if internal:
            yield one["request"]
            answer = [str(one["verdict_name"]), one["who"], one["answer"]]
            yield "\n".join(words for words in answer if words)

    return _entry(head, told())


def _referral(one: dict[str, Any], internal: bool, at: datetime) -> dict[str, Any]:
    outside = one["kind"] == Referral.Kind.OUTSIDE

    def told() -> Iterator[str]:
        yield from _when("%(when)s", one["at"], at)
        if internal or not outside:
            yield one["address"]
        if internal or one["kind"] in TOLD:
            yield one["text"]
        if internal or outside:
            yield from _when(gettext("Answered: %(when)s"), one["answered_at"], at)
        if internal:
            yield one["answer"]

    return _entry([str(one["kind_name"]), one["addressee"]], told())


def _attempt(one: dict[str, Any], internal: bool, at: datetime) -> dict[str, Any]:
    head = [
        moments.day_and_hour(one["at"], now=at),
        str(ContactAttempt.Way(one["way"]).label),
        str(ContactAttempt.Outcome(one["outcome"]).label),
    ]
    note = [f"{one['given']} {one['family']}".strip(), one["note"]] if internal else []
    return _entry(head, iter(note))


def _when(words: str, when: datetime | None, at: datetime) -> Iterator[str]:
    if when is not None:
        yield words % {"when": moments.day_and_hour(when, now=at)}


def _entry(head: list[str], lines: Iterator[str]) -> dict[str, Any]:
    return {"head": " · ".join(one for one in head if one), "lines": [line for line in lines if line]}

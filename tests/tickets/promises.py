"""Terms with their rules, promised by the named world's services."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from tests.world import BORN
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import TermVersion
from ventanilla.institutions.sections.terms import Term
from ventanilla.institutions.versions import publish
from ventanilla.journal.models import Event

RULES: dict[str, Any] = {
    "pauses": ["requester"],
    "warnings": [2, 1],
    "escalation": [
        {"after": 0, "to": "director"},
        {"after": 1, "to": "administrator"},
        {"after": 3, "to": "executive"},
    ],
}


def term(slug: str, unit: str, amount: int | None, **rules: Any) -> None:
    data = {"slug": slug, "name": slug.capitalize(), "unit": unit, "amount": amount, **rules}
    publish(TermVersion, slug=slug, data=Term.model_validate(data).data(), at=BORN)


def promise(service: str = "constancia", **terms: str) -> None:
    """The service names these terms beside its own; clock → term."""
    old = ServiceVersion.objects.get(slug=service, current=True)
    data = {**old.data, "terms": {**old.data["terms"], **terms}}
    publish(ServiceVersion, slug=service, data=data, at=BORN, service=old.service)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rung(ticket: Any, *kinds: str) -> list[tuple[str, dict[str, Any], datetime]]:
    """What the clocks of a ticket told, in the order in which it was recorded: (what, data, when it happened)."""
    names = [f"ticket.{kind}" for kind in kinds or ("warned", "breached", "escalated")]
    events = Event.objects.filter(subject_kind="ticket", subject_id=ticket.pk, kind__in=names)
    return [(event.kind.partition(".")[2], event.data, event.at) for event in events.order_by("n")]

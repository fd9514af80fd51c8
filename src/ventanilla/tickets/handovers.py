"""Contacts that were handed over to a unit, for that unit alone; the ticket itself it does not read (UDG-03)."""

from collections.abc import Sequence

from ventanilla.tickets import keyset
from ventanilla.tickets.models import Referral

JOINED = ("ticket__version", "ticket__requester", "unit", "answered_by")


def page(units: Sequence[int], *, after: str = "") -> keyset.Page:
    """The latest first."""
    parts = [Referral.objects.filter(unit_id=unit, kind=Referral.Kind.HANDOVER) for unit in units]
    return keyset.page(parts, key="at", newest=True, after=after, joined=JOINED)

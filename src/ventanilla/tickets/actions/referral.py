"""The row of a referral and its event, whatever leads to it; and the handover that follows a closing."""

import os
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from ventanilla.institutions.models import Unit
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib import mail
from ventanilla.lib.constraints import broken
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets.models import Referral, Ticket

LONGEST_NAME, LONGEST_ADDRESS = 200, 300


class Unaddressed(Exception):
    """To whom it goes is missing, or no address of its kind: the words say what."""


class ReferredAlready(Exception):
    """The same form came before: what it says is done."""


@dataclass(frozen=True)
class Addressee:
    """`address` is what the channel needs: an e-mail address, a number, a place."""

    name: str
    channel: str
    address: str


def hand_over(ticket: Ticket, *, agent: Person, at: datetime) -> Referral | None:
    """On closing, where the service names a unit that goes on outside the desk; the ticket is locked and saved."""
    slug = ticket.version.data.get("handover")
    unit = Unit.objects.filter(slug=slug, active=True).first() if slug else None
    if unit is None:
        return None
    name = unit.name if isinstance(unit.name, str) else unit.name["es"]
    to = Addressee(name, Referral.Channel.ADDRESS, "")
    made = write(ticket, kind=Referral.Kind.HANDOVER, to=to, text="", by=agent, at=at, unit=unit)
    tell(ticket, "ticket.handed_over", made, agent, at)
    return made


def write(
    ticket: Ticket,
    *,
    kind: str,
    to: Addressee,
    text: str,
    by: Person,
    at: datetime,
    key: UUID | None = None,
    unit: Unit | None = None,
) -> Referral:
    name = " ".join(printable(to.name).split())[:LONGEST_NAME]
    made = Referral(
        ticket=ticket,
        kind=kind,
        channel=to.channel,
        unit=unit,
        addressee=name,
        address=_address(to, asked=kind != Referral.Kind.HANDOVER),
        text=text,
        salt=os.urandom(16),
        by=by,
        at=at,
        key=key,
    )
    if not name:
        raise Unaddressed(gettext("Write to whom it goes."))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if broken(error) != "referral_once":
            raise
        raise ReferredAlready from error
    return made


def tell(
    ticket: Ticket,
    kind: str,
    made: Referral,
    by: Person,
    at: datetime,
    *,
    text: str | None = None,
    more: dict[str, object] | None = None,
) -> None:
    digest = text_digest(bytes(made.salt), made.text if text is None else text)
    data = {
        "referral": made.pk,
        "kind": made.kind,
        "channel": made.channel,
        "unit": made.unit_id,
        "text": digest,
        "state": str(ticket.state),
        **(more or {}),
    }
    record(kind=kind, subject=("ticket", ticket.pk), actor=by.pk, channel="desk", data=data, at=at)


def _address(to: Addressee, *, asked: bool) -> str:
    if to.channel not in Referral.Channel.values:
        raise Unaddressed(gettext("Choose how it reaches them."))
    written = " ".join(printable(to.address).split())[:LONGEST_ADDRESS]
    if to.channel == Referral.Channel.EMAIL:
        try:
            return mail.checked(written)
        except mail.NoAddress as wrong:
            raise Unaddressed(gettext("Write an e-mail address like office@university.edu.")) from wrong
    if asked and not written:
        raise Unaddressed(gettext("Write the number or the address."))
    return written

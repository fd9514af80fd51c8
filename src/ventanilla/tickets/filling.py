"""A text kept ready, said to one requester: in his language, with the variables of tickets/canned.py filled in."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from ventanilla.institutions.addresses import address
from ventanilla.institutions.models import Institution
from ventanilla.lib.text import said
from ventanilla.people import moments
from ventanilla.people.models import Person
from ventanilla.tickets.canned import filled
from ventanilla.tickets.models import Ticket


def words_for(text: Any, ticket: Ticket, *, agent: Person, institution: Institution, at: datetime) -> str:
    """`text` is a Text; the ticket comes with version, unit and requester."""
    reader = ticket.requester
    language = institution.language(reader.language or None)
    zone = ZoneInfo(reader.zone) if reader.zone else institution.zoneinfo
    with translation.override(language), timezone.override(zone):
        values = {
            "nombre": reader.given_names,
            "codigo": ticket.code,
            "servicio": said(ticket.version.name, language).words,
            "plazo": moments.day_and_hour(ticket.due_at, now=at),
            "agente": agent.full_name,
            "unidad": said(ticket.unit.name, language).words,
            "enlace": address(institution, "portal:ticket", ticket.code),
        }
        return filled(said(text, language).words, values)

"""What a browser never sends to the office or to the portal: refused, never a fault, and nobody is led away."""

from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend, escalate
from ventanilla.tickets.models import Message, Ticket

NASTY = {"nul": "a\0b", "long": "x" * 1_000_000, "number": "9" * 30, "digit": "٣"}
EACH = pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
FINE = (200, 302, 404)


@EACH
def test_nothing_in_a_form_of_the_office_is_a_fault(world: World, client_of: Any, nasty: str) -> None:
    ticket, carla = world.ticket(world.ana, at=now()), client_of(world.carla)
    given = {
        "who": f"{world.bruno.pk}@registro",
        "since": "2026-03-01",
        "until": "2026-03-31",
        "period": "own",
    }
    forms: dict[str, dict[str, str]] = {
        "/office/evaluations/new/": given,
        "/office/assignment/registro/": {"to": str(world.bruno.pk), "ticket": f"{ticket.code}:"},
        f"/office/shifts/registro/{world.bruno.pk}/": {"capacity": "1", "language": "es", "campus": "centro"},
        f"/office/shifts/registro/{world.bruno.pk}/absences/": dict.fromkeys(
            ("since", "until", "since-day", "until-day", "since-time", "until-time", "reason"), "2027-01-01"
        ),
        f"/office/shifts/registro/{world.bruno.pk}/absences/end/": {"absence": "1"},
        f"/office/shifts/registro/{world.bruno.pk}/conflicts/": {"who": "E-ANA", "reason": "Primos"},
        f"/office/shifts/registro/{world.bruno.pk}/conflicts/end/": {"conflict": "1"},
        f"/office/people/{world.bruno.pk}/succession/registro/": {
            "way": "chooser", "to": str(world.carla.pk), "reason": "Se va", "sure": "1",
        },
    }  # fmt: skip
    for path, data in forms.items():
        for name in data:
            assert carla.post(path, {**data, name: nasty}).status_code in FINE, (path, name)


@EACH
def test_nor_for_top_management(world: World, client_of: Any, nasty: str) -> None:
    ticket = world.ticket(world.ana, at=now())
    with acting_in(world.faro):
        made = escalate.mark(ticket_id=ticket.pk, agent=world.bruno, reason="Urge", at=now())
        up = {"up": True, "reason": "Sí", "summary": "Es urgente", "at": now()}
        escalate.decide(escalation_id=made.pk, director=world.carla, **up)  # type: ignore[arg-type]
    julia = client_of(world.julia)
    assert julia.post(f"/office/executive/{made.pk}/answer/", {"body": nasty}).status_code in FINE
    assert julia.post(f"/office/executive/{10**25}/answer/", {"body": nasty}).status_code == 404


@EACH
@pytest.mark.parametrize("state", ["answered", "closed"])
def test_nor_in_the_requesters_own_pages(world: World, client_of: Any, nasty: str, state: str) -> None:
    ticket, ana = world.ticket(world.ana, at=now()), client_of(world.ana)
    with acting_in(world.faro):
        said = _said(world, ticket)
        if state == "closed":
            attend.close(ticket_id=ticket.pk, agent=world.bruno, at=now())
    forms = {
        "messages/": ("body", "key", "kind"),
        f"messages/{said.pk}/report/": ("passage", "reason"),
        "completion/": ("motivo", "idioma", "statement", "declared", "key"),
        "reopening/": ("reason", "body", "key", "unsolved"),
        "nudge/": ("next", "key"),
        "case/": ("notes",),
        "confirmation/sending/": ("next",),
    }
    for part, names in forms.items():
        for name in names:
            answer = ana.post(f"/tickets/{ticket.code}/{part}", {name: nasty})
            assert answer.status_code in (*FINE, 405), (part, name)
            assert nasty not in answer.get("Location", ""), "nobody is led away"


def _said(world: World, ticket: Ticket) -> Message:
    attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="Aquí está.", documents=[], at=now())
    said: Message = Message.objects.get(ticket=ticket, by_requester=False)
    return said

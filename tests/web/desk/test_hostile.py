"""What a browser never sends: NUL, a megabyte, names of nothing, numbers beyond all. Refused, never a fault."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.tickets.promises import term
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import step as steps
from ventanilla.tickets.involving import Wish
from ventanilla.tickets.models import Message, Ticket

NASTY = {"nul": "a\0b", "long": "x" * 1_000_000, "number": "9" * 30}
#: Part of a ticket's address, and the names that its form sends.
FORMS = {
    "taking/": ("instead_of",),
    "messages/": ("body", "kind", "seen", "key", "reply", "later-day", "later-time", "opening", "insert"),
    "draft/": ("slot", "kind", "body"),
    "contacts/": ("way", "outcome", "note", "key"),
    "macros/nada/": ("key",),
    "notes/": ("note",),
    "assignment/": ("person", "chooser"),
    "user-type/": ("user_type",),
    "extension/": ("clock", "amount", "reason", "sure"),
    "extension/decision/": ("extension", "decision", "reason"),
    "steps/": ("unit", "kind", "term", "order", "body", "key"),
    "referral/": ("kind", "name", "channel", "address", "body", "key"),
    "transfer/": ("name", "channel", "address", "body", "key", "confirmed"),
    "escalation/": ("body",),
    "escalation/decision/": ("decision", "reason", "summary"),
    "merging/": ("with", "number", "keep"),
    "splitting/": ("messages", "service", "key"),
    "reopening/": ("reason", "key"),
    "reclassification/": ("service", "unit", "reason", "key", "sure"),
    "links/": ("with", "number", "as"),
    "case/": ("notes",),
}
GOOD: dict[str, dict[str, str]] = {
    "merging/": {},
    "splitting/": {"service": "cambio-de-carrera"},
    "reclassification/": {"service": "cambio-de-carrera", "reason": "Porque sí", "sure": "1"},
    "steps/": {"unit": "tesoreria", "kind": "validation", "term": "paso", "order": "after", "body": "¿Sí?"},
    "contacts/": {"way": "phone", "outcome": "reached"},
    "referral/": {
        "kind": "outside",
        "name": "Otra",
        "channel": "email",
        "address": "x@y.test",
        "body": "Hola",
    },
    "transfer/": {
        "name": "Otra",
        "channel": "email",
        "address": "x@y.test",
        "body": "Hola",
        "confirmed": "1",
    },
    "messages/": {"kind": "answer", "body": "Hola"},
}


@pytest.fixture
def ticket(world: World) -> Ticket:
    with acting_in(world.faro):
        term("paso", "business_days", 2)
    return world.ticket(world.ana, at=now())


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("part", FORMS)
def test_nothing_in_a_form_of_a_ticket_is_a_fault(
    world: World, ticket: Ticket, client_of: Any, part: str, nasty: str
) -> None:
    carla = client_of(world.carla)
    for name in FORMS[part]:
        answer = carla.post(f"/desk/tickets/{ticket.code}/{part}", {**GOOD.get(part, {}), name: nasty})
        assert answer.status_code in (200, 204, 302, 404), (part, name)


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_nor_in_the_forms_of_the_desk(world: World, ticket: Ticket, client_of: Any, nasty: str) -> None:
    carla = client_of(world.carla)
    with acting_in(world.faro):
        wish = Wish("tesoreria", "validation", "paso", "¿Sí?")
        (step,) = steps.ask(ticket_id=ticket.pk, agent=world.bruno, wishes=[wish], key=uuid4(), at=now())
        said = Message.objects.filter(ticket=ticket)[0]
    fabia = client_of(world.fabia)
    for part in ("taking/", "answer/", "return/"):
        for name in ("verdict", "body", "missing"):
            assert fabia.post(f"/desk/steps/{step.pk}/{part}", {"verdict": "x", name: nasty}).status_code in (
                200,
                302,
            )
    for name in ("passage", "reason"):
        url = f"/desk/tickets/{ticket.code}/messages/{said.pk}/report/"
        assert carla.post(url, {"reason": "Ofende", name: nasty}).status_code in (200, 302)
    for deed in ("take", "assign", "tag", "untag", "close", "macro", nasty):
        for name in ("value", "ticket", "seen", "key", "back", "confirmed"):
            data = {"deed": deed, "ticket": ticket.code, "value": "1", "confirmed": "yes", name: nasty}
            assert carla.post("/desk/bulk/", data).status_code in (200, 302, 404), (deed, name)
    for name in ("name", "unit"):
        data = {"name": "Lista", "unit": "", name: nasty}
        assert carla.post("/desk/saved/", data).status_code in (200, 302)


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_nor_where_a_contact_is_noted(world: World, client_of: Any, nasty: str) -> None:
    carla = client_of(world.carla)
    ours = (
        "person",
        "channel",
        "service",
        "happened",
        "said",
        "answer",
        "resolved",
        "given_names",
        "surnames",
    )
    for name in (
        *(f"reg-{one}" for one in (*ours, "email", "phone", "user_type", "follows")),
        "q",
        "motivo",
        "key",
    ):
        data = {
            "reg-person": str(world.ana.pk),
            "reg-service": "constancia",
            "reg-channel": "phone",
            "reg-said": "Una llamada",
            name: nasty,
        }
        assert carla.post("/desk/registration/", data).status_code in (200, 302), name
        data |= {"reg-person": "new", "reg-given_names": "Nueva", name: nasty}
        assert carla.post("/desk/registration/", data).status_code in (200, 302), name


ADDRESSES = (
    *("/desk/?view={}", "/desk/?q={}", "/desk/?unit={}", "/desk/?service={}&agent={}&tag={}&since={}"),
    *("/desk/?after={}", "/desk/?done={}", "/desk/?campus={}&channel={}&type={}&term={}&state={}"),
    *("/desk/?until={}&sort={}", "/desk/news/?of={}", "/desk/filters/?state={}", "/desk/saved/?view={}"),
    *("/desk/steps/?after={}", "/desk/handovers/?after={}", "/desk/offences/?after={}"),
    *("/desk/registration/?q={}&person={}&service={}&follows={}", "/office/board/?unit={}&period={}"),
    *("/office/board/cases/?kind=arrived&agent={}&service={}&after={}", "/office/evaluations/?after={}"),
    "/office/shifts/?unit={}&from={}",
)


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_nor_in_an_address(world: World, client_of: Any, nasty: str) -> None:
    for client in (client_of(world.carla), client_of(world.hugo)):
        for path in ADDRESSES:
            answer = client.get(path.format(*[quote(nasty[:5000])] * 5))
            assert answer.status_code in (200, 302, 304, 404), path

"""What was said about two things becomes two requests."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.world import MONDAY, World
from ventanilla.documents.models import Document
from ventanilla.journal.models import Event
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.tickets import queries
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.reclassify import StaysConfidential
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.actions.split import NothingChosen, Part, split
from ventanilla.tickets.actions.submit import AlreadyOpen
from ventanilla.tickets.models import Link, Message, Ticket
from ventanilla.tickets.moves import IllegalMove

HOUR = timedelta(hours=1)
ASKED = "Y además quiero pasar de Derecho a Enfermería."


def talked(world: World) -> tuple[Ticket, Message]:
    ticket = world.ticket(world.ana)
    paper = Document.objects.create(
        sha256="0" * 64, size=1, kind="pdf", name="notas.pdf", uploaded_by=world.ana, uploaded_at=MONDAY
    )
    reply(
        ticket_id=ticket.pk,
        requester=world.ana,
        body=ASKED,
        documents=[paper],
        at=MONDAY + HOUR,
        channel="portal",
    )
    return ticket, Message.objects.get(body=ASKED)


def part(
    world: World, ticket: Ticket, *messages: Message, by: Person | None = None, **more: object
) -> Ticket:
    wish = Part(world.version("cambio-de-carrera"), [m.pk for m in messages], more.get("key") or uuid4())  # type: ignore[arg-type]
    return split(
        ticket_id=ticket.pk, agent=by or world.bruno, institution=world.faro, part=wish, at=MONDAY + 5 * HOUR
    )


def test_a_message_with_its_file_begins_a_request_of_its_own_from_the_day_it_was_said(acting: World) -> None:
    ticket, message = talked(acting)
    made = part(acting, ticket, message)
    assert made.code != ticket.code and made.service.slug == "cambio-de-carrera"
    assert (made.requester_id, made.registered_by_id) == (acting.ana.pk, acting.bruno.pk)
    assert made.answers == {"detalle": ASKED} and made.title.startswith("Y además")
    assert {row.start_at for row in queries.deadlines(made)} == {MONDAY + HOUR}
    (said,) = queries.conversation(made)
    assert (said.body, said.created_at) == (ASKED, MONDAY + HOUR)
    assert [one.document.name for one in queries.attachments(made)] == ["notas.pdf"]
    assert [one.document.name for one in queries.attachments(ticket)] == ["notas.pdf"], (
        "nothing is taken away"
    )
    link = Link.objects.get()
    assert (link.kind, link.ticket_id, link.other_id) == ("split", made.pk, ticket.pk)
    assert Event.objects.get(kind="ticket.split").data["code"] == made.code


def test_what_the_desk_said_goes_along_in_its_place(acting: World) -> None:
    ticket, message = talked(acting)
    attend.ask(
        ticket_id=ticket.pk, agent=acting.bruno, body="¿Desde cuándo?", documents=[], at=MONDAY + 2 * HOUR
    )
    asked = Message.objects.get(body="¿Desde cuándo?")
    made = part(acting, ticket, asked, message)
    assert [(m.kind, m.by_requester) for m in queries.conversation(made)] == [
        ("request", True),
        ("question", False),
    ]


def test_the_same_form_twice_makes_one(acting: World) -> None:
    ticket, message = talked(acting)
    key = uuid4()
    assert part(acting, ticket, message, key=key).pk == part(acting, ticket, message, key=key).pk


def test_what_cannot_be_split_off_changes_nothing(acting: World) -> None:
    ticket, message = talked(acting)
    foreign = Message.objects.filter(ticket=acting.ticket(acting.diego)).get()
    for chosen in ((), (foreign,)):
        with pytest.raises(NothingChosen):
            part(acting, ticket, *chosen)
    for agent in (acting.fabia, acting.ana):
        with pytest.raises(PermissionError):
            part(acting, ticket, message, by=agent)
    part(acting, ticket, message)
    with pytest.raises(AlreadyOpen):
        part(acting, ticket, message)
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + 6 * HOUR)
    with pytest.raises(IllegalMove):
        part(acting, ticket, message)
    assert Link.objects.count() == 1


def test_what_is_confidential_becomes_open_only_by_a_director(acting: World) -> None:
    ticket = acting.ticket(acting.ana, "bienestar")
    said = Message.objects.get(ticket=ticket)
    with pytest.raises(StaysConfidential):
        part(acting, ticket, said, by=acting.gema)
    Role.objects.filter(person=acting.gema).update(kind=RoleKind.DIRECTOR)
    acting.gema._roles = list(Role.objects.filter(person=acting.gema))
    assert not part(acting, ticket, said, by=acting.gema).confidential

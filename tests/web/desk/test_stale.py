"""An old page acts on nothing silently: each POST of the desk refuses what its page did not show, or says why not."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from tests.tickets.promises import term
from tests.web.desk.test_corrections import WHY
from tests.web.desk.test_replies import macro
from tests.web.desk.test_transfer import form as transferring
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend, classify, mentioning, step
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.involving import Wish
from ventanilla.tickets.models import Message, Pending, Step, Ticket
from ventanilla.web.desk.urls import urlpatterns

NEWS = "Encontré otro papel."
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


@dataclass(frozen=True)
class Case:
    """`page` is looked at, `meanwhile` happens, `sent` goes to `to` with what the page's own form carries."""

    page: str
    to: str
    sent: Callable[[World], dict[str, Any]]
    meanwhile: Callable[[World, Ticket], object]
    words: str
    done: Callable[[Ticket], bool]  # whether it was acted on after all
    who: str = "bruno"


def writes(world: World, ticket: Ticket) -> None:
    reply(ticket_id=ticket.pk, requester=world.ana, body=NEWS, documents=[], at=now(), channel="portal")


def carla_takes(world: World, ticket: Ticket) -> None:
    attend.take(ticket_id=ticket.pk, agent=world.carla, at=now())


def bruno_takes(world: World, ticket: Ticket) -> None:
    attend.take(ticket_id=ticket.pk, agent=world.bruno, at=now())


def another_type(world: World, ticket: Ticket) -> None:
    classify.classify(ticket_id=ticket.pk, agent=world.carla, user_type="egresado", at=now())


def nothing(_world: World) -> dict[str, Any]:
    return {}


def is_over(ticket: Ticket) -> bool:
    return not ticket.is_open


def held_by(ticket: Ticket) -> str:
    return ticket.assignee.given_names if ticket.assignee else ""


def is_said(ticket: Ticket) -> bool:
    return (
        Pending.objects.exists() or Message.objects.filter(ticket=ticket, kind=Message.Kind.ANSWER).exists()
    )


CASES: dict[str, Case] = {
    "taking": Case("", "taking/", nothing, carla_takes, "Carla", lambda ticket: held_by(ticket) == "Bruno"),
    "assignment": Case(
        "assignment/",
        "assignment/",
        lambda world: {"person": world.bruno.pk},
        carla_takes,
        "mientras tanto pasó a ser responsable Carla",
        lambda ticket: held_by(ticket) == "Bruno",
    ),
    "assignment by a chooser": Case(
        "assignment/",
        "assignment/",
        lambda world: {"chooser": "least_loaded"},
        bruno_takes,
        "mientras tanto pasó a ser responsable Bruno",
        lambda ticket: held_by(ticket) != "Bruno",
        who="carla",
    ),
    "closure": Case("", "closure/", nothing, writes, "No se cerró: hay algo nuevo", is_over),
    "messages": Case(
        "",
        "messages/",
        lambda world: {"kind": "answer", "body": "Está lista.", "key": uuid4()},
        writes,
        "hay algo nuevo en la solicitud",
        is_said,
    ),
    "macro": Case(
        "macros/lista/", "macros/lista/", nothing, writes, "alguien escribió mientras tanto", is_said
    ),
    "transfer": Case(
        "transfer/",
        "transfer/",
        lambda world: transferring(confirmed="1"),
        writes,
        "hay algo nuevo en la solicitud",
        is_over,
    ),
    "classification": Case(
        "user-type/",
        "user-type/",
        lambda world: {"user_type": "estudiante"},
        another_type,
        "alguien eligió otro tipo",
        lambda ticket: ticket.user_type == "estudiante",
    ),
}
#: What an old page may post all the same, and why nobody loses anything by it.
HARMLESS = {
    "undoing": "what was sent meanwhile is not taken back: TooLate is said",
    "unsent-again": "one's own words, once",
    "draft": "one's own words",
    "draft-over": "nothing happens where it was sent; what one had oneself stays",
    "notes": "added to what is there; the same press counts once",
    "tags": "one word, put on or taken off",
    "contacts": "an attempt that was made, whatever happened since; the same form counts once",
    "followers": "oneself",
    "unfollowing": "oneself",
    "extension": "DateMoved where the page showed another date (tests/tickets/test_extension.py)",
    "extension-decision": "DecidedAlready; granted as the dates are now",
    "step-asking": "another unit is asked; the same form counts once, and what has ended is refused by its state",
    "steps-of-service": "as above",
    "referral": "as above",
    "referral-answer": "what was answered is written down; the same form counts once",
    "escalation": "EscalatedAlready",
    "escalation-decision": "DecidedAlready",
    "report": "ReportedAlready; the passage must stand in the message",
    "offence": "JudgedAlready",
    "handover-receipt": "once",
    "step-answer": "NotOpen where somebody was faster",
    "step-return": "NotOpen",
    "step-again": "NotOpen",
    "step-cancellation": "NotOpen",
    "merging": "nothing of either is lost, and no promise becomes later; what cannot be joined now is refused",
    "splitting": "the messages are named one by one",
    "reopening": "refused by the state of what is open already",
    "links": "a link more",
    "unlinking": "a link that is gone is gone",
    "case": "a copy of what there is now",
    "evidence": "what is sealed is added",
}
#: Those that have a test of their own, below or where the name says.
ELSEWHERE = {"reclassification", "step-taking", "bulk", "bulk-undo"}
#: Not about one ticket: one's own lists, absences, replies (each with its own mark), a new registration.
OTHER = re.compile(r"saved|absence|repl(y|ies)|macro-(new|edit|end)|registration")


@pytest.fixture
def ticket(world: World) -> Ticket:
    macro(world, "lista", {"do": "answer", "text": "Está lista."}, {"do": "close"})
    return world.ticket(world.ana, at=now())


def carried(page: str, to: str) -> dict[str, str]:
    """What the form that goes there carries; where no form says where it goes, what the page's forms carry."""
    forms: list[str] = re.findall(r"<form.*?</form>", page, re.DOTALL)
    own = [one for one in forms if re.search(rf'action="[^"]*{to}"', one)] or [
        one for one in forms if "action=" not in one.split(">")[0] and 'method="post"' in one
    ]
    return {
        name: unescape(value) for name, value in HIDDEN.findall("".join(own)) if name != "csrfmiddlewaretoken"
    }


@pytest.mark.parametrize("name", list(CASES))
def test_an_old_page_is_told_what_it_did_not_show_and_acts_on_nothing(
    world: World, client_of: Any, ticket: Ticket, name: str
) -> None:
    case = CASES[name]
    client, path = client_of(getattr(world, case.who)), f"/desk/tickets/{ticket.code}/"
    sent = {**carried(client.get(path + case.page).content.decode(), case.to), **case.sent(world)}
    with acting_in(world.faro):
        case.meanwhile(world, ticket)
    answer = client.post(path + case.to, sent)
    page = client.client.get(answer["Location"]) if answer.status_code == 302 else answer
    assert case.words in unescape(page.content.decode())
    with acting_in(world.faro):
        assert not case.done(Ticket.objects.select_related("assignee").get(pk=ticket.pk))


@pytest.mark.parametrize("name", ["taking", "assignment", "closure", "messages", "macro", "classification"])
def test_from_the_page_as_it_is_now_it_is_done(
    world: World, client_of: Any, ticket: Ticket, name: str
) -> None:
    """Nobody is kept from anything: he looks, and decides again."""
    case = CASES[name]
    client, path = client_of(getattr(world, case.who)), f"/desk/tickets/{ticket.code}/"
    with acting_in(world.faro):
        case.meanwhile(world, ticket)
    sent = {**carried(client.get(path + case.page).content.decode(), case.to), **case.sent(world)}
    assert client.post(path + case.to, sent).status_code == 302
    with acting_in(world.faro):
        assert case.done(Ticket.objects.select_related("assignee").get(pk=ticket.pk))


def test_the_page_that_refuses_to_close_marks_what_is_new_and_keeps_the_draft(
    world: World, client_of: Any, ticket: Ticket, statements: Any
) -> None:
    bruno, path = client_of(world.bruno), f"/desk/tickets/{ticket.code}/"
    sent = carried(bruno.get(path).content.decode(), "closure/")
    bruno.post(path + "draft/", {"slot": "saying", "kind": "answer", "body": "Casi lista"})
    with acting_in(world.faro):
        writes(world, ticket)
    with statements(14):
        page = unescape(bruno.post(path + "closure/", sent).content.decode())
    assert NEWS in page and "Casi lista" in page and 'class="fresh"' in page
    assert bruno.post(path + "closure/", carried(page, "closure/")).status_code == 302
    with acting_in(world.faro):
        assert is_over(Ticket.objects.get(pk=ticket.pk))


def test_a_macro_from_an_old_ticket_page_shows_what_came_since(
    world: World, client_of: Any, ticket: Ticket, statements: Any
) -> None:
    bruno, path = client_of(world.bruno), f"/desk/tickets/{ticket.code}/"
    old = unescape(bruno.get(path).content.decode())
    (link,) = re.findall(r'href="/faro(/desk/tickets/[^"]*/macros/lista/\?seen=[^"]*)"', old)
    with acting_in(world.faro):
        writes(world, ticket)
    with statements(8):
        page = unescape(bruno.get(link).content.decode())
    assert "Nuevo en la solicitud" in page and NEWS in page


def test_the_queues_button_takes_nothing_from_anybody(world: World, client_of: Any, ticket: Ticket) -> None:
    """The button, and `t`, which presses it."""
    bruno = client_of(world.bruno)
    sent = carried(bruno.get("/desk/").content.decode(), f"{ticket.code}/taking/")
    with acting_in(world.faro):
        carla_takes(world, ticket)
    answer = bruno.post(f"/desk/tickets/{ticket.code}/taking/", sent)
    assert "la tomó antes" in unescape(bruno.client.get(answer["Location"]).content.decode())
    with acting_in(world.faro):
        assert Ticket.objects.get(pk=ticket.pk).assignee_id == world.carla.pk


def test_what_somebody_passed_on_meanwhile_is_not_passed_on_again_unseen(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    bruno, carla = client_of(world.bruno), client_of(world.carla)
    path = f"/desk/tickets/{ticket.code}/reclassification/"
    told = {"key": uuid4(), "reason": WHY}
    sent = carried(bruno.get(path).content.decode(), "nowhere/")
    assert carla.post(path, {**told, "service": "cambio-de-carrera", "sure": "1"}).status_code == 302
    for more in ({}, {"sure": "1"}):
        back = {**sent, **told, "key": uuid4(), "service": "constancia", **more}
        page = unescape(bruno.post(path, back).content.decode())
        assert "alguien la pasó a otro lugar mientras tanto" in page
        assert WHY in page
    with acting_in(world.faro):
        assert Ticket.objects.select_related("service").get(pk=ticket.pk).service.slug == "cambio-de-carrera"


def test_a_step_is_taken_from_nobody_unseen(world: World, client_of: Any, ticket: Ticket) -> None:
    with acting_in(world.faro):
        term("paso", "business_days", 2)
        wish = Wish("tesoreria", "validation", "paso", "¿Está al día?")
        (made,) = step.ask(ticket_id=ticket.pk, agent=world.bruno, wishes=[wish], key=uuid4(), at=now())
    fabia = client_of(world.fabia)
    sent = carried(fabia.get(f"/desk/steps/{made.pk}/").content.decode(), "taking/")
    with acting_in(world.faro):
        Step.objects.filter(pk=made.pk).update(assignee=world.carla)
    answer = fabia.post(f"/desk/steps/{made.pk}/taking/", sent)
    assert "Carla" in unescape(fabia.client.get(answer["Location"]).content.decode())
    with acting_in(world.faro):
        assert Step.objects.get(pk=made.pk).assignee_id == world.carla.pk


def test_a_colleagues_note_does_not_keep_one_from_answering(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    """News are what the requester reads or wrote."""
    bruno, path = client_of(world.bruno), f"/desk/tickets/{ticket.code}/"
    sent = carried(bruno.get(path).content.decode(), "closure/")
    with acting_in(world.faro):
        mentioning.note(ticket_id=ticket.pk, agent=world.carla, body="Visto.", at=now())
    assert bruno.post(path + "closure/", sent).status_code == 302


@pytest.mark.parametrize("name", sorted(str(one.name) for one in urlpatterns))
def test_each_address_of_the_desk_is_in_one_of_the_tables(world: World, client_of: Any, name: str) -> None:
    """One that takes no POST answers 405."""
    if name in {*HARMLESS, *ELSEWHERE, *(one.partition(" ")[0] for one in CASES)} or OTHER.search(name):
        return
    (pattern,) = (one for one in urlpatterns if one.name == name)
    route = re.sub(r"<uuid:\w+>", str(uuid4()), str(pattern.pattern))
    route = re.sub(
        r"<str:\w+>", "FARO-26-000001-9", re.sub(r"<int:\w+>", "1", re.sub(r"<slug:\w+>", "x", route))
    )
    assert client_of(world.bruno).post(f"/desk/{route}").status_code == 405, "say what an old page does there"

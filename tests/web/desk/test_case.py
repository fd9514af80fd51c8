"""A disciplinary case (UNE-12): whom it is about never sees nor attends it, and why none was opened is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from tests.web.desk.test_offence import report_of, reported, said
from tests.world import World
from ventanilla.assignment.filters import Reason
from ventanilla.catalogue.models import Service, ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.lib.throttle import count
from ventanilla.people.models import Role, RoleKind
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.reassign import NotCleared, reassign
from ventanilla.tickets.actions.submit import submit
from ventanilla.tickets.gathering import gather
from ventanilla.tickets.intake import Request
from ventanilla.tickets.mentions import readers
from ventanilla.tickets.models import Evidence, Message, Offence, Ticket
from ventanilla.tickets.pace import SUBMITTED, whose
from ventanilla.tickets.queue.sight import held_units

SLUG = "caso-disciplinario"
WORDS = "Insultó a quien pedía."
ASKED = {"name": "lugar", "label": {"es": "¿Dónde?", "en": "Where?"}, "type": "text", "required": True}


def decision(**more: Any) -> dict[str, Any]:
    return {"decision": "case", "reason": WORDS, "service": SLUG, "key": uuid4(), **more}


@pytest.fixture
def case(world: World, client_of: Any) -> Ticket:
    """Ana reports what Bruno wrote, and Carla opens a case; where it is attended he is a director, and cleared."""
    with acting_in(world.faro):
        unit = Unit.objects.get(slug="bienestar")
        for person, kinds in ((world.bruno, RoleKind.values[:2]), (world.gema, [RoleKind.DIRECTOR])):
            for kind in kinds:
                Role.objects.create(person=person, kind=kind, unit=unit, confidential=True)
            person._roles = list(Role.objects.filter(person=person))
    ticket = world.ticket(world.ana, at=now())
    with acting_in(world.faro):
        attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="No sea necia.", documents=[], at=now())
        message = Message.objects.get(ticket=ticket, kind="answer")
    reporting = f"/tickets/{ticket.code}/messages/{message.pk}/report/"
    client_of(world.ana).post(reporting, {"passage": "necia", "reason": "Me insulta."})
    with acting_in(world.faro):
        made = Offence.objects.get()
    client_of(world.carla).post(f"/desk/offences/{made.pk}/", decision())
    with acting_in(world.faro):
        found: Ticket = Ticket.objects.select_related("version", "unit", "requester", "campus").get(
            accused=world.bruno
        )
    return found


def test_whoever_is_accused_finds_nothing_of_the_case(
    world: World, case: Ticket, client_of: Any, statements: Any
) -> None:
    bruno, gema = client_of(world.bruno), client_of(world.gema)
    for path in ("", "evidence/", "assignment/", "history/", "case/"):
        assert gema.get(f"/desk/tickets/{case.code}/{path}").status_code == 200
        assert bruno.get(f"/desk/tickets/{case.code}/{path}").status_code == 404
    assert case.code in gema.get("/desk/?view=unit&unit=bienestar").content.decode()
    for view in ("unit", "unassigned", "confidential", "due"):
        with statements(8):
            page = bruno.get(f"/desk/?view={view}&unit=bienestar").content.decode()
        assert case.code not in page and WORDS not in page
    for path in (
        "/desk/?q=Insultó",
        f"/desk/?q={case.code}",
        "/office/assignment/bienestar/",
        "/desk/offences/",
    ):
        page = bruno.get(path).content.decode().replace(f'value="{case.code}"', "")
        assert WORDS not in page and (case.code not in page or "q=" in path), path


def test_his_counters_do_not_count_it(world: World, case: Ticket) -> None:
    with acting_in(world.faro):
        for person, held in ((world.gema, 1), (world.bruno, 0)):
            (unit,) = (one for one in held_units(person) if one.slug == "bienestar")
            for view in ("unit", "unassigned", "confidential"):
                assert unit.held.get(view, 0) == held, (person.given_names, view)


def test_he_is_told_nothing_and_whoever_directs_with_him_is(
    world: World, case: Ticket, catcher: Any, work: Any
) -> None:
    work()
    assert not [letter for letter in catcher.messages(to="bruno@faro.test") if case.code in letter.text]
    told = [letter.subject for letter in catcher.messages(to="gema@faro.test") if case.code in letter.text]
    assert any("espera que usted la asigne" in subject for subject in told)


def test_nobody_gives_it_to_him(world: World, case: Ticket, client_of: Any) -> None:
    at, bruno, gema = now(), world.bruno, world.gema
    acts: list[tuple[type[Exception], Callable[[], Any]]] = [
        (
            attend.NotInUnit,
            lambda: attend.assign(ticket_id=case.pk, agent=gema, to_person_id=bruno.pk, at=at),
        ),
        (
            NotCleared,
            lambda: reassign(ticket_id=case.pk, director=gema, to_person_id=bruno.pk, seen=None, at=at),
        ),
        (PermissionError, lambda: attend.take(ticket_id=case.pk, agent=bruno, at=at)),
        (PermissionError, lambda: attend.note(ticket_id=case.pk, agent=bruno, body="No fui yo.", at=at)),
    ]
    with acting_in(world.faro):
        for refused, act in acts:
            with pytest.raises(refused):
                act()
        found = gather(case, institution=world.faro, at=at)
        assert Reason.CONFLICT in found.sifted.excluded[bruno.pk]
        assert bruno.pk not in {person.pk for person in readers(case, besides=gema)}
    page = client_of(gema).get(f"/desk/tickets/{case.code}/assignment/").content.decode()
    assert re.search(rf'name="person" value="{bruno.pk}"[^>]* disabled', page)


def switched_off(world: World) -> None:
    Service.objects.filter(slug=SLUG).update(active=False)


def asks_more(world: World) -> None:
    change(form=[*world.version(SLUG).data["form"], ASKED])


def one_at_a_time(world: World) -> None:
    change(one_open=True)
    answers = {"detalle": "Otro caso."}
    wish = Request(version=world.version(SLUG), key=uuid4(), channel="desk", answers=answers, declared=True)
    submit(
        institution=world.faro,
        requester=world.carla,
        registered_by=world.carla,
        request=wish,
        at=now(),
        restricted=True,
    )


def too_many(world: World) -> None:
    for _ in range(SUBMITTED.times):
        count(SUBMITTED, whose(world.carla), at=now())


def change(**data: Any) -> None:
    version = ServiceVersion.objects.get(slug=SLUG, current=True)
    changed = {**version.data, **data}
    with transaction.atomic():
        publish(ServiceVersion, slug=SLUG, data=changed, at=now(), service_id=version.service_id)


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (switched_off, "está desactivado o no está abierto ahora"),
        (asks_more, "pide algo que aquí falta"),
        (one_at_a_time, "Ya tiene abierto un caso de este servicio"),
        (too_many, "Abrió demasiados en la última hora"),
    ],
)
def test_what_keeps_it_from_being_opened_is_said_and_nothing_lost(
    world: World, client_of: Any, before: Callable[[World], None], why: str
) -> None:
    made, carla = reported(world, client_of), client_of(world.carla)
    with acting_in(world.faro):
        before(world)
    answer = carla.post(f"/desk/offences/{made.pk}/", decision())
    assert answer.status_code == 200
    assert why in answer.content.decode() and WORDS in answer.content.decode()
    with acting_in(world.faro):
        made.refresh_from_db()
        assert made.status == Offence.Status.REPORTED
        assert not Evidence.objects.exists() and not Ticket.objects.filter(accused__isnull=False).exists()


def test_a_form_opens_one_case(world: World, client_of: Any) -> None:
    """Sent again about another report it opens nothing, and puts no evidence into the first case."""
    made, carla, sent = reported(world, client_of), client_of(world.carla), decision()
    carla.post(f"/desk/offences/{made.pk}/", sent)
    ticket, message = said(world, "Otro insulto: necio.")
    client_of(world.bruno).post(report_of(ticket, message), {"passage": "necio", "reason": "Otra vez."})
    with acting_in(world.faro):
        other = Offence.objects.latest("id")
    page = carla.post(f"/desk/offences/{other.pk}/", {**sent, "reason": "Otra vez."}).content.decode()
    assert "ya abrió otro caso" in page and "Otra vez." in page
    with acting_in(world.faro):
        assert Evidence.objects.count() == 1

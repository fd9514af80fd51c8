"""Beside the policies every list and search reaches an index: no table that grows is scanned, and no more than a
hundred rows are read and thrown away (invariants 7 and 8)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest

from tests.architecture import crowd
from tests.architecture.plans import captured, explained
from tests.browserless import Visitor
from tests.server import Database
from tests.web.portal.filling import Filling
from tests.world import MONDAY, World
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.surveys import actions as surveys
from ventanilla.surveys.links import token
from ventanilla.tickets import queue
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import draft as drafts
from ventanilla.tickets.actions.watch import look
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import to_look_at

pytestmark = pytest.mark.commits
MOST_REMOVED = 100
#: How much each agent of a unit has: what is open there is read once, whichever index is the shorter way.
LOADS = 'SELECT "tickets_ticket"."assignee_id" AS "assignee_id", COUNT("tickets_ticket"."id") AS "n"'
NOW = datetime(2026, 6, 1, tzinfo=UTC)

#: Read whole where that is cheaper than an index: they hold what folders say, and do not grow with use.
SMALL = {
    "institutions_institution": "a handful of rows on an installation",
    "institutions_section": "five rows an institution",
    "institutions_campus": "tens of rows",
    "institutions_unit": "tens of rows",
    "institutions_calendarversion": "tens of rows",
    "institutions_termversion": "tens of rows",
    "catalogue_category": "about ten rows",
    "tickets_escalation": "a few critical matters a month",
    "tickets_offence": "a few reports a year",
    "quality_evaluationdraft": "a few drafts for each of a few directors",
    "tickets_canned": "tens a unit",
    "tickets_macro": "tens a unit",
    "publishing_edit": "a few drafts for each of a few people",
    "catalogue_service": "tens or hundreds: the page of a category shows all of it",
}


@dataclass
class Story:
    """Two requests of Ana's with all that one can have, among the crowd's: one answered, one closed."""

    world: World
    answered: Ticket
    closed: Ticket
    survey: str
    draft: str


@pytest.fixture(scope="module")
def story(_clone: Database) -> Story:
    world = World.load()
    crowd.fill(
        _clone,
        heavy={world.faro.pk: world.ana.pk, world.puerto.pk: world.elena.pk},
        agents={world.faro.pk: world.bruno.pk, world.puerto.pk: world.pablo.pk},
    )
    answered, closed = attended(world), attended(world)
    with acting_in(world.faro):
        attend.close(ticket_id=closed.pk, agent=world.bruno, at=MONDAY + timedelta(days=1))
        closed.refresh_from_db()
        survey = surveys.invite(ticket=closed, at=MONDAY + timedelta(days=1))
        assert survey is not None
        key, service = uuid4(), world.version("constancia").service
        drafts.keep(
            key=key, service=service, person=world.ana, answers={"motivo": "x"}, documents={}, at=MONDAY
        )
        return Story(world, answered, closed, token(survey), str(key))


def attended(world: World) -> Ticket:
    with acting_in(world.faro):
        document = Document.objects.create(
            sha256="0" * 64, size=1, kind="pdf", name="a.pdf", uploaded_by=world.ana, uploaded_at=MONDAY
        )
    ticket = world.ticket(world.ana, documents={"archivo": [document]})
    with acting_in(world.faro):
        for n in range(3):
            at = MONDAY + timedelta(hours=n)
            attend.note(ticket_id=ticket.pk, agent=world.bruno, body="Nota", at=at)
            attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="Sí", documents=[], at=at)
    return ticket


#: Who asks for which page; `{answered}` and its like are fields of the story.
PAGES = [
    *[("bruno", f"/desk/?view={view}") for view in queue.VIEWS],
    *[("pablo", f"/desk/?view={view}{unit}") for view in queue.VIEWS for unit in ("", "&unit=tesoreria")],
    *[
        ("hugo", f"/desk/?view={slug}&unit={unit}")
        for slug, view in queue.VIEWS.items()
        if not view.secret
        for unit in ("registro", "bienestar")
    ],
    ("bruno", "/desk/?q={answered}"),
    ("hugo", "/desk/?q={answered}"),
    ("bruno", "/desk/?q=FARO-26-999999-0"),
    *[
        (who, f"/desk/?q={words}")
        for who in ("bruno", "pablo", "hugo")
        for words in ("palabra7", "solicitud+palabra2", "nada")
    ],
    *[
        (who, f"/desk/{page}/?view=ended&campus=centro")
        for who in ("pablo", "hugo")
        for page in ("filters", "saved")
    ],
    ("bruno", "/desk/tickets/{answered}/"),
    ("hugo", "/desk/tickets/{closed}/"),
    ("bruno", "/desk/tickets/{answered}/assignment/"),
    ("bruno", "/desk/tickets/{answered}/history/"),
    ("bruno", "/desk/tickets/{answered}/extension/?clock=resolution"),
    *[
        (who, f"/office/{page}")
        for who in ("hugo", "carla")
        for page in ("services/", "services/constancia/", "units/", "units/registro/", "units/?after=99999")
    ],
    *[("hugo", f"/office/people/?q={words}") for words in ("ana", "ana@faro.test", "E-ANA", "zz")],
    ("hugo", "/office/people/1/"),
    ("hugo", "/office/directory/"),
    ("hugo", "/office/directory/7/"),
    ("hugo", "/office/directory/7/?kind=changed&after=650"),
    *[
        (who, f"/office/breaches/?{query}")
        for who in ("carla", "ines", "julia")
        for query in (
            "",
            "clock=resolution",
            "unit=registro",
            "unit=registro&clock=resolution&until=2025-06-01",
        )
    ],
    *[(who, f"/office/pauses/?unit=registro&days={days}") for who in ("hugo", "carla") for days in (30, 90)],
    ("carla", "/office/pauses/registro/{world.bruno.pk}/"),
    ("carla", "/office/pauses/registro/0/"),
    ("hugo", "/office/calendars/"),
    *[(who, "/office/") for who in ("hugo", "carla", "ines", "julia")],
    *[
        (who, f"/office/board/{page}?unit=registro&period=dates&since=2025-06-01&until=2025-08-31{more}")
        for who in ("hugo", "carla")
        for page, more in (
            ("", ""),
            ("export/", ""),
            ("cases/", "&kind=answered"),
            ("cases/", "&kind=answered&agent={world.bruno.pk}"),
            ("cases/", "&kind=arrived&service={answered.service_id}"),
            ("cases/", "&kind=answered&late=1"),
        )
    ],
    ("carla", "/office/assignment/registro/"),
    ("carla", "/office/decisions/"),
    *[(who, "/office/evaluations/") for who in ("hugo", "carla", "ines")],
    *[("ines", f"/office/evaluations/{page}") for page in ("?after=60", "40/")],
    ("bruno", "/office/evaluations/mine/"),
    ("ana", "/tickets/"),
    ("ana", "/tickets/?show=open"),
    ("elena", "/tickets/"),
    ("elena", "/tickets/?show=open"),
    ("diego", "/tickets/"),
    ("ana", "/tickets/{answered}/"),
    ("ana", "/tickets/{closed}/"),
    ("ana", "/tickets/{answered}/confirmation/"),
    ("ana", "/tickets/{answered}/receipt/"),
    ("ana", "/tickets/{answered}/withdrawal/"),
    ("ana", "/tickets/{answered}/history/"),
    ("ana", "/"),
    ("elena", "/"),
    ("nobody", "/"),
    ("ana", "/?q=constancia"),
    ("ana", "/?q=palabra7"),
    ("nobody", "/?q=numero12"),
    ("nobody", "/?q=quiero+saber+de+mi+beca+y+de+la+palabra7"),
    ("ana", "/categories/financieros/"),
    ("ana", "/services/constancia/"),
    ("ana", "/services/constancia/request/"),
    ("ana", "/services/constancia/request/?draft={draft}"),
    ("ana", "/services/cambio-de-carrera/request/"),
    ("ana", "/places/"),
    ("ana", "/help/"),
    ("ana", "/me/"),
    ("ana", "/me/sessions/"),
    ("nobody", "/survey/{survey}/"),
]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_reaches_its_rows_by_an_index(story: Story, who: str, path: str) -> None:
    """Its first three pages, where it has so many."""
    asked = Visitor(story.world.faro) if who == "nobody" else Visitor.signed_in(getattr(story.world, who))
    path = path.format_map({**vars(story)})
    for _ in range(3):
        with captured() as sent:
            page = asked.get(path)
            body = page.content.decode()
        assert page.status_code in (200, 302), path
        judge(asked, sent)
        older = re.search(r'href="/\w+(/[^"]*after=[^"]*)" rel="next"', body)
        if older is None:
            return
        path = unescape(older[1])


def test_lists_are_long_enough_to_go_on(story: Story) -> None:
    """Otherwise the test above would see first pages only."""
    for person, path in ((story.world.bruno, "/desk/"), (story.world.ana, "/tickets/")):
        assert 'rel="next"' in Visitor.signed_in(person).get(path).content.decode()


def test_sending_a_request_reaches_its_rows_by_an_index(story: Story) -> None:
    ana = Visitor.signed_in(story.world.ana)
    for slug in ("constancia", "cambio-de-carrera"):
        form = Filling(ana, slug)
        with captured() as sent:
            assert form.send().status_code == 302
        judge(ana, sent)


def test_writing_and_attending_reach_their_rows_by_an_index(story: Story) -> None:
    ana, bruno = Visitor.signed_in(story.world.ana), Visitor.signed_in(story.world.bruno)
    ticket = story.world.ticket(story.world.ana)
    steps = [
        (bruno, f"/desk/tickets/{ticket}/taking/", {}),
        (bruno, f"/desk/tickets/{ticket}/messages/", {"body": "¿Cuál?", "kind": "question", "key": uuid4()}),
        (ana, f"/tickets/{ticket}/messages/", {"body": "Esta.", "key": uuid4()}),
        (bruno, f"/desk/tickets/{ticket}/notes/", {"note": "Ojo."}),
        (bruno, f"/desk/tickets/{ticket}/closure/", {}),
        (Visitor(story.world.faro), "/login/", {"login": "ana@faro.test", "password": "no"}),
        (Visitor(story.world.faro), "/register/", {"email": "nora@faro.test"}),
    ]
    for visitor, path, data in steps:
        with captured() as sent:
            page = visitor.post(path, data)
        assert page.status_code in (200, 302), path
        judge(visitor, sent)


def test_the_watch_reads_what_is_due_and_nothing_else(story: Story) -> None:
    """Of tens of thousands of deadlines, its first page and the next, and one ticket of them as a whole."""
    faro = story.world.faro
    with acting_in(faro):
        with captured() as sent:
            first = list(to_look_at(before=NOW)[:5])
            list(to_look_at(before=NOW, after=first[-1][:2])[:5])
            assert look(ticket_id=first[0][2], at=NOW)
        assert len(first) == 5
    for sql in sent[:2]:
        plan = explained(faro, sql)
        assert "deadline_to_look_at" in {node.get("Index Name") for node in plan.nodes}, plan.nodes
        assert sum(node["Actual Rows"] * node["Actual Loops"] for node in plan.nodes) < 30
    judge(Visitor(faro), sent)


def judge(visitor: Visitor, sent: list[str]) -> None:
    """New rows are written where they belong: only what is read and changed has a plan to speak of."""
    assert sent
    for sql in sent:
        if "INSERT INTO" not in sql and "advisory" not in sql:
            plan = explained(visitor.institution, sql)
            assert plan.scanned() <= SMALL.keys(), f"{plan.scanned() - SMALL.keys()} scanned by {sql}"
            lost = {
                name: rows
                for name, rows in plan.removed().items()
                if rows > MOST_REMOVED and name not in SMALL and LOADS not in sql
            }
            assert not lost, f"{lost} rows read in vain by {sql}"

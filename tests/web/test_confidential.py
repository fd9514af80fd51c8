"""A confidential request exists for nobody but its unit's authorised people and its requester (UNE-10).

One table: rows are the doors (every address of the site, taken from the URL table, so that a later one joins by
itself; the search box; file links; mail), columns all others in the world. The answer is the one that an unknown
code gets, and every list is the same as before the request was made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import converters, get_resolver

from tests.architecture.test_urls import patterns
from tests.browserless import Visitor
from tests.documents.files import PDF, upload
from tests.tickets.promises import promise, term
from tests.world import BORN, World
from ventanilla.documents.actions import store
from ventanilla.documents.links import token
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.models import Account, Person, Role, RoleKind
from ventanilla.tickets.actions import (
    attend,
    drafting,
    escalate,
    mentioning,
    refer,
    request,
    sending,
    tagging,
)
from ventanilla.tickets.actions import contact as calling
from ventanilla.tickets.actions import offence as offences
from ventanilla.tickets.actions import step as steps
from ventanilla.tickets.actions.link import link
from ventanilla.tickets.actions.merge import merge
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.actions.referral import Addressee
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.codes import make_code
from ventanilla.tickets.involving import Wish
from ventanilla.tickets.models import Message, Ticket

#: Each stands in one place of the secret, and nowhere else in the world.
TITLE, REPLY, NOTE, STEP, REFERRAL, REASON, SUMMARY, FILE, NAME = (
    *("Zarzamora", "Quetzal", "Ocelote", "Jacaranda", "Guanábana"),
    *("Mandrágora", "Luciérnaga", "Colibrí.pdf", "Xicoténcatl"),
)
TAG, DRAFT, WAITING, ATTEMPT, PART = ("zopilote", "Membrillo", "Tamarindo", "Cempasúchil", "Chirimoya")
WORDS = (
    *(TITLE, REPLY, NOTE, STEP, REFERRAL, REASON, SUMMARY, FILE, NAME),
    *(TAG, DRAFT, WAITING, ATTEMPT, PART),
)
#: Paula directs the unit and is cleared for all of it: but this one is about her, as a disciplinary case would be.
OUTSIDERS = ("fabia", "bruno", "carla", "olga", "paula", "hugo", "ines", "julia", "diego", "nobody")
#: What is somebody's own and changes with every visit.
OWN = ("/me/", "/login/", "/logout/", "/register/", "/password/", "/code/", "/language/", "/components/")
#: Lists that may differ, and why.
OVERSIGHT = "whoever oversees learns that something confidential waited or was broken, and nothing else of it"
DIFFER = {
    ("julia", "/office/executive/"): ("the director sent it up: the summary alone is there", [SUMMARY]),
    ("julia", "/office/"): ("that something was sent up, and nothing of it", []),
    **{(who, "/office/breaches/"): (OVERSIGHT, []) for who in ("hugo", "ines", "julia")},
    **{("hugo", f"/office/{page}/"): (OVERSIGHT, []) for page in ("board", "board/export", "pauses")},
    **{
        ("paula", f"/office/{page}/"): ("numbers of the unit that she directs, and nothing of which", [])
        for page in ("board", "board/export", "pauses", "breaches")
    },
}


@dataclass
class Secret:
    world: World
    ticket: Ticket
    message: Message
    document: Document
    people: dict[str, Person]
    part: str = ""  # the code of what was merged into it
    public: str = ""  # and of what it is linked with, which all of the registry read
    numbers: dict[str, int] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, who: str) -> Visitor:
        if who not in self.visitors:
            person = self.person(who) if who != "nobody" else None
            self.visitors[who] = Visitor.signed_in(person) if person else Visitor(self.world.faro)
        return self.visitors[who]

    def person(self, who: str) -> Person:
        return self.people[who] if who in self.people else getattr(self.world, who)

    @property
    def markers(self) -> tuple[str, ...]:
        codes = [code for code in (self.ticket.code, self.part) if code]
        return (*WORDS, *codes, *(code.replace("-", "").lower() for code in codes))


def colleagues(world: World) -> dict[str, Person]:
    """Olga: of the unit, without clearance. Paula: whom it is about. Fabia is not cleared, where she is asked."""
    with acting_in(world.faro):
        unit = Unit.objects.get(slug="bienestar")
        olga, paula = newcomer(world, "Olga"), newcomer(world, "Paula")
        Role.objects.create(person=olga, kind=RoleKind.AGENT, unit=unit, confidential=False)
        for kind in (RoleKind.AGENT, RoleKind.DIRECTOR):
            Role.objects.create(person=paula, kind=kind, unit=unit, confidential=True)
        Role.objects.filter(person=world.fabia).update(confidential=False)
        rita = Person.objects.create(
            given_names="Rita", surnames="Paz", email="rita@faro.test", created_at=BORN
        )
        tesoreria = Unit.objects.get(slug="tesoreria")
        Role.objects.create(person=rita, kind=RoleKind.AGENT, unit=tesoreria, confidential=True)
        Role.objects.create(person=world.gema, kind=RoleKind.DIRECTOR, unit=unit, confidential=True)
        registro = Unit.objects.get(slug="registro")
        Role.objects.create(person=world.gema, kind=RoleKind.AGENT, unit=registro, confidential=True)
        world.gema._roles = list(Role.objects.filter(person=world.gema))
        term("paso", "business_days", 2)
        term("corto", "business_days", 1, escalation=[{"after": 0, "to": "executive"}])
        promise("bienestar", resolution="corto")
    world.ticket(world.diego, at=now())
    return {"olga": olga, "paula": paula}


def newcomer(world: World, name: str) -> Person:
    email = f"{name.lower()}@faro.test"
    account = Account.objects.create(email=email, date_joined=BORN)
    person: Person = Person.objects.create(
        account=account, given_names=name, surnames="Sanz", email=email, created_at=BORN
    )
    person.institution = world.faro
    return person


def make_secret(world: World, people: dict[str, Person]) -> Secret:
    """A request with all that one can have."""
    at = now() - timedelta(days=20)  # so that its promises are broken, and its pauses long
    with acting_in(world.faro):
        requester = world.ana
        requester.surnames = NAME
        document = store(
            institution=world.faro, file=upload(FILE, PDF), by=requester, accept=("pdf",), max_mb=1, at=at
        )
    ticket = world.ticket(requester, "bienestar", at=at, answers={"detalle": TITLE})
    part = world.ticket(requester, "bienestar", at=at, answers={"detalle": PART})
    with acting_in(world.faro):
        Ticket.objects.filter(pk__in=[ticket.pk, part.pk]).update(accused=people["paula"])
        public = Ticket.objects.get(requester=world.diego)
        request.reply(
            ticket_id=ticket.pk,
            requester=requester,
            body=REPLY,
            documents=[document],
            at=at,
            channel="portal",
        )
        message = Message.objects.get(ticket=ticket, kind="reply")
        attend.take(ticket_id=ticket.pk, agent=world.gema, at=at)
        attend.note(ticket_id=ticket.pk, agent=world.gema, body=NOTE, at=at)
        hang_on(world, ticket, part, public, at)
        (step,) = steps.ask(
            ticket_id=ticket.pk,
            agent=world.gema,
            wishes=[Wish("tesoreria", "opinion", "paso", STEP)],
            key=uuid4(),
            at=at,
        )
        to = Addressee("Otra oficina", "phone", "555 0101")
        made = refer.refer(
            ticket_id=ticket.pk, agent=world.gema, kind="outside", to=to, text=REFERRAL, key=uuid4(), at=at
        )
        ticket.refresh_from_db()
        message.ticket = ticket
        report = offences.report(
            message=message, reporter=world.gema, marked="", reason=REASON, channel="desk", at=at
        )
        critical = escalate.mark(ticket_id=ticket.pk, agent=world.gema, reason=REASON, at=at)
        escalate.decide(
            escalation_id=critical.pk, director=world.gema, up=True, reason="", summary=SUMMARY, at=at
        )
        watch(at=now())
        ticket.refresh_from_db()
    numbers = {"step": step.pk, "referral": made.pk, "offence": report.pk, "message": message.pk}
    return Secret(world, ticket, message, document, people, part.code, public.code, numbers)


def hang_on(world: World, ticket: Ticket, part: Ticket, public: Ticket, at: datetime) -> None:
    """What an agent leaves beside a request: tag, follower, draft, what waits to be sent, a call, a link, a part."""
    by: dict[str, Any] = {"ticket_id": ticket.pk, "agent": world.gema, "at": at}
    tagging.tag(**by, name=TAG)
    mentioning.follow(ticket_id=ticket.pk, person=world.gema, at=at)
    drafting.keep(ticket=ticket, person=world.gema, body=DRAFT, at=at)
    said = sending.Said(uuid4(), sending.ANSWER, WAITING)
    later = sending.Departure(now() + timedelta(days=3), chosen=True)
    sending.say(ticket=ticket, agent=world.gema, said=said, at=at, leaves=later)
    calling.contact(**by, way="phone", outcome="reached", note=ATTEMPT, key=uuid4())
    link(ticket_id=ticket.pk, other_id=public.pk, kind="related", agent=world.gema, at=at)
    merge(keep_id=ticket.pk, merged_id=part.pk, agent=world.gema, at=at)


@pytest.fixture
def secret(world: World) -> Secret:
    return make_secret(world, colleagues(world))


SAMPLES: dict[type[Any], Callable[[Secret], list[Any]]] = {
    converters.IntConverter: lambda secret: sorted({*secret.numbers.values(), secret.ticket.pk}),
    converters.UUIDConverter: lambda secret: [UUID(int=7)],
    converters.SlugConverter: lambda secret: ["bienestar"],
    converters.StringConverter: lambda secret: ["texts"],
}


def addresses(secret: Secret, code: str) -> Iterator[str]:
    """Every address that names a ticket by its code; what else it asks for, is filled by its kind."""
    for template, names, kinds in _table(get_resolver("ventanilla.config.urls")):
        if "code" not in names:
            continue
        filled = [template.replace("{code}", code)]
        for name in set(names) - {"code"}:
            samples = SAMPLES.get(type(kinds[name]))
            assert samples, f"{template}: nothing to fill {name} with; add its kind to SAMPLES"
            filled = [one.replace(f"{{{name}}}", str(value)) for one in filled for value in samples(secret)]
        yield from filled


def _table(table: Any, before: str = "") -> Iterator[tuple[str, list[str], dict[str, Any]]]:
    for entry in table.url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _table(entry, route)
            continue
        kinds = entry.pattern.converters
        template = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
        yield f"/{template}", sorted(kinds), kinds


def others(secret: Secret) -> Iterator[str]:
    """Every address with arguments that names no ticket: by all that hangs on it, and its unit's and service's name."""
    for template, names, kinds in _table(get_resolver("ventanilla.config.urls")):
        if not names or "code" in names or template.startswith(OWN) or "/people/" in template:
            continue
        filled = [template]
        for name in names:
            samples = SAMPLES.get(type(kinds[name]))
            assert samples, f"{template}: nothing to fill {name} with; add its kind to SAMPLES"
            filled = [one.replace(f"{{{name}}}", str(value)) for one in filled for value in samples(secret)]
        yield from filled


def lists() -> list[str]:
    """Every address without arguments."""
    return [template for template, names in patterns() if not names and not template.startswith(OWN)]


FORM = {
    "body": "Hola",
    "note": "Hola",
    "kind": "answer",
    "person": "1",
    "reason": "Porque sí, de verdad",
    "summary": "Hola",
    "decision": "up",
    "name": "Otra",
    "channel": "phone",
    "address": "555",
    "passage": "Hola",
    "unit": "tesoreria",
    "user_type": "egresado",
}


def said(response: Any, *codes: str) -> str:
    """The answer without what differs from visit to visit, and without the code that was asked for."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    words = f"{response.status_code} {response.get('Location', '')}\n{content.decode('utf-8', 'replace')}"
    for code in codes:
        words = words.replace(code, "CODE")
    # The mark of the lists counts changes of a whole unit: that there was one, whoever directs it may know.
    words = re.sub(r'data-etag="[^"]*"', "MARK", words)
    words = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", words)
    words = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID", words)
    words = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\"<&]*", "WHEN", words)
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", words)


def differing(one: str, other: str) -> str:
    """The first line in which two answers differ; empty where they do not."""
    pairs = zip_longest(one.splitlines(), other.splitlines())
    return next((f"{a!r:.300} / {b!r:.300}" for a, b in pairs if a != b), "")


def unknown(code: str) -> str:
    """A code that is well made and that nobody has."""
    prefix, year, _number, _digit = code.split("-")
    return make_code(prefix, 2000 + int(year), 999_998)


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_answers_as_for_an_unknown_code(secret: Secret, who: str, method: str) -> None:
    real, other = secret.ticket.code, unknown(secret.ticket.code)
    spelled = real.replace("-", "").lower()
    data = None if method == "get" else FORM
    count = 0
    for code in (real, spelled, secret.part):
        nobodys = other if code != spelled else other.replace("-", "").lower()
        pairs = zip(addresses(secret, code), addresses(secret, nobodys), strict=True)
        for asked, control in pairs:
            count += 1
            got = said(getattr(secret.visitor(who), method)(asked, data), code)
            wanted = said(getattr(secret.visitor(who), method)(control, data), nobodys)
            assert not (found := differing(got, wanted)), f"{who} {method} {asked}: {found}"
            assert not [word for word in secret.markers if word in got], f"{who} {method} {asked}"
    assert count > 60


@pytest.mark.parametrize("who", OUTSIDERS)
def test_every_list_is_as_before(world: World, who: str) -> None:
    people = colleagues(world)
    with acting_in(world.faro):
        before = Secret(world, Ticket(code="FARO-26-000000-0"), Message(), Document(), people)
    seen = {path: said(before.visitor(who).get(path)) for path in lists()}
    secret = make_secret(world, people)
    for path, words in seen.items():
        again = said(secret.visitor(who).get(path))
        if (who, path) in DIFFER:
            told = [word for word in secret.markers if word in again]
            assert told == DIFFER[who, path][1], f"{who} {path}: {told}"
        else:
            assert not (found := differing(again, words)), f"{who} {path}: {found}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_search_box_finds_nothing(secret: Secret, who: str) -> None:
    code, other = secret.ticket.code, unknown(secret.ticket.code)
    ways = [(code, other), (code.replace("-", ""), other.replace("-", "")), (code.lower(), other.lower())]
    for path in ("/desk/", "/", "/office/people/"):
        for asked, control in ways if path != "/" else []:  # there one finds services, never requests
            got = said(secret.visitor(who).get(path, {"q": asked}), asked)
            wanted = said(secret.visitor(who).get(path, {"q": control}), control)
            assert not (found := differing(got, wanted)), f"{who} {path} {asked}: {found}"
        for words in (TITLE, REPLY, NAME, "detalle"):
            page = said(secret.visitor(who).get(path, {"q": words}), words)
            told = [word for word in secret.markers if word in page]
            assert not told, f"{who} {path}?q={words}: {told}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_other_address_tells_of_it(secret: Secret, who: str) -> None:
    """Steps, reports, referrals, boards, exports: by the number or the name that each has."""
    asked = 0
    for address in others(secret):
        asked += 1
        told = {word for word in secret.markers if word in said(secret.visitor(who).get(address))}
        allowed = {SUMMARY} if who == "julia" and "/executive/" in address else set()
        assert told <= allowed, f"{who} {address}: {told}"
    assert asked > 60


@pytest.mark.parametrize("who", [who for who in OUTSIDERS if who != "nobody"])
def test_a_link_to_its_file_opens_nothing(secret: Secret, who: str) -> None:
    with acting_in(secret.world.faro):
        way = token(secret.document, secret.person(who))
    assert secret.visitor(who).get(f"/documents/{way}/").status_code == 404


#: Doors that name a request in what is sent to them, and not in their address; `{code}` stands for it.
SENT: list[tuple[str, dict[str, str]]] = [
    *(
        ("/desk/bulk/", {"deed": deed, "ticket": "{code}", "value": value, "confirmed": yes})
        for deed, value in (("take", ""), ("close", ""), ("tag", "urgente"), ("assign", "{agent}"))
        for yes in ("", "yes")
    ),
    *(
        (f"/office/assignment/{unit}/", {"to": "{agent}", "ticket": "{code}:{agent}"})
        for unit in ("registro", "bienestar")
    ),
    ("/desk/tickets/{public}/links/", {"number": "{code}", "as": "related"}),
    ("/desk/tickets/{public}/merging/", {"number": "{code}"}),
    ("/desk/registration/", {"follows": "{code}", "person": "1", "service": "constancia", "said": "Hola"}),
    ("/login/", {"next": "/desk/tickets/{code}/"}),
]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_door_to_which_its_code_is_sent_knows_it(secret: Secret, who: str) -> None:
    nobodys = unknown(secret.ticket.code)
    agent = str(secret.world.gema.pk)
    for way, form in SENT:
        for code in (secret.ticket.code, secret.part):
            path, answers = way.replace("{public}", secret.public), {}
            for asked in (code, nobodys):
                filled = {key: words.format(code=asked, agent=agent) for key, words in form.items()}
                answers[asked] = said(secret.visitor(who).post(path, filled), asked)
            assert not (found := differing(answers[code], answers[nobodys])), (
                f"{who} {path} {filled}: {found}"
            )
            assert not [word for word in secret.markers if word in answers[code]], f"{who} {path}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_it_is_linked_with_does_not_betray_it(secret: Secret, who: str) -> None:
    asked = 0
    for address in addresses(secret, secret.public):
        asked += 1
        told = [word for word in secret.markers if word in said(secret.visitor(who).get(address))]
        assert not told, f"{who} {address}: {told}"
    assert asked > 60


def test_no_mail_of_it_reaches_others_nor_says_what_it_is(secret: Secret, catcher: Any, work: Any) -> None:
    work()
    for who in OUTSIDERS:
        letters = catcher.messages(to=f"{who}@faro.test") if who != "nobody" else []
        told = [letter.subject for letter in letters if any(m in letter.raw.decode() for m in secret.markers)]
        assert not told, f"{who}: {told}"
    for letter in catcher.messages():
        words = f"{letter.subject}\n{letter.text}"
        assert not [word for word in WORDS if word in words], letter.subject


def test_whoever_may_read_it_does_and_each_reading_is_recorded(secret: Secret) -> None:
    """Every page that says something of it leaves an event with the reader."""
    gema = secret.visitor("gema")
    read = 0
    for asked in addresses(secret, secret.ticket.code):
        if not asked.startswith("/desk/"):
            continue
        before = _readings(secret)
        response = gema.get(asked)
        if response.status_code != 200:
            continue
        if [word for word in WORDS if word in said(response)]:
            read += 1
            assert _readings(secret) > before, f"{asked} was read and not recorded"
    assert read > 3


def _readings(secret: Secret) -> int:
    with acting_in(secret.world.faro):
        rows = Event.objects.filter(subject_kind="ticket", subject_id=secret.ticket.pk, kind="ticket.read")
        return rows.filter(actor_id=secret.world.gema.pk).count()


@pytest.fixture
def passed_on(world: World) -> tuple[Ticket, Ticket, Document]:
    """Two that all of the registry read became one, which was then passed on in confidence; the file is the part's."""
    colleagues(world)
    keep, part = (world.ticket(world.ana, at=now()) for _ in range(2))
    with acting_in(world.faro):
        Ticket.objects.filter(pk=part.pk).update(title=PART)
        paper = upload(FILE, PDF)
        document = store(
            institution=world.faro, file=paper, by=world.ana, accept=("pdf",), max_mb=1, at=now()
        )
        request.reply(
            ticket_id=part.pk,
            requester=world.ana,
            body=REPLY,
            documents=[document],
            at=now(),
            channel="portal",
        )
        merge(keep_id=keep.pk, merged_id=part.pk, agent=world.bruno, at=now())
        wish = Change(world.version("bienestar"), None, "Es un acoso, no una constancia.")
        reclassify(ticket_id=keep.pk, agent=world.bruno, institution=world.faro, wish=wish, at=now())
    return keep, part, document


def test_what_was_merged_before_is_as_confidential_as_what_it_became(
    world: World, passed_on: tuple[Ticket, Ticket, Document], client_of: Any, work: Any, catcher: Any
) -> None:
    keep, part, document = passed_on
    work()
    doors = ["/desk/", "/desk/?view=closed", f"/desk/?q={REPLY}", f"/desk/?q={PART}", "/desk/handovers/csv/"]
    doors += [
        f"/desk/tickets/{one.code}/{page}" for one in (keep, part) for page in ("", "case/", "history/")
    ]
    for who in (world.bruno, world.carla, world.fabia, world.hugo, world.ines):
        client = client_of(who)
        for door in doors:
            shown = said(client.get(door))
            told = [word for word in (PART, REPLY, FILE) if word in shown and word not in door]
            assert not told, f"{who.given_names} {door}: {told}"
        assert client.post(f"/desk/tickets/{part.code}/case/").status_code == 404
        with acting_in(world.faro):
            link_to = token(document, who)
        assert client.get(f"/documents/{link_to}/").status_code == 404
    gema = client_of(world.gema)
    with acting_in(world.faro):
        before = Event.objects.filter(kind="ticket.read", subject_id=keep.pk).count()
        link_to = token(document, world.gema)
    assert REPLY in gema.get(f"/desk/tickets/{part.code}/", follow=True).content.decode()
    assert gema.get(f"/documents/{link_to}/").status_code == 200
    with acting_in(world.faro):
        assert Event.objects.filter(kind="ticket.read", subject_id=keep.pk).count() == before + 2

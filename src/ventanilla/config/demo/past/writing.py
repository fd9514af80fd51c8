"""Lays the past of an institution: each ticket in a transaction of its own, found again by its key."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import translation

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.config.demo.past.cast import Cast, assemble
from ventanilla.config.demo.past.fates import FATES
from ventanilla.config.demo.past.filling import answers_of, filled
from ventanilla.config.demo.past.life import Life, NotYet, Told, watch
from ventanilla.config.demo.past.paper import page
from ventanilla.config.demo.past.plan import LENGTH, Case, Draw, cases
from ventanilla.config.demo.past.shape import Past
from ventanilla.documents.actions import store
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.journal.record import told_long_ago
from ventanilla.people.demo import Demo
from ventanilla.people.models import RoleKind
from ventanilla.reports.counting import rebuild
from ventanilla.tickets.actions.submit import AlreadyOpen, submit
from ventanilla.tickets.intake import Request
from ventanilla.tickets.models import Ticket

SEED = "ventanilla"
KEYS = UUID("0b9e6d0c-2a53-4d8e-9a37-6f0c0b7f4c11")


@dataclass(frozen=True)
class Scene:
    institution: Institution
    past: Past
    cast: Cast
    until: datetime


def lay(institution: Institution, past: Past, demo: Demo, *, until: datetime, count: int) -> int:
    """Up to `until`, the same instant at each try; returns how many tickets are new. Nobody is told of them."""
    rng = Random(f"{SEED} {institution.slug}")  # noqa: S311  the same past for everybody is what is wanted
    with acting_in(institution), translation.override("es"), told_long_ago():
        with transaction.atomic():
            _alone()
            born = until - LENGTH - timedelta(days=30)
            cast = assemble(institution, demo, past.requesters, rng=rng, at=born)
        versions = ServiceVersion.objects.filter(current=True, service__active=True)
        known = {version.slug: version for version in versions.select_related("service__unit")}
        draw = Draw(past, known, institution.zoneinfo, until, rng)
        scene = Scene(institution, past, cast, until)
        new = sum(_play(scene, case, n) for n, case in enumerate(cases(draw, cast, count=count)))
        rebuild()  # nobody was told, the boards neither
        return new


def _play(scene: Scene, case: Case, n: int) -> bool:
    """False: it is there already, whole, since it came in one transaction."""
    key = uuid5(KEYS, f"{SEED} {scene.institution.slug} {n}")
    rng = Random(str(key))  # noqa: S311  as above
    try:
        with transaction.atomic():
            _alone()
            if Ticket.objects.filter(submission_key=key).exists():
                return False
            _live(scene, case, key, rng)
    except AlreadyOpen:
        return False  # whoever tries the demo meanwhile has asked for the same, and was first
    return True


def _live(scene: Scene, case: Case, key: UUID, rng: Random) -> None:
    words = {name: rng.choice(values) for name, values in sorted(scene.past.words.items())}
    words |= {"nombre": case.requester.given_names.split()[0], "agente": ""}
    ticket = submit(
        institution=scene.institution,
        requester=case.requester,
        registered_by=case.requester,
        request=_request(scene, case, key, words),
        at=case.at,
    )
    agents = scene.cast.of_unit(RoleKind.AGENT, ticket.unit_id, besides=[case.requester])
    if not agents:
        watch(ticket, rng, scene.until)
        return
    agent = rng.choice(agents)
    directors = scene.cast.of_unit(RoleKind.DIRECTOR, ticket.unit_id, besides=[case.requester, agent])
    life = Life(
        ticket,
        Told(scene.past, case.story, {**words, "agente": agent.full_name}),
        agent=agent,
        director=directors[0] if directors else None,
        rng=rng,
        until=scene.until,
        zone=scene.institution.zoneinfo,
    )
    with suppress(NotYet):  # the story stands where now is
        FATES[case.fate](life)
    life.watch(scene.until)


def _request(scene: Scene, case: Case, key: UUID, words: dict[str, str]) -> Request:
    story, day = case.story, case.at.astimezone(scene.institution.zoneinfo).date()
    documents = {
        question: [_paper(scene, case, question, [filled(line, words, day) for line in lines])]
        for question, lines in story.files.items()
    }
    return Request(
        version=case.version,
        key=key,
        channel="portal",
        answers=answers_of(story, words, day),
        documents=documents,
        declared=True,
        evidence_statement=filled(story.statement or "", words, day),
    )


def _paper(scene: Scene, case: Case, question: str, lines: Sequence[str]) -> Document:
    file = SimpleUploadedFile(f"{question}.pdf", page(lines), "application/pdf")
    return store(
        institution=scene.institution, file=file, by=case.requester, accept=["pdf"], max_mb=1, at=case.at
    )


def _alone() -> None:
    """Two who lay the same past wait for each other, ticket by ticket."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ventanilla.demo.past'))")

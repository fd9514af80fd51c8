"""Another institution's rows are not there: not by a forgotten filter, a raw query or a stranger's id."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, models, transaction

from tests.world import MONDAY, World
from ventanilla.assignment.models import Draw, Drum
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import NoInstitution, acting_in
from ventanilla.institutions.models import Applied, Institution, Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.journal.models import Event
from ventanilla.journal.seals import seal
from ventanilla.notify.models import Delivery
from ventanilla.people.models import (
    Absence,
    Activation,
    Availability,
    Conflict,
    DirectoryDifference,
    DirectoryEntry,
    DirectoryImport,
    DirectoryLine,
    Person,
    Registration,
    RoleChange,
)
from ventanilla.publishing.models import Edit
from ventanilla.quality.models import Acknowledgement, Evaluation, EvaluationDraft, Remark
from ventanilla.reports.models import Daily, Fact
from ventanilla.surveys.models import Survey
from ventanilla.tickets.actions.attend import answer, note
from ventanilla.tickets.models import (
    AgentDraft,
    Attachment,
    Breach,
    Canned,
    ContactAttempt,
    Deadline,
    Draft,
    Escalation,
    Evidence,
    Extension,
    Follower,
    Link,
    Macro,
    Message,
    Offence,
    PassedOn,
    Pause,
    Pending,
    Presence,
    Reclassification,
    Referral,
    SavedView,
    Step,
    Succession,
    Tag,
    Ticket,
)
from ventanilla.tickets.words import index

OWNED = [model for model in apps.get_models() if issubclass(model, Owned)]
names = [model._meta.db_table for model in OWNED]
REFERENCES = [
    pytest.param(model, field, id=f"{model._meta.db_table}.{field.column}")
    for model in OWNED
    for field in model._meta.local_concrete_fields
    if isinstance(field, Reference)
]


DRAWN: dict[str, Any] = {
    "kind": "person_for_ticket",
    "subject_kind": "ticket",
    "n": 1,
    "version": 1,
    "digest": "0" * 64,
    "seed": "0" * 64,
    "at": MONDAY,
}


@pytest.fixture
def full(world: World, tmp_path: Any, settings_of_seals: None) -> World:
    """Both institutions with a row in every table."""
    for requester, agent, institution in (
        (world.ana, world.bruno, world.faro),
        (world.elena, world.pablo, world.puerto),
    ):
        ticket = world.ticket(requester)
        with acting_in(institution):
            answer(ticket_id=ticket.pk, agent=agent, body="Respuesta", documents=[], at=MONDAY)
            note(ticket_id=ticket.pk, agent=agent, body="Nota", at=MONDAY)
            document = Document.objects.create(
                sha256="0" * 64, size=1, kind="pdf", name="a.pdf", uploaded_by=requester, uploaded_at=MONDAY
            )
            Attachment.objects.create(ticket=ticket, document=document, message=Message.objects.first())
            Applied.objects.create(section="units", slug="registro", data={})
            Draft.objects.create(key=uuid4(), service=ticket.service, person=requester, saved_at=MONDAY)
            Survey.objects.create(ticket=ticket, data={}, invited_at=MONDAY)
            RoleChange.objects.create(
                person=agent, kind="agent", given=True, by=agent, reason="Llega", salt=b"0" * 16, at=MONDAY
            )
            availability_of(agent, requester, ticket.unit)
            figures_of(agent, ticket)
            composing_of(agent, ticket)
            beyond_of(agent, ticket)
            Drum.objects.create(unit=ticket.unit, nonce=b"0" * 16)
            succession_of(agent, ticket)
            Draw.objects.create(
                **DRAWN, subject_id=ticket.pk, unit=ticket.unit, candidates=[agent.pk], chosen=agent.pk
            )
            Edit.objects.create(
                kind="service",
                slug="constancia",
                author=agent,
                data={},
                base={},
                begun_at=MONDAY,
                saved_at=MONDAY,
            )
            later = MONDAY + timedelta(hours=1)
            wish = Registration.objects.create(
                email="nora@faro.test", language="es", created_at=MONDAY, expires_at=later
            )
            Activation.objects.create(person=agent, code_digest="0" * 64, created_at=MONDAY, expires_at=later)
            Delivery.objects.create(
                event=Event.objects.first(),
                kind="confirmation",
                person=requester,
                registration=wish,
                ticket=ticket,
                address=requester.email,
                message_id=f"<{institution.slug}@test>",
                created_at=MONDAY,
            )
            DirectoryLine.objects.create(n=1, email="a@b.test", data={})
            load = DirectoryImport.objects.create(name="a.csv", sha256="0" * 64, size=1, created_at=MONDAY)
            DirectoryDifference.objects.create(
                source=load, kind="gone", entry=DirectoryEntry.objects.first(), person=requester
            )
            Tag.objects.create(ticket=ticket, name="beca")
            SavedView.objects.create(person=agent, unit=ticket.unit, name="Lista", query="view=unit")
            index(ticket.pk)
            deadline = Deadline.objects.filter(ticket=ticket).first()
            Pause.objects.create(
                ticket=ticket, unit=ticket.unit, agent=agent, state="correcting", since=MONDAY
            )
            Extension.objects.create(
                deadline=deadline,
                status="granted",
                amount=1,
                reason="Falta un dato",
                salt=b"0" * 16,
                old_due_at=MONDAY,
                new_due_at=later,
                asked_by=agent,
                asked_at=MONDAY,
            )
            Breach.objects.create(
                ticket=ticket,
                deadline=deadline,
                unit=ticket.unit,
                agent=agent,
                clock="resolution",
                promise="resolution",
                at=MONDAY,
                found_at=MONDAY,
            )
            seal(institution=institution, at=later)
    return world


def composing_of(agent: Person, ticket: Any) -> None:
    told = {"kind": "saying", "ticket": ticket, "by": agent, "key": uuid4()}
    Pending.objects.create(**told, run_at=MONDAY, created_at=MONDAY)
    Presence.objects.create(ticket=ticket, person=agent, seen_at=MONDAY)
    AgentDraft.objects.create(ticket=ticket, person=agent, slot="note", body="Llamar", saved_at=MONDAY)
    for model in (Canned, Macro):
        model.objects.create(slug="listo", unit=ticket.unit, data={"name": "Listo"}, digest="")
    way = {"channel": "phone", "outcome": "reached", "salt": b"0" * 16, "key": uuid4(), "at": MONDAY}
    ContactAttempt.objects.create(ticket=ticket, by=agent, **way)
    Follower.objects.create(ticket=ticket, person=agent, by=agent, at=MONDAY)


def beyond_of(agent: Person, ticket: Any) -> None:
    """What goes beyond one unit, and what was put right."""
    told = {"ticket": ticket, "salt": b"0" * 16}
    Link.objects.create(kind="related", ticket=ticket, other=ticket, by=agent, at=MONDAY)
    Reclassification.objects.create(
        **told, version=ticket.version, unit=ticket.unit, reason="x", by=agent, at=MONDAY
    )
    asked = {
        "asked_by": agent,
        "created_at": MONDAY,
        "term": "respuesta",
        "request": "Valide",
        "key": uuid4(),
    }
    Step.objects.create(**told, **asked, unit=ticket.unit, kind="opinion", position=1, status="asked")
    Referral.objects.create(**told, kind="outside", channel="phone", addressee="Otra", by=agent, at=MONDAY)
    Escalation.objects.create(**told, unit=ticket.unit, status="up", marked_at=MONDAY)
    message = Message.objects.filter(ticket=ticket).first()
    made = Offence.objects.create(
        **told,
        message=message,
        unit=ticket.unit,
        reporter=agent,
        passage="x",
        start=0,
        end=1,
        reason="x",
        at=MONDAY,
    )
    sealed = {"body": "x", "salt": b"0" * 16, "digest": "0" * 64, "said_at": MONDAY, "sealed_at": MONDAY}
    Evidence.objects.create(case=ticket, offence=made, message=message, **sealed)


def figures_of(agent: Person, ticket: Any) -> None:
    place = {"unit": ticket.unit, "agent": agent, "service": ticket.service, "day": MONDAY.date()}
    Fact.objects.create(ticket=ticket, n=1, kind="answered", at=MONDAY, **place)
    counts: dict[str, Any] = {
        field.name: [] if field.get_internal_type() == "ArrayField" else 1
        for field in Daily._meta.concrete_fields
        if field.get_internal_type() in {"ArrayField", "IntegerField"}
    }
    Daily.objects.create(**place, **counts)
    told = {"unit": ticket.unit, "agent": agent, "author": agent, "figures": {}, "figures_at": MONDAY}
    told |= {"since": MONDAY.date(), "until": MONDAY.date()}
    EvaluationDraft.objects.create(**told, saved_at=MONDAY)
    made = Evaluation.objects.create(**told, of_director=False, salt=b"0" * 16, delivered_at=MONDAY)
    Remark.objects.create(evaluation=made, body="Leída", salt=b"0" * 16, at=MONDAY, key=uuid4())
    Acknowledgement.objects.create(evaluation=made, at=MONDAY)


def availability_of(agent: Person, requester: Person, unit: Unit) -> None:
    told = {"reason": "Se va", "salt": b"0" * 16, "by": agent, "at": MONDAY}
    Availability.objects.create(person=agent, unit=unit)
    Absence.objects.create(person=agent, since=MONDAY, until=MONDAY + timedelta(days=1), **told)
    Conflict.objects.create(agent=agent, requester=requester, **told)


def succession_of(agent: Person, ticket: Ticket) -> None:
    told = {"way": "nobody", "reason": "Se va", "salt": b"0" * 16, "at": MONDAY, "finished_at": MONDAY}
    row = Succession.objects.create(person=agent, unit=ticket.unit, to=agent, by=agent, **told)
    PassedOn.objects.create(succession=row, ticket=ticket, to=agent)


@pytest.fixture
def settings_of_seals(tmp_path: Any) -> Any:
    from django.test import override_settings  # noqa: PLC0415

    with override_settings(SEALS_FILE=tmp_path / "seals.jsonl"):
        yield


def rows(sql: str, *arguments: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


def test_every_table_has_rows_of_both_to_prove_it_with(full: World) -> None:
    for institution in (full.faro, full.puerto):
        with acting_in(institution):
            empty = [model._meta.db_table for model in OWNED if not model._default_manager.exists()]
            assert not empty, institution


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_a_forgotten_filter_and_a_raw_query_find_only_ones_own(full: World, model: Any) -> None:
    with acting_in(full.puerto):
        assert {row.institution_id for row in model.objects.all()} == {full.puerto.pk}
        assert rows(f"SELECT DISTINCT institution_id FROM {model._meta.db_table}") == [(full.puerto.pk,)]


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_without_an_institution_reading_raises_and_raw_queries_find_nothing(full: World, model: Any) -> None:
    with pytest.raises(NoInstitution):
        list(model.objects.all())
    assert rows(f"SELECT * FROM {model._meta.db_table}") == []


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_a_row_cannot_be_written_for_somebody_else(full: World, model: Any) -> None:
    with acting_in(full.faro):
        stranger = model.objects.order_by("-pk").first()
    stranger.pk = None
    with (
        acting_in(full.puerto),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        stranger.save(force_insert=True)


@pytest.mark.parametrize("model", OWNED, ids=names)
def test_a_strangers_row_cannot_be_changed_or_deleted(full: World, model: Any) -> None:
    table = model._meta.db_table
    with acting_in(full.faro):
        identifier = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    with acting_in(full.puerto), connection.cursor() as cursor:
        for statement in (f"DELETE FROM {table} WHERE id = %s", f"UPDATE {table} SET id = id WHERE id = %s"):
            try:
                with transaction.atomic():
                    cursor.execute(statement, [identifier])
                    assert cursor.rowcount == 0, statement
            except ProgrammingError as refused:
                assert isinstance(refused.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(("model", "field"), REFERENCES)
def test_a_strangers_id_in_a_foreign_key_is_refused(full: World, model: Any, field: Reference) -> None:
    """A copy of one's own row that points to the other institution's row."""
    with acting_in(full.faro):
        theirs = field.related_model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    with acting_in(full.puerto):
        own = model.objects.order_by("-pk").first()
        own.pk = None
        setattr(own, field.attname, theirs)
        make_unique(own)
        constraint = rf"{field.column}.*key|violates foreign key"
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            own.save(force_insert=True)


def make_unique(row: models.Model) -> None:
    """Other unique keys must not be what refuses the copy."""
    for name, value in {
        "code": "X-26-000001-1",
        "submission_key": uuid4(),
        "key": uuid4(),
        "only_open_key": None,
        "slug": f"otro-{uuid4().hex[:8]}",
        "code_digest": "1" * 64,
        "message_id": f"<{uuid4()}@test>",
        "current": False,
        "n": 900,
        "at": MONDAY - timedelta(days=900),
        "student_code": None,
        "username": None,
        "account_id": None,
        "subject_id": 900,
        "address": "otra@test",
        "clock": "otro",
        "is_open": None,
    }.items():
        if name in {f.attname for f in row._meta.concrete_fields if not isinstance(f, Reference)}:
            setattr(row, name, value)
    if isinstance(row, Conflict):
        row.agent_id, row.requester_id = row.requester_id, row.agent_id
    if isinstance(row, Follower) and Person.objects.filter(pk=row.person_id).exists():
        taken = Follower.objects.filter(ticket_id=row.ticket_id).values("person_id")
        row.person_id = Person.objects.exclude(pk__in=taken).values_list("pk", flat=True).order_by("pk")[0]
    if isinstance(row, Link):
        Link.objects.all().delete()  # there is one request: no other pair
    if isinstance(row, Offence) and Person.objects.filter(pk=row.reporter_id).exists():
        row.reporter_id = (
            Person.objects.exclude(pk=row.reporter_id).values_list("pk", flat=True).order_by("pk")[0]
        )


def test_acting_in_is_undone_also_after_an_error(world: World) -> None:
    with pytest.raises(ZeroDivisionError), acting_in(world.faro):
        _ = 1 / 0
    with pytest.raises(NoInstitution):
        list(Draft.objects.all())
    assert rows("SELECT current_setting('ventanilla.institution', true)")[0][0] in (None, "")


def test_acting_in_nests_and_returns(world: World) -> None:
    with acting_in(world.faro):
        with acting_in(world.puerto):
            assert Institution.objects.get(pk=world.puerto.pk).slug == "puerto"
        assert rows("SELECT current_setting('ventanilla.institution', true)") == [(str(world.faro.pk),)]

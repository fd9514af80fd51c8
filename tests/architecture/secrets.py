"""Faro full of words that stand nowhere else: whoever reads one of them elsewhere has seen what is Faro's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from tests.documents.files import PDF, upload
from tests.world import BORN, MONDAY, World
from tests.world_services import service
from ventanilla.catalogue.models import Category, Service, ServiceVersion
from ventanilla.catalogue.shape import Service as ServiceShape
from ventanilla.documents.actions import store
from ventanilla.documents.links import token as document_token
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.people.codes import link_token, page_token
from ventanilla.people.models import Person, Registration
from ventanilla.surveys.links import token as survey_token
from ventanilla.surveys.models import Survey
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import draft as drafts
from ventanilla.web.portal.submit.bearer import bearer_of

WORDS = (
    *("Araucaria", "Flamboyán", "Guanábana", "Zarzamora", "Quetzal", "Ocelote", "Jacaranda"),
    *("Xicoténcatl", "Guacamaya", "Mandrágora", "Luciérnaga", "Colibrí", "Ventanilla Faro", "FARO-26-"),
)


@dataclass
class Secrets:
    """What names Faro's things from outside: words of addresses by their name in the URL table, and forms."""

    world: World
    codes: list[str]
    addresses: dict[str, list[Any]]
    form: dict[str, Any]
    query: dict[str, Any]


def make_secrets(world: World) -> Secrets:
    with acting_in(world.faro):
        _catalogue(world)
        for person, surname in ((world.ana, "Xicoténcatl"), (world.bruno, "Mandrágora")):
            person.surnames = surname
            person.save(update_fields=["surnames"])
        document = store(
            institution=world.faro,
            file=upload("Jacaranda.pdf", PDF),
            by=world.ana,
            accept=("pdf",),
            max_mb=1,
            at=MONDAY,
        )
        wish = Registration.objects.create(
            email="luciérnaga@ejemplo.test".replace("é", "e"),
            data={"given_names": "Luciérnaga"},
            language="es",
            created_at=MONDAY,
            expires_at=MONDAY + timedelta(days=3650),
        )
        key = uuid4()
        drafts.keep(
            key=key,
            service=world.version("constancia").service,
            person=world.ana,
            answers={"motivo": "Colibrí"},
            documents={"archivo": [document]},
            at=MONDAY,
        )
    said = {"motivo": "Zarzamora", "idioma": "es"}
    open_one = world.ticket(world.ana, answers=said, documents={"archivo": [document]})
    closed = world.ticket(world.ana, "beca", answers={"detalle": "Zarzamora"})
    secret = world.ticket(world.ana, "bienestar", answers={"detalle": "Zarzamora"})
    with acting_in(world.faro):
        attend.note(ticket_id=open_one.pk, agent=world.bruno, body="Quetzal", at=MONDAY)
        attend.answer(ticket_id=open_one.pk, agent=world.bruno, body="Ocelote", documents=[], at=MONDAY)
        attend.close(ticket_id=closed.pk, agent=world.fabia, at=MONDAY)
        survey = Survey.objects.create(
            ticket=closed,
            data={
                "question": "Guacamaya",
                "scale": ["Mal", "Bien"],
                "comment": "¿Algo?",
                "thanks": "Gracias",
            },
            invited_at=MONDAY,
        )
        tokens = [page_token(wish), link_token(wish), survey_token(survey)]
        people = (world.ana, world.bruno)
        files = [document_token(document, person) for person in people]
        bearer = bearer_of(key, world.ana)
    codes = [ticket.code for ticket in (open_one, closed, secret)]
    return Secrets(
        world=world,
        codes=codes,
        addresses={
            "code": [*codes, codes[0].replace("-", "").lower()],
            "words": files,
            "token": tokens,
            "slug": ["flamboyan", "araucaria", "constancia", "financieros"],
            "sheet": ["texts"],
            "pk": [*(_session_of(person) for person in people), *(person.pk for person in people)],
            "hue": [world.faro.hue],
            "version": ["1"],
            "key": [key],
            "year": [now().year],
        },
        form=_form(world, key, bearer, document.pk),
        query={"draft": key, "q": "nocturna", "after": f"{MONDAY.isoformat()}_1", "view": "unit", "unit": ""},
    )


def _catalogue(world: World) -> None:
    """A category and a service of its own, and a service that Puerto has too, in other words."""
    category = Category.objects.create(
        slug="araucaria",
        position=9,
        data={"slug": "araucaria", "name": "Araucaria", "description": "Araucaria"},
        digest="",
    )
    own = service("flamboyan", "Flamboyán", "Flamboyán", category="araucaria", keywords=["nocturna"])
    row = Service.objects.create(
        slug="flamboyan", category=category, unit=Unit.objects.get(slug="registro"), position=9
    )
    shared = {**world.version("constancia").data, "summary": "Guanábana nocturna"}
    for raw, of in ((own, row), (shared, world.version("constancia").service)):
        data = ServiceShape.model_validate(raw).data()
        publish(ServiceVersion, slug=data["slug"], data=data, at=BORN, service=of)


def _session_of(person: Person) -> int:
    """A device on which somebody is signed in at Faro."""
    session = SessionStore()
    session["institution"] = person.institution_id
    session.save()
    row = UserSession.objects.create(
        user_id=person.account_id,
        ip="127.0.0.1",
        session_key=session.session_key,
        user_agent="Luciérnaga",
        data={"institution": person.institution_id},
    )
    return int(row.pk)


def _form(world: World, key: Any, bearer: str, document_id: int) -> dict[str, Any]:
    """One form that is all forms of the site at once, filled with what is Faro's."""
    return {
        "key": key,
        "form-bearer": bearer,
        "form-version": 1,
        "form-draft": "1",
        "archivo-kept": document_id,
        "motivo": "Para ver",
        "idioma": "es",
        "declared": "on",
        "body": "Para ver",
        "note": "Para ver",
        "kind": "answer",
        "kept": bearer,
        "person": world.bruno.pk,
        "score": 2,
        "comment": "Para ver",
        "code": "0000-0000",
        "email": "bruno@faro.test",
        "login": "bruno@faro.test",
        "password": "Faro-de-noche-26",
        "old": "no es esta",
        "language": "en",
        "next": "/faro/tickets/",
    }


def everything_at(institution: Any) -> dict[str, str]:
    """A fingerprint of every row that an institution has, and of every account."""
    found = {}
    with acting_in(institution), connection.cursor() as cursor:
        for model in _owned():
            cursor.execute(f"SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM {model} t")
            found[model] = str(cursor.fetchone()[0])
        cursor.execute("SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM people_account t")
        found["people_account"] = str(cursor.fetchone()[0])
        cursor.execute(
            "SELECT count(*) FROM usersessions_usersession WHERE data ->> 'institution' = %s",
            [str(institution.pk)],
        )
        found["usersessions_usersession"] = str(cursor.fetchone()[0])
    return found


def _owned() -> list[str]:
    from django.apps import apps  # noqa: PLC0415  (models are there once Django is)

    return [model._meta.db_table for model in apps.get_models() if issubclass(model, Owned)]

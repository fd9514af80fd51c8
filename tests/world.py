"""A small named world: two institutions, their people and services.

At *Faro* (usted, Panama): Ana, the student; Bruno, agent of the registry; Carla, its director; Diego, another
student, a stranger to Ana's tickets; Fabia, agent of the treasury; Gema, agent of welfare (confidential);
Hugo, administrator; Ines, quality; Julia, executive.
At *Puerto* (tú, Peru): Elena, a student; Pablo, an agent. Ana has an account at both: the same address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from tests.world_services import CATEGORIES, SERVICES
from ventanilla.catalogue.models import Category, Service, ServiceVersion
from ventanilla.catalogue.shape import Category as CategoryShape
from ventanilla.catalogue.shape import Service as ServiceShape
from ventanilla.channels.section import Channel
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion, Campus, Institution, Section, TermVersion, Unit
from ventanilla.institutions.sections.calendars import Calendar
from ventanilla.institutions.sections.campuses import Campus as CampusShape
from ventanilla.institutions.sections.identity import Identity
from ventanilla.institutions.sections.request_types import RequestType
from ventanilla.institutions.sections.terms import Term
from ventanilla.institutions.sections.units import Unit as UnitShape
from ventanilla.institutions.versions import publish
from ventanilla.people.models import Account, DirectoryEntry, Person, Role, RoleKind
from ventanilla.people.section import People
from ventanilla.surveys.section import SurveyWords
from ventanilla.tickets.actions.submit import submit
from ventanilla.tickets.intake import Request
from ventanilla.tickets.models import Ticket

BORN = datetime(2026, 1, 5, 13, 0, tzinfo=UTC)
#: A Monday morning in Panama and Lima (10:00), inside opening hours.
MONDAY = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
PASSWORD = "Faro-de-noche-26"

HOURS = {day: ["08:00-12:00", "13:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
CONFIRMATION = {
    "thanks": {"es": "Recibimos su solicitud.", "en": "We received your request."},
    "next": {"es": "Le escribiremos a su correo.", "en": "We will write to your e-mail."},
}


@dataclass
class World:
    faro: Institution
    puerto: Institution
    people: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def load(cls) -> World:
        """The world as the template holds it, each person with institution, account and roles."""
        world = cls(Institution.objects.get(slug="faro"), Institution.objects.get(slug="puerto"))
        for institution in (world.faro, world.puerto):
            with acting_in(institution):
                for person in Person.objects.select_related("account", "institution", "campus"):
                    person.institution = institution
                    person._roles = list(Role.objects.filter(person=person))
                    world.people[f"{person.given_names.lower()}@{institution.slug}"] = person
        return world

    def __getattr__(self, name: str) -> Person:
        """`world.ana`, `world.bruno`… at Faro; `world.elena`, `world.pablo` at Puerto."""
        for slug in ("faro", "puerto"):
            if f"{name}@{slug}" in self.people:
                return self.people[f"{name}@{slug}"]
        raise AttributeError(name)

    def version(self, slug: str) -> ServiceVersion:
        """The current version of a service of the institution acted for."""
        found: ServiceVersion = ServiceVersion.objects.select_related("service", "service__unit").get(
            slug=slug, current=True
        )
        return found

    def ticket(
        self,
        requester: Person,
        service: str = "constancia",
        *,
        at: datetime = MONDAY,
        answers: dict[str, Any] | None = None,
        documents: dict[str, list[Document]] | None = None,
        **more: Any,
    ) -> Ticket:
        """A submitted request of somebody, through the one function. Acts in the requester's institution."""
        institution = self.faro if requester.institution_id == self.faro.pk else self.puerto
        with acting_in(institution):
            request = Request(
                version=self.version(service),
                key=more.pop("key", uuid4()),
                channel="portal",
                answers=answers if answers is not None else dict(GOOD_ANSWERS[service]),
                documents=documents or {},
                declared=True,
                evidence_statement=more.pop("evidence_statement", "No tengo el comprobante."),
                **more,
            )
            return submit(
                institution=institution, requester=requester, registered_by=requester, request=request, at=at
            )


GOOD_ANSWERS: dict[str, dict[str, Any]] = {
    "constancia": {"motivo": "Para una beca del banco", "idioma": "es"},
    "reclamo-pago": {
        "detalle": "Pagué la cuota 2 y sigue como pendiente.",
        "pago": "banco",
        "monto": "120.50",
    },
    "beca": {"detalle": "Solicito la beca de transporte."},
    "bienestar": {"detalle": "Necesito hablar con alguien sobre una situación de acoso."},
    "cambio-de-carrera": {"detalle": "Quiero pasar de Derecho a Enfermería."},
    "cambio-de-ies": {"detalle": "Quiero seguir la carrera en otra universidad."},
}


def make_world() -> World:
    """Fill an empty database; committed by the caller's connection."""
    faro = _institution("faro", "FARO", "usted", "America/Panama", "PA", "directory", hue=200)
    puerto = _institution("puerto", "PUERTO", "tu", "America/Lima", "PE", "open", hue=60)
    accounts: dict[str, Account] = {}
    for institution, people in ((faro, FARO), (puerto, PUERTO)):
        with acting_in(institution), transaction.atomic():
            _place(institution)
            _catalogue(institution)
            for name, (surname, types, roles) in people.items():
                _person(accounts, name, surname, types, roles)
            DirectoryEntry.objects.create(
                email="nora@faro.test" if institution == faro else "nora@puerto.test",
                student_code="2026-0007",
                data={"given_names": "Nora", "surnames": "Núñez", "types": ["estudiante"]},
            )
    return World(faro, puerto)


FARO: dict[str, tuple[str, list[str], list[tuple[str, str | None]]]] = {
    "Ana": ("Batista", ["estudiante"], []),
    "Diego": ("Ríos", ["estudiante"], []),
    "Bruno": ("Vega", [], [(RoleKind.AGENT, "registro")]),
    "Carla": ("Solís", [], [(RoleKind.DIRECTOR, "registro")]),
    "Fabia": ("Mora", [], [(RoleKind.AGENT, "tesoreria")]),
    "Gema": ("Paz", [], [(RoleKind.AGENT, "bienestar")]),
    "Hugo": ("Lara", [], [(RoleKind.ADMINISTRATOR, None)]),
    "Ines": ("Cano", [], [(RoleKind.QUALITY, None)]),
    "Julia": ("Rey", [], [(RoleKind.EXECUTIVE, None)]),
}
PUERTO: dict[str, tuple[str, list[str], list[tuple[str, str | None]]]] = {
    "Ana": ("Batista", ["estudiante"], []),
    "Elena": ("Quispe", ["estudiante"], []),
    "Pablo": ("Rojas", [], [(RoleKind.AGENT, "registro"), (RoleKind.AGENT, "tesoreria")]),
}


def _institution(
    slug: str, prefix: str, address: str, zone: str, country: str, rule: str, hue: int
) -> Institution:
    data: dict[str, Any] = {
        "slug": slug,
        "name": {"es": f"Universidad {slug.capitalize()}", "en": f"{slug.capitalize()} University"},
        "short_name": slug.capitalize(),
        "desk_name": {"es": f"Ventanilla {slug.capitalize()}", "en": f"{slug.capitalize()} desk"},
        "welcome": {"es": "¿En qué le ayudamos hoy?", "en": "How can we help you today?"},
        "about": {"es": "La ventanilla de la universidad.", "en": "The desk of the university."},
        "code_prefix": prefix,
        "country": country,
        "zone": zone,
        "calendar": "oficina",
        "languages": ["es", "en"],
        "address": address,
        "hue": hue,
        "hosts": [f"desk.{slug}.test"],
        "footer": [],
        "advice": [],
        "declaration": {"es": "Declaro que todo es verdad.", "en": "I declare that all is true."},
        "confirmation": CONFIRMATION,
        "state_notices": "choice",
        "desk": {"undo": 0},
    }
    institution = Institution.objects.create(
        slug=slug,
        code_prefix=prefix,
        hosts=data["hosts"],
        zone=zone,
        data=Identity.model_validate(data).data(),
        digest="",
    )
    with acting_in(institution), transaction.atomic():
        _sections(slug, rule)
        calendar = {
            "slug": "oficina",
            "name": "Horario de oficina",
            "zone": zone,
            "country": country,
            "hours": HOURS,
        }
        publish(CalendarVersion, slug="oficina", data=Calendar.model_validate(calendar).data(), at=BORN)
        for name, unit, amount in (("contacto", "working_day_hours", 24), ("respuesta", "business_days", 5)):
            term = {"slug": name, "name": name.capitalize(), "unit": unit, "amount": amount}
            publish(TermVersion, slug=name, data=Term.model_validate(term).data(), at=BORN)
    return institution


def _sections(slug: str, rule: str) -> None:
    types = [
        {"slug": "estudiante", "name": {"es": "Estudiante", "en": "Student"}, "definition": "Quien estudia."},
        {"slug": "egresado", "name": {"es": "Egresado", "en": "Graduate"}, "definition": "Quien egresó."},
    ]
    registration = {
        "rule": rule,
        "directory_name": "el sistema académico" if rule == "directory" else None,
        "explanation": "Regístrese con su correo.",
        "types": [] if rule == "directory" else ["estudiante", "egresado"],
        "fields": []
        if rule == "directory"
        else [
            {"name": "given_names", "required": True},
            {"name": "surnames", "required": True},
            {"name": "user_type", "required": True},
            {"name": "phone"},
        ],
        "username": "none" if rule == "directory" else "initial_surname",
    }
    people = {
        "user_types": types,
        "registration": registration,
        "roles": [{"role": "student", "name": "Estudiante"}],
    }
    request_types = [
        {"slug": "peticion", "name": {"es": "Petición", "en": "Petition"}, "definition": "Lo que se pide."},
        {"slug": "reclamo", "name": {"es": "Reclamo", "en": "Claim"}, "definition": "Lo que se reclama."},
    ]
    survey = {
        "question": {"es": "¿Cómo le atendimos?", "en": "How did we attend you?"},
        "scale": ["Muy mal", "Mal", "Regular", "Bien", "Muy bien"],
        "comment": {"es": "¿Algo más?", "en": "Anything else?"},
        "thanks": {"es": "Gracias.", "en": "Thank you."},
    }
    checked: dict[str, Any] = {
        "people": People.model_validate(people).data(),
        "surveys": SurveyWords.model_validate(survey).data(),
        "request_types": [RequestType.model_validate(kind).data() for kind in request_types],
    }
    mailbox = {"slug": "correo", "kind": "email", "name": "Correo", "value": f"ayuda@{slug}.test"}
    checked["channels"] = [Channel.model_validate(mailbox).data()]
    for name, data in checked.items():
        Section.objects.create(name=name, data=data, digest="")


def _place(institution: Institution) -> None:
    for n, slug in enumerate(("centro", "norte")):
        data = {
            "slug": slug,
            "name": slug.capitalize(),
            "city": "Ciudad",
            "country": institution.data["country"],
            "zone": institution.zone,
            "calendar": "oficina",
            "place": "Edificio 1, planta baja",
            "modes": [{"mode": "in_person"}],
        }
        checked = CampusShape.model_validate(data).data()
        Campus.objects.create(slug=slug, position=n, zone=institution.zone, data=checked, digest="")
    for slug in ("registro", "tesoreria", "bienestar"):
        unit = UnitShape.model_validate({"slug": slug, "name": slug.capitalize()}).data()
        Unit.objects.create(slug=slug, data=unit, digest="")


def _catalogue(institution: Institution) -> None:
    for n, (slug, name) in enumerate(CATEGORIES.items()):
        checked = CategoryShape.model_validate({"slug": slug, "name": name, "description": name}).data()
        Category.objects.create(slug=slug, position=n, data=checked, digest="")
    for n, raw in enumerate(SERVICES):
        data = ServiceShape.model_validate(raw).data()
        service = Service.objects.create(
            slug=data["slug"],
            category=Category.objects.get(slug=data["category"]),
            unit=Unit.objects.get(slug=data["unit"]),
            position=n,
        )
        publish(ServiceVersion, slug=data["slug"], data=data, at=BORN, service=service)


def _person(
    accounts: dict[str, Account],
    name: str,
    surname: str,
    types: list[str],
    roles: list[tuple[str, str | None]],
) -> None:
    email = f"{name.lower()}@faro.test"
    if email not in accounts:
        account = Account(email=email, date_joined=BORN)
        account.set_password(PASSWORD)
        account.save()
        accounts[email] = account
    person = Person.objects.create(
        account=accounts[email],
        given_names=name,
        surnames=surname,
        email=email,
        types=types,
        campus=Campus.objects.get(slug="centro"),
        student_code=f"E-{name.upper()}" if types else None,
        created_at=BORN,
    )
    for kind, unit in roles:
        here = Unit.objects.get(slug=unit) if unit else None
        Role.objects.create(person=person, kind=kind, unit=here, confidential=here is not None)

"""Doors, views and the rows of a queue."""

from datetime import datetime
from typing import Any

from ventanilla.tickets.states import State
from ventanilla.web.components.gallery.promises import clocks
from ventanilla.web.components.gallery.samples import CLOSED, HOURS, NOW, SUBMITTED, moment, ticket


def door(url: str, title: Any, text: str, small: str) -> dict[str, Any]:
    return {"url": url, "title": title, "text": text, "small": small}


CERTIFICATES = {"es": "Certificados y títulos", "en": "Certificates and degrees"}
DOORS = [
    door("#m", "Matrícula y asignaturas", "Matrícula, retiros, horarios.", "Respuesta en 3 días laborables"),
    door("#b", "Becas y ayudas", "Postular, renovar, documentos que se piden.", "Respuesta en 5 días"),
    door("#c", CERTIFICATES, "Notas, matrícula, culminación, registro.", "Respuesta en 2 días laborables"),
    door("#p", "Plataformas y claves", "SGA, correo, aula virtual.", "Casi siempre el mismo día"),
]


def view(words: str, count: int, **more: Any) -> dict[str, Any]:
    return {"words": words, "url": f"#{count}", "count": count, **more}


VIEWS = [
    view("Mi unidad", 38, current=True),
    view("Mías", 9),
    view("Sin asignar", 6),
    view("Vencen hoy", 4, tone="bad"),
    view("Esperan al solicitante", 12),
    view("En otra unidad", 5),
    view("Vencidas", 1, tone="bad"),
]


def row(due: datetime, code: str, title: str, facts: str, *rest: str) -> dict[str, Any]:
    who, service, state, agent = rest
    return {
        "due": due,
        "code": f"UMECIT-26-{code}",
        "title": title,
        "facts": facts,
        "who": who,
        "service": service,
        "state": state,
        "agent": agent,
    }


ROWS = [
    row(moment(24, 8), "000911-2", "Convalidación de tres materias de otra universidad",
        "La Chorrera · correo", "Diego Ríos", "Convalidaciones", State.WAITING_UNIT, "Carla"),
    row(moment(24, 16), "000934-8", "No aparece mi nota de práctica profesional",
        "Megamall · portal · 2 archivos", "Ana Batista", "Notas", State.IN_PROGRESS, "Bruno"),
    row(moment(25, 10, 30), "000940-1", "Cambio de sede de Santiago a Panamá", "Santiago · WhatsApp",
        "Luis Castillo", "Cambio de sede", State.SUBMITTED, ""),
    row(moment(27, 18), "000951-6", "Requisitos de grado: falta el paz y salvo", "remoto, Colombia · portal",
        "Marta Peña", "Requisitos de grado", State.WAITING_STUDENT, "Bruno"),
]  # fmt: skip


def home() -> dict[str, Any]:
    return {"at": NOW, "doors": DOORS, "hours": HOURS, "correct_by": moment(26, 18)}


def queue() -> dict[str, Any]:
    return {"at": NOW, "rows": ROWS, "views": VIEWS}


def parts() -> dict[str, Any]:
    return ticket() | {
        "states": list(State),
        "clocks": clocks(),
        "doors": DOORS,
        "tabs": [view("Abiertas", 2, current=True), view("Cerradas", 14)],
        "crumbs": [("Inicio", "/"), (CERTIFICATES, "#c"), ("Certificado de notas", "")],
        "closed": CLOSED,
        "past": SUBMITTED,
        "soon": moment(24, 16),
        "rows": ROWS,
    }

"""What a ticket belongs to, was, and lacks: brought along by the statement that reads it (ticket/beside.py)."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import JSONObject

from ventanilla.people.models import Person
from ventanilla.tickets import lacking as lacks
from ventanilla.tickets import links
from ventanilla.tickets.models import Attachment, Reclassification, Ticket
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.web.components.answers import told
from ventanilla.web.desk.relations.words import ROLES


def relations(reader: Person) -> dict[str, Any]:
    of_ticket = {"ticket": OuterRef("pk")}
    before = JSONObject(
        answers="answers",
        reason="reason",
        at="at",
        form=KeyTransform("form", "version__data"),
        name=KeyTransform("name", "version__data"),
        unit=KeyTransform("name", "unit__data"),
        given="by__given_names",
        family="by__surnames",
    )
    rows = Reclassification.objects.filter(**of_ticket).order_by("id")
    papers = Attachment.objects.filter(**of_ticket).exclude(question="").values("question")
    return {
        "link_rows": links.beside(OuterRef(OuterRef("pk")), visible_on_desk(reader)),
        "before_rows": ArraySubquery(rows.values(row=before)),
        "paper_questions": ArraySubquery(papers),
    }


def related(rows: list[dict[str, Any]]) -> list[tuple[Any, links.Related]]:
    return [(ROLES[one.role], one) for one in links.related(rows)]


def before(ticket: Ticket, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where it had come first, why it was passed on, and what had been answered there and is not asked now."""
    return [
        {
            "name": row["name"],
            "unit": row["unit"],
            "who": f"{row['given']} {row['family']}".strip(),
            "at": datetime.fromisoformat(row["at"]),
            "reason": row["reason"],
            "answers": told(row["form"], _left(ticket, row["answers"]), {}),
        }
        for row in rows
    ]


def lacking(ticket: Ticket, questions: list[str]) -> list[Any]:
    """The questions that the requester has still to answer."""
    found = lacks.of_ticket(ticket, lacks.counted(questions))
    return [question.label for question in found.questions]


def _left(ticket: Ticket, answers: dict[str, Any]) -> dict[str, Any]:
    return {name: answer for name, answer in answers.items() if ticket.answers.get(name) != answer}

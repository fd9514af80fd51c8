"""Just what is missing, as a form: the questions that lack, and those that their answers may bring along."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import questions_of
from ventanilla.institutions.models import Institution
from ventanilla.lib.text import said
from ventanilla.tickets.lacking import Lacking
from ventanilla.tickets.models import Ticket
from ventanilla.web.components.answers import in_words
from ventanilla.web.components.field import Field
from ventanilla.web.portal.submit.forms import NOTICES, Sent
from ventanilla.web.portal.submit.papers import Papers
from ventanilla.web.portal.submit.questions import fields as all_fields


def asked(ticket: Ticket, missing: Lacking) -> list[Question]:
    """What lacks, and what only shows after an answer to it; never what was answered."""
    questions = questions_of(ticket.version.data["form"])
    names = {question.name for question in missing.questions}
    while True:
        more = {
            question.name
            for question in questions
            if {*(question.when or ()), *(question.required_when or ())} & names
            and question.name not in ticket.answers
        }
        if more <= names:
            return [question for question in questions if question.name in names]
        names |= more


def fields(
    ticket: Ticket,
    missing: Lacking,
    sent: Sent,
    *,
    institution: Institution,
    today: date,
    errors: Mapping[str, str],
    papers: Papers,
) -> list[Field]:
    """As the service's own form asks them; what depended on an answer that is there just shows."""
    names = {question.name for question in asked(ticket, missing)}
    beside = {"evidence_statement": missing.evidence, "declared": missing.declaration, NOTICES: False}
    shown = all_fields(
        ticket.version,
        sent,
        institution=institution,
        today=today,
        errors=errors,
        documents=papers.documents,
    )
    found = [one for one in shown if beside.get(one.name, one.name in names)]
    return [one if set(one.when or ()) <= names else replace(one, when=None, when_words="") for one in found]


def in_the_conversation(ticket: Ticket, missing: Lacking, sent: Sent) -> str:
    """What was given, in words: a paragraph each."""
    language = get_language()
    told = [
        f"{said(question.label, language).words}\n{in_words(question, sent.answers[question.name], {})}"
        for question in asked(ticket, missing)
        if question.type != "file" and _is_told(sent.answers.get(question.name))
    ]
    if missing.evidence and sent.evidence_statement.strip():
        told.append(f"{gettext('Why there is no evidence')}\n{sent.evidence_statement.strip()}")
    if missing.declaration and sent.declared:
        told.append(gettext("Declared that what was stated is true."))
    return "\n\n".join(told)


def _is_told(answer: Any) -> bool:
    return bool("".join(answer).strip() if isinstance(answer, list) else str(answer or "").strip())

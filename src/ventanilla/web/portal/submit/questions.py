"""The form of a service as fields of the page, and what the desk asks beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import questions_of
from ventanilla.documents.models import Document
from ventanilla.institutions.models import Campus, Institution
from ventanilla.lib.text import said
from ventanilla.web.components.asking import asked
from ventanilla.web.components.bound import in_this_language
from ventanilla.web.components.field import Choice, Field, Stored
from ventanilla.web.portal.submit.forms import NOTICES, Sent


def fields(
    version: ServiceVersion,
    sent: Sent,
    *,
    institution: Institution,
    today: date,
    errors: Mapping[str, str],
    documents: Mapping[str, Sequence[Document]],
) -> list[Field]:
    questions = questions_of(version.data["form"])
    campuses = campus_choices() if any(question.type == "campus" for question in questions) else []
    evidence = version.data.get("evidence", "none")
    files = [question for question in questions if question.type == "file"]
    shown: list[Field] = []
    for question in questions:
        field = asked(
            question,
            today=today,
            value=sent.answers.get(question.name, ""),
            error=errors.get(question.name, ""),
            campuses=campuses,
            stored=[Stored(str(d.pk), d.name, d.size) for d in documents.get(question.name, [])],
        )
        is_evidence = bool(files) and question.name == files[0].name
        shown.append(
            replace(
                field,
                when_words=when_words(question, questions),
                required=field.required or (is_evidence and evidence == "required"),
            )
        )
        if is_evidence and evidence == "statement":
            shown.append(statement(files, sent, errors))
    return shown + beside(version, sent, institution=institution, errors=errors)


def statement(files: Sequence[Question], sent: Sent, errors: Mapping[str, str]) -> Field:
    """Why there is no evidence; asked only while no file is given, where the page can tell."""
    only = files[0] if len(files) == 1 and files[0].when is None else None
    return Field(
        name="evidence_statement",
        kind="long",
        label=in_this_language(gettext("If you have no evidence, tell us why")),
        required=only is not None,
        value=sent.evidence_statement,
        errors=[errors["evidence_statement"]] if "evidence_statement" in errors else [],
        when={only.name: "no"} if only else None,
        when_words=gettext("Only if you add no file above."),
        max_length=2000,
        rows=3,
    )


def beside(
    version: ServiceVersion, sent: Sent, *, institution: Institution, errors: Mapping[str, str]
) -> list[Field]:
    """The wish to be told of every change (MEN-03) and the declaration of truth (UNE-03)."""
    found = []
    if institution.data.get("state_notices") == "choice":
        words = gettext("Write to me by e-mail when the state of this request changes")
        found.append(Field(NOTICES, "check", in_this_language(words), value=sent.wants_notices))
    if version.data.get("declaration"):
        found.append(
            Field(
                name="declared",
                kind="check",
                label=institution.data["declaration"],
                help=in_this_language(gettext("The declaration is kept with your request.")),
                required=True,
                value=sent.declared,
                errors=[errors["declared"]] if "declared" in errors else [],
            )
        )
    return found


def campus_choices() -> list[Choice]:
    rows = Campus.objects.filter(active=True).order_by("position", "slug")
    return [Choice(row.slug, row.name, row.data.get("place") or row.data.get("city") or "") for row in rows]


def when_words(question: Question, questions: Sequence[Question]) -> str:
    """For a page without script, where every question shows: “Solo si «¿Cómo pagó?» es Banco.”"""
    parts = [_condition(name, wanted, questions) for name, wanted in (question.when or {}).items()]
    if not parts:
        return ""
    return gettext("Only if %(conditions)s.") % {"conditions": gettext(" and ").join(parts)}


def _condition(name: str, wanted: Any, questions: Sequence[Question]) -> str:
    asked_before = next(question for question in questions if question.name == name)
    language = get_language()
    labels = {option.value: said(option.label, language).words for option in asked_before.options}
    labels |= {"yes": gettext("with a file"), "no": gettext("without a file")} if not labels else {}
    values = [wanted] if isinstance(wanted, str) else wanted
    said_values = gettext(" or ").join(labels.get(value, value) for value in values)
    return gettext("“%(question)s” is “%(answer)s”") % {
        "question": said(asked_before.label, language).words,
        "answer": said_values,
    }

"""What was written in a form, as one text: for a request that it joins, or to be copied."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.rules import questions_of, shown
from ventanilla.institutions.models import Campus
from ventanilla.lib.text import said
from ventanilla.web.components.answers import in_words
from ventanilla.web.portal.submit.forms import Sent


def written(version: ServiceVersion, sent: Sent) -> str:
    """The answers to the questions that show: “question, answer”, a paragraph each; one alone is just itself."""
    told = _told(version, sent)
    return told[0][1] if len(told) == 1 else _paragraphs(told)


def written_whole(version: ServiceVersion, sent: Sent) -> str:
    """As above for somebody who does not see the form: with its name, and why there is no evidence."""
    told = _told(version, sent)
    if sent.evidence_statement.strip():
        told.append((gettext("Why there is no evidence"), sent.again().evidence_statement.strip()))
    if not told:
        return ""
    form = gettext("From the form “%(service)s”") % {
        "service": said(version.data["name"], get_language()).words
    }
    return f"{form}\n\n{told[0][1] if len(told) == 1 else _paragraphs(told)}"


def _told(version: ServiceVersion, sent: Sent) -> list[tuple[str, str]]:
    showing, answers = shown(questions_of(version.data["form"]), sent.again().answers)
    given = [
        q
        for q in showing
        if "".join(answers.get(q.name) or "").strip() and q.type != "file" and q.earlier != "joins"
    ]
    places = _places() if any(question.type == "campus" for question in given) else {}
    language = get_language()
    return [(said(q.label, language).words, in_words(q, answers[q.name], places)) for q in given]


def _paragraphs(told: list[tuple[str, str]]) -> str:
    return "\n\n".join(f"{label}\n{answer}" for label, answer in told)


def _places() -> Mapping[str, Any]:
    return {campus.slug: campus.name for campus in Campus.objects.all()}

"""A form that could not be sent: kept as a draft, and read back as if it had just been sent."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.lib.throttle import Limit, count
from ventanilla.people.models import Person
from ventanilla.tickets import queries
from ventanilla.tickets.actions import draft as drafts
from ventanilla.tickets.models import Draft
from ventanilla.web.portal.submit.forms import EARLIER, NOTICES, Sent
from ventanilla.web.portal.submit.papers import Papers

#: Far more than anybody corrects; a draft may hold files.
UNFINISHED = Limit("draft", 120, timedelta(hours=1))


def allow(person: Person, *, at: datetime) -> None:
    """Raises TooOften."""
    count(UNFINISHED, f"{person.institution_id}:{person.pk}", at=at)


def keep(sent: Sent, version: ServiceVersion, papers: Papers, *, person: Person, at: datetime) -> None:
    allow(person, at=at)
    write(sent, version, papers, person=person, at=at)


def write(sent: Sent, version: ServiceVersion, papers: Papers, *, person: Person, at: datetime) -> None:
    if sent.key is None:
        return
    ours: dict[str, Any] = {
        "evidence_statement": sent.evidence_statement,
        "declared": "on" if sent.declared else "",
        NOTICES: "on" if sent.wants_notices else "",
        EARLIER: sent.earlier,
    }
    drafts.keep(
        key=sent.key,
        service=version.service,
        person=person,
        answers={**sent.answers, **ours},
        documents=papers.documents,
        at=at,
    )


def found(key: str, person: Person, version: ServiceVersion) -> Draft | None:
    """One's own draft of this service by the key in the address."""
    try:
        draft = queries.own_draft(person, UUID(key))
    except ValueError:
        return None
    return draft if draft is not None and draft.service_id == version.service_id else None


def sent_of(draft: Draft) -> Sent:
    answers = dict(draft.answers)
    return Sent(
        key=draft.key,
        has_draft=True,
        evidence_statement=answers.pop("evidence_statement", ""),
        declared=bool(answers.pop("declared", "")),
        wants_notices=bool(answers.pop(NOTICES, "")),
        earlier=answers.pop(EARLIER, ""),
        answers=answers,
    )

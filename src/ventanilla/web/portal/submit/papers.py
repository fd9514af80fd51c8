"""The files of a form: those that its draft already holds, and those that came with it now."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ventanilla.catalogue.files import count_problem
from ventanilla.catalogue.question import Question
from ventanilla.documents.actions import Refused, store
from ventanilla.documents.models import Document
from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person
from ventanilla.tickets import queries
from ventanilla.tickets.models import Draft
from ventanilla.web.portal.submit.forms import Sent


@dataclass
class Papers:
    """Documents by question; `errors`: which files were not taken and why; `strange`: ids of nobody here."""

    documents: dict[str, list[Document]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    strange: bool = False


def of_draft(draft: Draft) -> dict[str, list[Document]]:
    """The documents of one's own draft, read again: what the sweep took is not there any more."""
    ids = [pk for given in draft.documents.values() for pk in given]
    found = Document.objects.filter(uploaded_by=draft.person_id).in_bulk(ids) if ids else {}
    return {name: [found[pk] for pk in given if pk in found] for name, given in draft.documents.items()}


def held(key: UUID, person: Person) -> dict[str, list[Document]]:
    draft = queries.own_draft(person, key)
    return of_draft(draft) if draft is not None else {}


def gather(
    *, institution: Institution, person: Person, sent: Sent, asked: Collection[Question], at: datetime
) -> Papers:
    """Keep what was kept, drop what was removed, store what is new. Other people's ids change nothing."""
    before = held(sent.key, person) if sent.key and sent.has_draft else {}
    papers = Papers(strange=_strange(sent, before) or bool(set(sent.files) - {q.name for q in asked}))
    for question in asked:
        removed = sent.removed.get(question.name, [])
        given = [d for d in before.get(question.name, []) if str(d.pk) not in removed]
        papers.documents[question.name] = given
        coming = sent.files.get(question.name, [])
        if coming and (words := count_problem(question, len(given) + len(coming), must=False)):
            papers.errors[question.name] = words
            continue
        for file in coming:
            try:
                given.append(
                    store(
                        institution=institution,
                        file=file,
                        by=person,
                        accept=question.accepted,
                        max_mb=question.largest_mb,
                        at=at,
                    )
                )
            except Refused as refused:
                told = papers.errors.get(question.name)
                papers.errors[question.name] = f"{told} {refused}" if told else str(refused)
    return papers


def _strange(sent: Sent, before: dict[str, list[Document]]) -> bool:
    named = {(name, pk) for ids in (sent.kept, sent.removed) for name, pks in ids.items() for pk in pks}
    return not named <= {(name, str(d.pk)) for name, documents in before.items() for d in documents}

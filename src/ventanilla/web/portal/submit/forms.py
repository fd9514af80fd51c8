"""What a browser sent, as one typed value. It holds raw answers: the service's rules judge them."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import questions_of, shown
from ventanilla.lib.text import printable

#: Fields of ours have a hyphen, which no question's name may have; RESERVED ones stand in catalogue/shape.py.
BEARER, VERSION, KEPT_DRAFT, NOTICES = "form-bearer", "form-version", "form-draft", "wants-notices"
#: The number of an earlier request, and the wish to send a new one all the same (earlier.py).
EARLIER, AFTER = "earlier-request", "after-ended"
OURS = frozenset(
    {BEARER, VERSION, KEPT_DRAFT, NOTICES, EARLIER, AFTER, "key", "declared", "evidence_statement"}
)
FOREIGN = frozenset({"csrfmiddlewaretoken"})
LONGEST_NUMBER = 60  # characters


@dataclass(frozen=True)
class Sent:
    """`key` is None if the form's own was damaged. `kept` and `removed` are ids of documents, as written."""

    key: UUID | None
    bearer: str = ""
    version: str = ""
    has_draft: bool = False
    answers: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[UploadedFile]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    declared: bool = False
    evidence_statement: str = ""
    wants_notices: bool = True
    earlier: str = ""
    after_ended: bool = False

    def again(self) -> "Sent":
        """As the page shows it again: without what cannot be seen and so cannot be corrected."""
        answers = {
            name: [printable(part) for part in answer] if isinstance(answer, list) else printable(answer)
            for name, answer in self.answers.items()
        }
        words = printable(self.evidence_statement)
        number = printable(self.earlier)
        return replace(self, answers=answers, evidence_statement=words, earlier=number, has_draft=True)

    def afresh(self) -> "Sent":
        """The same words in a new form, for whoever is here now; files stay with the form they came with."""
        return replace(self.again(), key=uuid4(), has_draft=False)


def empty(*, wants_notices: bool) -> Sent:
    """A form that nobody has touched."""
    return Sent(key=uuid4(), wants_notices=wants_notices)


def read(request: HttpRequest, version: ServiceVersion) -> Sent:
    given = request.POST
    questions = {question.name: question for question in questions_of(version.data["form"])}
    names = [name for name in given if name not in OURS | FOREIGN]
    return Sent(
        key=_uuid(given.get("key", "")),
        bearer=given.get(BEARER, ""),
        version=given.get(VERSION, ""),
        has_draft=KEPT_DRAFT in given,
        answers={
            name: _answer(questions.get(name), given.getlist(name))
            for name in names
            if not name.endswith(("-kept", "-removed"))
        },
        files={name: list(request.FILES.getlist(name)) for name in request.FILES},
        kept=_ids(request, names, "-kept"),
        removed=_ids(request, names, "-removed"),
        declared=bool(given.get("declared")),
        evidence_statement=given.get("evidence_statement", ""),
        wants_notices=NOTICES in given,
        earlier=given.get(EARLIER, "")[:LONGEST_NUMBER],
        after_ended=AFTER in given,
    )


def files_asked(version: ServiceVersion, sent: Sent) -> list[Question]:
    """The file questions that show with these answers; what came for others is not kept, as with answers."""
    questions = questions_of(version.data["form"])
    there = {
        q.name: "yes" if sent.files.get(q.name) or sent.kept.get(q.name) else "no"
        for q in questions
        if q.type == "file"
    }
    showing, _ = shown(questions, {**sent.answers, **there})
    return [question for question in showing if question.type == "file"]


def _answer(question: Question | None, values: list[str]) -> Any:
    if question is not None and question.type == "several":
        return values
    return values[0] if len(values) == 1 else values


def _ids(request: HttpRequest, names: list[str], ending: str) -> dict[str, list[str]]:
    return {name.removesuffix(ending): request.POST.getlist(name) for name in names if name.endswith(ending)}


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None

"""What an agent asks of another unit, and what that unit answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.documents.models import Document
from ventanilla.lib.text import said
from ventanilla.tickets.involving import Around, Wish, askable_terms
from ventanilla.tickets.models import Step, Ticket
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.words import choice, passage

SEQUENCE, PARALLEL = "after", "beside"
DECIDED = {Step.Kind.APPROVAL, Step.Kind.VALIDATION}


@dataclass
class Asking:
    """One step; several are asked for one after the other, each when and beside what it must be."""

    key: UUID = field(default_factory=uuid4)
    unit: str = ""
    kind: str = Step.Kind.VALIDATION
    term: str = ""
    order: str = SEQUENCE
    body: str = ""
    documents: list[Document] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, request: Any, *, at: Any) -> "Asking":
        brought = enclosures.gather(request, at=at)
        told = {name: request.POST.get(name, "") for name in ("unit", "kind", "term", "order", "body")}
        return cls(
            key=enclosures.key_of(request), documents=brought.documents, wrong=list(brought.wrong), **told
        )

    @property
    def wish(self) -> Wish:
        return Wish(self.unit, self.kind, self.term, self.body, parallel=self.order == PARALLEL)

    def fields(self, ticket: Ticket, known: Around, *, more: bool) -> list[Field]:
        units = sorted(
            (Choice(slug, one.name) for slug, one in known.units.items() if one.pk != ticket.unit_id),
            key=lambda one: said(one.label, get_language()).words.casefold(),
        )
        terms = [Choice(one.slug, one.data["name"]) for one in askable_terms(list(known.terms.values()))]
        found = [
            choice("unit", _("Which unit?"), units, self.unit),
            choice("kind", _("What for?"), [Choice(*one) for one in Step.Kind.choices], self.kind),
            passage("body", _("What do you ask for?"), self.body),
            choice("term", _("Until when?"), sorted(terms, key=lambda one: one.value), self.term),
        ]
        if more:
            ways = [
                Choice(SEQUENCE, _("When the steps before it are done")),
                Choice(PARALLEL, _("At the same time as the last one")),
            ]
            found.append(choice("order", _("When?"), ways, self.order or SEQUENCE))
        return [*found, enclosures.files_field(_("Files"), self.documents)]


@dataclass
class Answering:
    """The unit's words on its step: an answer, or what is missing."""

    verdict: str = ""
    body: str = ""
    documents: list[Document] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, request: Any, *, at: Any, name: str = "body") -> "Answering":
        brought = enclosures.gather(request, at=at)
        return cls(
            verdict=request.POST.get("verdict", ""),
            body=request.POST.get(name, ""),
            documents=brought.documents,
            wrong=list(brought.wrong),
        )

    def fields(self, step: Step) -> list[Field]:
        found = []
        if step.kind in DECIDED:
            verdicts: Sequence[Choice] = [
                Choice(Step.Verdict.APPROVED, _("It is approved")),
                Choice(Step.Verdict.REJECTED, _("It is not approved; the reason stands below")),
            ]
            found.append(choice("verdict", _("Your decision"), verdicts, self.verdict))
        return [
            *found,
            passage(
                "body",
                _("Your answer"),
                self.body,
                required=step.kind not in DECIDED,
                help_text=_("The desk reads it, the requester does not."),
            ),
            enclosures.files_field(_("Files"), self.documents),
        ]

    def given(self, step: Step) -> str:
        """The verdict, empty for none of those that were offered; what is only given needs none."""
        if step.kind not in DECIDED:
            return str(Step.Verdict.GIVEN)
        return self.verdict if self.verdict in (Step.Verdict.APPROVED, Step.Verdict.REJECTED) else ""

"""What an agent writes to extend a term, and what a director answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.people import moments
from ventanilla.tickets.actions.extend import Wish
from ventanilla.tickets.extending import Options
from ventanilla.tickets.quantities import how_many
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.words import READ_BY, reason_field


@dataclass
class Asking:
    """The form as it came; `wrong_*` beside their questions, `general` what concerns none."""

    key: UUID = field(default_factory=uuid4)
    amount: str = ""
    reason: str = ""
    seen: datetime | None = None
    general: list[str] = field(default_factory=list)
    wrong_amount: list[str] = field(default_factory=list)
    wrong_reason: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, request: Any) -> "Asking":
        return cls(
            key=enclosures.key_of(request),
            amount=request.POST.get("amount", ""),
            reason=request.POST.get("reason", ""),
            seen=instant_of(request.POST.get("seen", "")),
        )

    def wish(self, clock: str) -> Wish:
        return Wish(
            clock=clock, amount=number_of(self.amount), reason=self.reason, key=self.key, seen=self.seen
        )

    def fields(self, found: Options, unit: str, *, at: datetime) -> list[Field]:
        choices = [
            Choice(
                str(offer.amount),
                gettext("%(date)s (%(amount)s more)")
                % {"date": moments.day_and_hour(offer.due, now=at), "amount": how_many(unit, offer.amount)},
            )
            for offer in found.offers
        ]
        return [
            Field(
                "amount",
                "choice",
                _("New date"),
                required=True,
                choices=choices,
                value=self.amount,
                errors=self.wrong_amount,
            ),
            reason_field(_("Reason"), self.reason, help_text=READ_BY, errors=self.wrong_reason),
        ]


@dataclass
class Decision:
    words: str = ""
    wrong_words: list[str] = field(default_factory=list)
    general: list[str] = field(default_factory=list)

    @property
    def fields(self) -> list[Field]:
        help_text = _("Needed if you do not grant it; whoever asked reads it.")
        return [
            reason_field(
                _("Your words"),
                self.words,
                help_text=help_text,
                errors=self.wrong_words,
                name="words",
                required=False,
            )
        ]


def number_of(written: str) -> int:
    """Zero, which no term allows, for everything that is no number."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0


def instant_of(written: str) -> datetime | None:
    try:
        at = parse_datetime(written)
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None

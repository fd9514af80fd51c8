"""To whom something is referred, how it reaches them, and what is said."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.catalogue import referrals
from ventanilla.lib.text import said
from ventanilla.tickets.actions.referral import Addressee
from ventanilla.tickets.models import Referral, Ticket
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.words import choice, line, passage

#: By these the desk itself can ask the other area; by all others the requester is told where to write (UDG-06).
OURS = frozenset({"email", "phone"})
WAYS = [
    Choice(Referral.Kind.OUTSIDE, _("The desk asks the other area, and follows it")),
    Choice(Referral.Kind.ADVICE, _("The requester is told where to write")),
]


@dataclass
class Referring:
    key: UUID = field(default_factory=uuid4)
    kind: str = Referral.Kind.OUTSIDE
    name: str = ""
    channel: str = Referral.Channel.EMAIL
    address: str = ""
    body: str = ""
    wrong: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, request: Any) -> "Referring":
        told = {name: request.POST.get(name, "") for name in ("kind", "name", "channel", "address", "body")}
        return cls(key=enclosures.key_of(request), **told)

    @classmethod
    def proposed(cls, ticket: Ticket, to: dict[str, Any] | None) -> "Referring":
        """Filled with what the desk knows of a destination; the agent may overrule all of it."""
        kind = Referral.Kind.OUTSIDE if ticket.channel in OURS else Referral.Kind.ADVICE
        if to is None:
            return cls(kind=kind)
        return cls(
            kind=kind,
            name=_in_words(to["name"]),
            channel=_way(to),
            address=str(to.get(WAY_KEYS[_way(to)]) or ""),
            body=_in_words(to.get("words")),
        )

    @property
    def to(self) -> Addressee:
        return Addressee(self.name, self.channel, self.address)

    def fields(self, *, transfers: bool = False) -> list[Field]:
        found = [] if transfers else [choice("kind", _("How does it go on?"), WAYS, self.kind)]
        text_help = (
            _("It goes to the body with the petition; the requester receives a copy.")
            if transfers
            else _(
                "By e-mail the desk sends it with the number of the request. Nothing of a confidential one is sent."
            )
        )
        return [
            *found,
            line(
                "name",
                _("To whom?"),
                self.name,
                help_text=_("The office or body, and the person where known."),
            ),
            choice(
                "channel",
                _("How does it reach them?"),
                [Choice(*one) for one in Referral.Channel.choices],
                self.channel,
            ),
            line("address", _("E-mail, telephone or address"), self.address),
            passage("body", _("What you say"), self.body, help_text=text_help, rows=6),
        ]


WAY_KEYS: dict[str, str] = {
    Referral.Channel.EMAIL: "email",
    Referral.Channel.PHONE: "phone",
    Referral.Channel.ADDRESS: "address",
}


def known(kind: str) -> list[dict[str, Any]]:
    return [one for one in referrals.destinations() if one["kind"] == kind]


def chosen(ticket: Ticket, destinations: list[dict[str, Any]], slug: str) -> dict[str, Any] | None:
    """The one that the agent picked, otherwise the one whose topics fit the matter."""
    picked = next((one for one in destinations if one["slug"] == slug), None)
    name = ticket.version.data["name"]
    texts = [name] if isinstance(name, str) else list(name.values())
    return picked or referrals.proposed(destinations, ticket.title, *texts)


def _way(to: dict[str, Any]) -> str:
    return next(channel for channel, key in WAY_KEYS.items() if to.get(key))


def _in_words(text: Any) -> str:
    return said(text, get_language()).words

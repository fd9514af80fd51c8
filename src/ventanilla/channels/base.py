"""What every channel that tells somebody something has in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from ventanilla.institutions.models import Institution
from ventanilla.lib.text import Said

#: Words in the reader's language, or words of the institution's folder with the language that they are in.
Words = str | Said


class Item(NamedTuple):
    """One of several things that a letter lists: its name leads to its address."""

    name: str
    words: Words
    address: str


@dataclass(frozen=True)
class Letter:
    """What is said, before a channel gives it a form. One button at most: what to do next."""

    subject: str
    greeting: str
    lines: tuple[Words, ...]
    facts: tuple[tuple[str, Words], ...] = ()
    code: str = ""  # to be typed
    items: tuple[Item, ...] = ()
    quote: str = ""  # what somebody wrote, as he wrote it
    button: tuple[str, str] | None = None  # words, address
    after: tuple[Words, ...] = ()
    why: tuple[str, ...] = ()  # “Why this date?”, a line each


@dataclass(frozen=True)
class Envelope:
    """To whom a letter goes, from which desk, and what marks it. `thread` is the first letter's mark."""

    institution: Institution
    name: str
    address: str
    language: str  # Django's
    message_id: str
    thread: str
    replies: bool  # it answers something that the reader just sent
    at: datetime


class NotNow(Exception):
    """The letter was not taken; the same one may be later."""


class Refused(Exception):
    """The letter will never be taken. `address`: because of the address, not of the letter."""

    def __init__(self, reason: str, *, address: bool = False) -> None:
        super().__init__(reason)
        self.address = address


class Transport(Protocol):
    def __call__(self, letter: Letter, envelope: Envelope) -> None:
        """Hand the letter over; raises NotNow or Refused. Returns only when somebody else keeps it."""

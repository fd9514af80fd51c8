from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ventanilla.config.demo.catcher import Catcher, Letter

Mails = Callable[..., "list[Letter]"]


@pytest.fixture
def mails(catcher: Catcher, work: Any) -> Mails:
    """`mails(person)`: do the queue's work; what the catcher has for the address, oldest first."""

    def read(to: Any = "", *, subject: str = "") -> list[Letter]:
        work()
        address = to if isinstance(to, str) else to.email
        return [letter for letter in catcher.messages(to=address) if subject in letter.subject]

    return read


def header(letter: Letter, name: str) -> str:
    message: EmailMessage = letter.message
    return str(message[name] or "")

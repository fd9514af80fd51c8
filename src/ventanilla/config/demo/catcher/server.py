"""The catcher's SMTP side, with what can go wrong on the way as switches for tests."""

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aiosmtpd.smtp import SMTP, Envelope, Session

from ventanilla.config.demo.catcher.mailbox import Letter, Mailbox

logging.getLogger("mail.log").setLevel(logging.WARNING)  # to aiosmtpd every connection is news
LARGEST = 50 << 20
ACCEPTED = "250 2.0.0 Guardado"


@dataclass
class Trouble:
    """What happens to the mails for one address, `times` often; None is for ever."""

    reply: str = ""
    hang_up: Literal["", "before 250", "after 250"] = ""
    times: int | None = None

    def strikes(self) -> bool:
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0


class Catcher:
    """Listens on a loopback port from `start` to `stop`.

    A mail is on the disk before its sender hears 250.
    """

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self.host = "127.0.0.1"
        self.port = port
        self.mailbox = Mailbox(folder)
        self.troubles: dict[str, Trouble] = {}
        #: How often each address was named in RCPT, refused or not.
        self.attempts: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Raises OSError where the port is taken."""
        listening = self._loop.create_server(self._protocol, self.host, self.port)
        self._server = self._loop.run_until_complete(listening)
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="catcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._thread = None

    def messages(self, to: str = "") -> list[Letter]:
        """What arrived, oldest first; `to` is a recipient's address or a part of it."""
        return self.mailbox.letters(to)

    def refuse(
        self, address: str, reply: str = "451 4.3.0 Try again later", times: int | None = None
    ) -> None:
        """Answer RCPT for this address so: 4xx is for now, 5xx for ever."""
        self.troubles[address.casefold()] = Trouble(reply=reply, times=times)

    def hang_up(
        self, address: str, when: Literal["before 250", "after 250"], times: int | None = None
    ) -> None:
        """Keep the mail, then drop the connection: before the 250 the sender cannot know that it was kept."""
        self.troubles[address.casefold()] = Trouble(hang_up=when, times=times)

    def accept(self, address: str) -> None:
        """No trouble any more."""
        self.troubles.pop(address.casefold(), None)

    def _protocol(self) -> SMTP:
        return SMTP(Handler(self), data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="Ventanilla")

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class Handler:
    """aiosmtpd calls these by their names, in the order of the conversation."""

    def __init__(self, catcher: Catcher) -> None:
        self.catcher = catcher

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.catcher.attempts[address.casefold()] += 1
        trouble = self._trouble(address, lambda trouble: bool(trouble.reply))
        if trouble is not None:
            return trouble.reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.catcher.mailbox.keep(envelope.mail_from or "", envelope.rcpt_tos, content)
        for address in envelope.rcpt_tos:
            trouble = self._trouble(address, lambda trouble: bool(trouble.hang_up))
            if trouble is not None:
                if trouble.hang_up == "after 250":
                    await server.push(ACCEPTED)
                assert server.transport is not None
                server.transport.close()
        return ACCEPTED

    def _trouble(self, address: str, kind: Callable[[Trouble], bool]) -> Trouble | None:
        trouble = self.catcher.troubles.get(address.casefold())
        return trouble if trouble is not None and kind(trouble) and trouble.strikes() else None

"""A folder of mails, each a file as it was delivered; the oldest name sorts first."""

import os
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from functools import cached_property
from pathlib import Path

HEAD = 64 << 10


@dataclass(frozen=True, eq=False)
class Letter:
    """One delivered mail; its envelope stands in the headers Return-Path and Delivered-To."""

    file: Path

    @property
    def id(self) -> str:
        return self.file.stem

    @property
    def received(self) -> datetime:
        return datetime.fromtimestamp(int(self.id.split("-")[0]) / 1e9, UTC)

    @property
    def stamp(self) -> str:
        return self.received.isoformat(timespec="seconds")

    @property
    def when(self) -> str:
        """On the clock of whoever runs the demo."""
        return self.received.astimezone().strftime("%d/%m/%Y %H:%M:%S")

    @property
    def raw(self) -> bytes:
        return self.file.read_bytes()

    @cached_property
    def headers(self) -> EmailMessage:
        """Without the body, which can be long."""
        with self.file.open("rb") as file:
            return BytesHeaderParser(policy=default).parsebytes(file.read(HEAD))

    @cached_property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)

    @property
    def to(self) -> list[str]:
        return [str(address) for address in self.headers.get_all("Delivered-To", [])]

    @property
    def subject(self) -> str:
        return str(self.headers["Subject"] or "")

    @property
    def sender(self) -> str:
        return str(self.headers["From"] or "")

    @cached_property
    def text(self) -> str:
        return self._body("plain")

    @cached_property
    def html(self) -> str:
        return self._body("html")

    @property
    def attachments(self) -> list[EmailMessage]:
        return list(self.message.iter_attachments())

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part is not None else ""


@dataclass
class Mailbox:
    folder: Path
    _known: dict[str, Letter] = field(default_factory=dict)

    def keep(self, sender: str, recipients: list[str], content: bytes) -> Letter:
        """On the disk, name and all, when this returns: only then may the sender hear 250."""
        self.folder.mkdir(parents=True, exist_ok=True)
        head = [f"Return-Path: <{sender}>", *(f"Delivered-To: {recipient}" for recipient in recipients)]
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        half = self.folder / f"{name}.half"
        with half.open("xb") as file:
            file.write("\r\n".join([*head, ""]).encode() + content)
            file.flush()
            os.fsync(file.fileno())
        kept = half.rename(self.folder / f"{name}.eml")
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return Letter(kept)

    def letters(self, to: str = "") -> list[Letter]:
        """In the order of arrival; `to` is a recipient's address or a part of it."""
        names = sorted(entry.name for entry in os.scandir(self.folder)) if self.folder.exists() else []
        letters = [self._letter(name) for name in names if name.endswith(".eml")]
        wanted = to.strip().casefold()
        return [one for one in letters if not wanted or any(wanted in each.casefold() for each in one.to)]

    def letter(self, wanted: str) -> Letter | None:
        """`wanted` comes from outside: only a name that the folder lists is opened."""
        return next((letter for letter in self.letters() if letter.id == wanted), None)

    def _letter(self, name: str) -> Letter:
        return self._known.setdefault(name, Letter(self.folder / name))

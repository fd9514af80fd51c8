"""A mail's bytes as they leave, for any of Django's mail backends."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from django.core.mail import EmailMultiAlternatives

from ventanilla.lib.mail import checked, header, mailbox_header, one_line


class Mail(EmailMultiAlternatives):
    """`name` and `desk` are the names of recipient and sender. Raises NoAddress."""

    def __init__(self, *, name: str, desk: str, **options: Any) -> None:
        super().__init__(**options)
        self.from_email = checked(self.from_email)
        self.to = [checked(address) for address in self.to]
        self.name = one_line(name)
        self.desk = one_line(desk)
        self.line = one_line(str(self.subject))

    def message(self) -> "Written":  # type: ignore[override]  # backends use as_bytes alone
        # Every relay carries it, and no line of it is longer than 76 characters (RFC 5321 allows 998).
        content = EmailMessage(policy=SMTP)
        content.set_content(self.body, cte="quoted-printable")
        for html, _ in self.alternatives:
            content.add_alternative(html, subtype="html", cte="quoted-printable")
        head = [
            mailbox_header("From", self.desk, self.from_email),
            mailbox_header("To", self.name, self.to[0]),
            header("Subject", self.line),
            *(header(name, one_line(value)) for name, value in self.extra_headers.items()),
        ]
        return Written("".join(head).encode("ascii") + content.as_bytes())


class Written:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\r\n") -> bytes:
        """As Django's backends ask for it; the lines end as SMTP wants them anyway."""
        return self.content

"""To the relay of the settings, one connection for each letter."""

import smtplib

from django.core.mail import get_connection

from ventanilla.channels.base import Envelope, Letter, NotNow, Refused
from ventanilla.channels.email.compose import compose
from ventanilla.lib.mail import NoAddress

#: The policies of 5.7.x speak of the sender; the address may be a good one (RFC 3463).
POLICY = "5.7."


def send(letter: Letter, envelope: Envelope) -> None:
    """Returns after the relay's 250."""
    try:
        get_connection().send_messages([compose(letter, envelope)])
    except NoAddress as error:
        raise Refused(f"not an address: {error}", address=True) from error
    except smtplib.SMTPRecipientsRefused as error:
        [(code, reply)] = error.recipients.values()
        said = answer(code, reply)
        raise refusal(code, said, address=POLICY not in said) from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        raise refusal(error.smtp_code, answer(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPException, OSError) as error:
        # No connection, no greeting, no permission to speak: says nothing of this letter.
        raise NotNow(f"{type(error).__name__}: {error}"[:500]) from error


def refusal(code: int, said: str, *, address: bool = False) -> NotNow | Refused:
    return Refused(said, address=address) if 500 <= code < 600 else NotNow(said)


def answer(code: int, reply: bytes | str) -> str:
    """The relay's words, fit for a page."""
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(f"{code} {words}".replace("\0", "").split())[:500]

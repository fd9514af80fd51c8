"""A letter becomes a mail: text first, the same in HTML, and the headers of a machine that does not chat."""

from email.utils import format_datetime

from django.conf import settings
from django.template.loader import render_to_string

from ventanilla.channels.base import Envelope, Letter
from ventanilla.channels.email.mime import Mail
from ventanilla.institutions.models import Institution
from ventanilla.institutions.queries import section
from ventanilla.lib.text import said

NO_REPLY = "no-reply"


def compose(letter: Letter, envelope: Envelope) -> Mail:
    sender = sender_of(envelope.institution)
    desk = said(envelope.institution.desk_name, envelope.language)
    context = {
        "letter": letter,
        "desk": desk,
        "institution": said(envelope.institution.name, envelope.language),
        "language": envelope.language[:2],
        "no_reply": sender.startswith(f"{NO_REPLY}@"),
    }
    mail = Mail(
        name=envelope.name,
        desk=desk.words,
        subject=letter.subject,
        body=render_to_string("email/letter.txt", context).strip() + "\n",
        from_email=sender,
        to=[envelope.address],
        headers=marks(envelope),
    )
    mail.attach_alternative(render_to_string("email/letter.html", context), "text/html")
    return mail


def marks(envelope: Envelope) -> dict[str, str]:
    """RFC 3834: a machine wrote this; no machine should answer it."""
    thread = {"In-Reply-To": envelope.thread, "References": envelope.thread} if envelope.thread else {}
    return {
        "Message-ID": envelope.message_id,
        "Date": format_datetime(envelope.at),
        **thread,
        "Auto-Submitted": "auto-replied" if envelope.replies else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": envelope.language[:2],
    }


def sender_of(institution: Institution) -> str:
    """The desk's own mailbox where the relay may write in its name, otherwise one that nobody reads."""
    for channel in section("channels") or []:
        address = str(channel["value"] or "")
        if channel["kind"] == "email" and address.lower().endswith(f"@{settings.EMAIL_DOMAIN.lower()}"):
            return address
    return f"{NO_REPLY}@{settings.EMAIL_DOMAIN}"

"""Another body is competent: the petition is sent on to it with notice, and ends here (MEN-08)."""

from datetime import datetime
from uuid import UUID

from ventanilla.people.models import Person
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.message import checked, told
from ventanilla.tickets.actions.message import write as write_message
from ventanilla.tickets.actions.news import Seen, Stale, has_news
from ventanilla.tickets.actions.referral import Addressee, tell, write
from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.models import Message, Referral
from ventanilla.tickets.moves import move
from ventanilla.tickets.settling import settle


def transfer(
    *,
    ticket_id: int,
    agent: Person,
    to: Addressee,
    text: str,
    key: UUID,
    at: datetime,
    seen: Seen | None = None,
) -> Referral:
    """Nothing leads back: the body answers from now on, in its own time.

    The petitioner reads the copy in the conversation and in a mail. The first contact is met by it, all other
    promises end. Raises Unaddressed, NothingSaid, TooLong, ReferredAlready, SaidAlready; Stale over what the page
    had not shown.
    """
    with attending(ticket_id, agent) as ticket:
        move(ticket, "transfer", at=at)
        if seen is not None and has_news(ticket.pk, seen, agent):
            raise Stale
        words = checked(text)
        made = write(ticket, kind=Referral.Kind.TRANSFER, to=to, text=words, by=agent, at=at, key=key)
        message = write_message(
            ticket,
            kind=Message.Kind.ANSWER,
            author=agent,
            body=words,
            documents=[],
            channel="desk",
            at=at,
        )
        settle(ticket, at=at, met=(Clock.FIRST_CONTACT,), by=agent.pk)
        ticket.save()
        tell(
            ticket, "ticket.transferred", made, agent, at, more={"reason": "transferred", **told(message, [])}
        )
    return made

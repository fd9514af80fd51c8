"""The number of an earlier request in a form: what was written joins that case (UME-09), if it is one's own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import questions_of
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets import queries
from ventanilla.tickets.actions.message import LONGEST, NothingSaid, TooLong
from ventanilla.tickets.actions.request import CorrectionOver, reply
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove, may_move
from ventanilla.tickets.states import State
from ventanilla.web.components.bound import in_this_language
from ventanilla.web.components.field import Field
from ventanilla.web.portal.submit.forms import AFTER, EARLIER, LONGEST_NUMBER, Sent
from ventanilla.web.portal.submit.papers import Papers
from ventanilla.web.portal.submit.telling import written_whole


class NotJoined(Exception):
    """What stands in the way, in a sentence; `ended`: a new request may follow the one that is over."""

    def __init__(self, sentence: str, *, ended: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.ended = ended


def own_question(version: ServiceVersion) -> Question | None:
    """The folder's own question about an earlier request."""
    return next((q for q in questions_of(version.data["form"]) if q.earlier), None)


def name_of(version: ServiceVersion) -> str:
    """The field whose answer is the number; none where the folder's question only mentions it."""
    question = own_question(version)
    if question is None:
        return EARLIER
    return question.name if question.earlier == "joins" else ""


def number(version: ServiceVersion, sent: Sent) -> str:
    """What was written as the number, if anything."""
    name = name_of(version)
    said = sent.earlier if name == EARLIER else sent.answers.get(name, "")
    return str(said).strip()


def followed(query: Mapping[str, str]) -> dict[str, Any]:
    """What the address of a form says of the request that this one follows: filled in, to be sent or changed."""
    code = query.get("follows", "")[:LONGEST_NUMBER]
    return {"earlier": printable(code), "after_ended": True} if code else {}


def found(person: Person, said: str) -> Ticket:
    """One's own request. The sentence is the same for a number that nobody has and for somebody else's."""
    ticket = queries.own_ticket(person, said)
    if ticket is None:
        raise NotJoined(
            gettext(
                "You have no request with this number. Check it, or leave it empty to send a new request."
            )
        )
    return ticket


def join(
    ticket: Ticket, *, version: ServiceVersion, sent: Sent, papers: Papers, person: Person, at: datetime
) -> None:
    """Add words and files to the request. Raises NotJoined, SaidAlready and TooOften."""
    if not may_move(ticket, "reply"):
        raise _ended(ticket)
    try:
        reply(
            ticket_id=ticket.pk,
            requester=person,
            body=written_whole(version, sent),
            documents=[document for given in papers.documents.values() for document in given],
            at=at,
            channel="portal",
            key=sent.key,
        )
    except IllegalMove:
        ticket.refresh_from_db(fields=["state"])
        raise _ended(ticket) from None
    except CorrectionOver:
        words = gettext(
            "The time to correct the request %(code)s is over: nothing can be added to it any more."
        )
        raise NotJoined(words % {"code": ticket.code}) from None
    except NothingSaid:
        raise NotJoined(gettext("Please write what you want to add to that request.")) from None
    except TooLong:
        words = ngettext("At most %(n)d character fits.", "At most %(n)d characters fit.", LONGEST)
        raise NotJoined(words % {"n": LONGEST}) from None


def following(ticket: Ticket) -> str:
    """What a new request says of the one that is over."""
    return gettext("This request follows my earlier request %(code)s.") % {"code": ticket.code}


def fields(version: ServiceVersion, sent: Sent, errors: Mapping[str, str], *, ended: bool) -> list[Field]:
    """Beside the form: the number, unless the folder asks for it; and, of one that is over, the wish for a new one."""
    asked = []
    if own_question(version) is None:
        asked.append(
            Field(
                name=EARLIER,
                kind="text",
                label=in_this_language(gettext("Number of that request")),
                help=in_this_language(gettext("What you write here will join it, and no new one is opened.")),
                value=sent.earlier,
                errors=[errors[EARLIER]] if EARLIER in errors else [],
                max_length=LONGEST_NUMBER,
                plain=True,
            )
        )
    if ended or sent.after_ended:
        words = gettext("Send this as a new request, which says that it follows that one")
        asked.append(Field(AFTER, "check", in_this_language(words), value=sent.after_ended))
    return [replace(field, autocomplete="off") for field in asked]


def _ended(ticket: Ticket) -> NotJoined:
    if ticket.state == State.WITHDRAWN:
        words = gettext("You withdrew the request %(code)s: nothing can be added to it any more.")
    else:
        words = gettext("The request %(code)s is closed: nothing can be added to it any more.")
    return NotJoined(words % {"code": ticket.code}, ended=True)

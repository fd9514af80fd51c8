"""What was said about two things becomes two requests: messages of one begin another, of its own service."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Institution
from ventanilla.journal.chain import instant
from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.reclassify import check_stays_confidential
from ventanilla.tickets.actions.submit import lodge
from ventanilla.tickets.deadlines import promises
from ventanilla.tickets.intake import NotOpenToYou, Request
from ventanilla.tickets.models import Attachment, Link, Message, Ticket
from ventanilla.tickets.moves import move
from ventanilla.tickets.place import place_of


class NothingChosen(Exception):
    """No message, or none that the requester wrote: there is nothing that he asks for."""


@dataclass(frozen=True)
class Part:
    """`messages` are ids; the requester's earliest among them says what the new request asks for."""

    version: ServiceVersion
    messages: Collection[int]
    key: UUID


def split(
    *,
    ticket_id: int,
    agent: Person,
    institution: Institution,
    part: Part,
    at: datetime,
    channel: str = "desk",
) -> Ticket:
    """The new request, its clocks counted from when it was asked for. The messages stay where they were said, too.

    The same key again returns the same ticket. Raises NothingChosen, StaysConfidential, AlreadyOpen, NoSuchPromise,
    IllegalMove.
    """
    with attending(ticket_id, agent) as source:
        same: Ticket | None = Ticket.objects.filter(
            submission_key=part.key, requester=source.requester_id
        ).first()
        if same is not None:
            return same
        if part.version.data.get("restricted"):
            raise NotOpenToYou("restricted")
        check_stays_confidential(source, part.version, agent)
        move(source, "split", at=at)
        asked, chosen = _chosen(source, part)
        made = _begin(source, agent, institution, part.version, asked, part.key, at)
        _bring_along(made, asked, chosen)
        link = Link.objects.create(kind=Link.Kind.SPLIT, ticket=made, other=source, by=agent, at=at)
        source.save(update_fields=["last_activity_at"])
        record(
            kind="ticket.split",
            subject=("ticket", source.pk),
            actor=agent.pk,
            channel=channel,
            data={
                "into": made.pk,
                "code": made.code,
                "link": link.pk,
                "messages": [message.pk for message in chosen],
                "due": instant(made.due_at),
                "confidential": made.confidential,
            },
            at=at,
        )
    return made


def _chosen(source: Ticket, part: Part) -> tuple[Message, list[Message]]:
    """What the requester asked there first, and all that goes along."""
    said = Message.objects.filter(ticket=source, pk__in=part.messages)
    chosen = list(said.order_by("created_at", "id"))
    asked = next((message for message in chosen if message.by_requester), None)
    if asked is None:
        raise NothingChosen
    return asked, chosen


def _begin(
    source: Ticket,
    agent: Person,
    institution: Institution,
    version: ServiceVersion,
    asked: Message,
    key: UUID,
    at: datetime,
) -> Ticket:
    long = next((q["name"] for q in version.data["form"] if q["type"] == "long"), None)
    answers = {long: asked.body} if long and asked.body else {}
    request = Request(
        version=version,
        key=key,
        channel=source.channel,
        answers=answers,
        wants_notices=source.wants_notices,
        said=asked.body,
    )
    place = place_of(request, source.requester, answers)
    made = promises(
        version=version,
        institution=institution,
        unit=place.unit,
        campus=place.campus,
        start=asked.created_at,
        locality=source.requester.locality,
    )
    begun = lodge(
        institution=institution,
        people=(source.requester, agent),
        request=request,
        answers=answers,
        going=(place, made),
        at=at,
        happened_at=asked.created_at,
        told={"split": source.pk},
    )
    if source.accused_id is not None:  # a part of a case about somebody is about him, too
        begun.accused_id = source.accused_id
        begun.save(update_fields=["accused"])
    return begun


def _bring_along(made: Ticket, asked: Message, chosen: list[Message]) -> None:
    """The other messages as they were said, and all files: rows of their own, so that each request is whole."""
    places: dict[int, int | None] = {asked.pk: None}
    for message in chosen:
        if message.pk == asked.pk:
            continue
        copy = Message(
            ticket=made,
            kind=Message.Kind.REPLY if message.by_requester else message.kind,
            author_id=message.author_id,
            by_requester=message.by_requester,
            body=message.body,
            salt=message.salt,
            channel=message.channel,
            created_at=message.created_at,
        )
        with transaction.atomic():
            copy.save(force_insert=True)
        places[message.pk] = copy.pk
    held = Attachment.objects.filter(message_id__in=[message.pk for message in chosen]).order_by("id")
    Attachment.objects.bulk_create(
        Attachment(ticket=made, document_id=one.document_id, message_id=places[one.message_id])
        for one in held
    )

"""What an agent writes and has not sent: kept as he types, found again anywhere, open to his colleagues."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from ventanilla.documents.actions import hold
from ventanilla.documents.models import Document
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets import queries, rules
from ventanilla.tickets.actions import pending
from ventanilla.tickets.actions.message import TooLong
from ventanilla.tickets.models import AgentDraft, Pending, Ticket

SAYING, NOTE = AgentDraft.Slot.SAYING, AgentDraft.Slot.NOTE
#: More than can be sent, so that what is too long is not lost before it was shortened.
LONGEST = 200_000  # characters
KEPT = timedelta(days=30)


def keep(
    *,
    ticket: Ticket,
    person: Person,
    body: str,
    at: datetime,
    slot: str = SAYING,
    kind: str = "",
    documents: Sequence[int] = (),
) -> None:
    """The last state of what is being written; nothing written is no draft. Raises TooLong beyond LONGEST."""
    words = printable(body)
    if len(words) > LONGEST:
        raise TooLong
    if not words.strip() and not documents:
        discard(ticket_id=ticket.pk, person=person, slot=slot)
        return
    draft = AgentDraft(ticket=ticket, person=person, slot=slot, kind=kind, body=words, saved_at=at)
    draft.documents = list(documents)
    AgentDraft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["institution", "ticket", "person", "slot"],
        # Files come with the form alone: what is saved while one types says nothing of them.
        update_fields=["kind", "body", "saved_at", *(["documents"] if documents else [])],
    )


def discard(*, ticket_id: int, person: Person, slot: str = SAYING) -> None:
    """It was sent, or is wanted no more."""
    AgentDraft.objects.filter(ticket=ticket_id, person=person, slot=slot).delete()


def take_over(*, draft_id: int, person: Person, at: datetime) -> None:
    """Go on with what a colleague began: it becomes one's own, after what one had written oneself.

    Nothing happens where he has sent it meanwhile: the page shows that.
    """
    with transaction.atomic():
        drafts = AgentDraft.objects.select_for_update(of=("self",)).select_related("ticket")
        draft: AgentDraft | None = drafts.filter(pk=draft_id).exclude(person=person).first()
        if draft is None:
            return
        if not rules.may_attend(person, draft.ticket):
            raise PermissionError("not an agent of the ticket's unit")
        documents = _lent(draft.documents, person, at)
        _add(draft.ticket, person, draft.slot, draft.kind, draft.body, documents, at)
        draft.delete()


def undo(*, pending_id: int, person: Person, at: datetime) -> Pending:
    """Take back what has not left yet; its author finds his words in his composer again."""
    with transaction.atomic():
        row = pending.take_back(pending_id=pending_id, at=at)
        ticket: Ticket = Ticket.objects.select_related("unit").get(pk=row.ticket_id)
        if row.by_id != person.pk and not rules.may_attend(person, ticket):
            raise PermissionError("not an agent of the ticket's unit")
        _give_back(row, ticket, at)
    return row


def take_up(*, pending_id: int, person: Person, at: datetime) -> Pending:
    """The author of what was refused has his words in the composer again; a second time changes nothing.

    Once he attends the ticket no more, whoever does may go on with them. Raises Pending.DoesNotExist otherwise.
    """
    with transaction.atomic():
        row: Pending = Pending.objects.select_for_update(no_key=True, of=("self",)).get(
            pk=pending_id, status=Pending.Status.REFUSED
        )
        ticket: Ticket = Ticket.objects.select_related("unit").get(pk=row.ticket_id)
        if row.by_id != person.pk and not _inherits(person, row, ticket):
            raise Pending.DoesNotExist
        if row.taken_up_at is None:
            _give_back(row, ticket, at, to=person)
            row.taken_up_at = at
            row.save(update_fields=["taken_up_at"])
    return row


def forget(*, at: datetime) -> None:
    AgentDraft.objects.filter(saved_at__lt=at - KEPT).delete()


def _inherits(person: Person, row: Pending, ticket: Ticket) -> bool:
    """Whoever attends the ticket, of what somebody left there who does so no more."""
    return (
        rules.may_attend(person, ticket) and not queries.roles_for(ticket).filter(person=row.by_id).exists()
    )


def _give_back(row: Pending, ticket: Ticket, at: datetime, *, to: Person | None = None) -> None:
    whose = to or row.by
    documents = row.documents if whose.pk == row.by_id else _lent(row.documents, whose, at)
    _add(ticket, whose, SAYING, row.data["kind"], row.data["body"], documents, at)


def _add(
    ticket: Ticket, person: Person, slot: str, kind: str, body: str, documents: Iterable[int], at: datetime
) -> None:
    """To what the person has in hand already, which is not lost either."""
    mine: AgentDraft | None = AgentDraft.objects.filter(ticket=ticket, person=person, slot=slot).first()
    before = mine.body.rstrip() if mine else ""
    whole = f"{before}\n\n{body}" if before and before != body.strip() else body
    held = [*(mine.documents if mine else []), *documents]
    keep(
        ticket=ticket,
        person=person,
        slot=slot,
        kind=kind,
        body=whole,
        documents=list(dict.fromkeys(held)),
        at=at,
    )


def _lent(ids: Sequence[int], person: Person, at: datetime) -> list[int]:
    """The same files under the name of who goes on with them: nobody sends what another one brought unseen."""
    found = []
    for document in Document.objects.filter(pk__in=ids).order_by("pk"):
        hold(document.sha256, shared=True)
        document.pk, document.uploaded_by, document.uploaded_at = None, person, at
        document.save(force_insert=True)
        found.append(document.pk)
    return found

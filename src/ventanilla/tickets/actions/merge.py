"""Two tickets of the same requester become one (UME-08). Both numbers stay valid, nothing is lost or becomes later."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from ventanilla.journal.chain import instant
from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.joining import adopt
from ventanilla.tickets.models import Follower, Tag, Ticket
from ventanilla.tickets.moves import locked_all, may_move, move
from ventanilla.tickets.parts import follow
from ventanilla.tickets.settling import settle
from ventanilla.tickets.states import WAITING, State

#: What the requester sent meanwhile is his turn taken: whoever waited for him goes on.
HIS_TURN_TAKEN = frozenset({State.SUBMITTED, State.IN_PROGRESS})


class CannotMerge(Exception):
    """Why these two cannot become one, as a sentence for the agent; nothing has changed."""


class MergedAlready(Exception):
    """Somebody did it before, or the same form came twice."""


def merge(*, keep_id: int, merged_id: int, agent: Person, at: datetime, channel: str = "desk") -> Ticket:
    """`merged` is read within `keep` from now on. Raises CannotMerge, MergedAlready, PermissionError.

    Both are held in the order of their ids, with all that was merged into them before; one person's are joined
    one after the other: what is merged meanwhile would be held out of order.
    """
    with transaction.atomic():
        _wait_for_the_requesters_turn({keep_id, merged_id})
        held = locked_all({keep_id, merged_id})
        keep, gone = held[keep_id], held[merged_id]
        for ticket in (keep, gone):
            if not rules.may_attend(agent, ticket):
                raise PermissionError("not an agent of the unit of both")
        if gone.merged_into_id == keep.pk != gone.pk:
            raise MergedAlready
        if words := objection(keep, gone):
            raise CannotMerge(words)
        moves = _become_one(keep, gone, agent, at)
        _bring(keep, gone)
        _tell(keep, gone, moves, agent, at, channel)
    return keep


def _wait_for_the_requesters_turn(ticket_ids: set[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('tickets.merge'), hashint8(requester_id))"
            " FROM (SELECT DISTINCT requester_id FROM tickets_ticket WHERE id = ANY(%s::bigint[])"
            " ORDER BY requester_id) AS requesters",
            [list(ticket_ids)],
        )


def objection(keep: Ticket, gone: Ticket) -> str:
    """Why not, in a sentence; empty where nothing stands in the way."""
    codes = {"keep": keep.code, "gone": gone.code}
    if keep.pk == gone.pk:
        return gettext("This is the same request: choose another one.")
    if keep.requester_id != gone.requester_id:
        return gettext("%(gone)s is somebody else's: only requests of the same person are joined.") % codes
    if keep.accused_id != gone.accused_id:
        return gettext("%(gone)s is a case about somebody else: they are not joined.") % codes
    for ticket in (keep, gone):
        if ticket.merged_into_id is not None:
            return gettext("%(code)s was joined with another request already.") % {"code": ticket.code}
    if keep.confidential != gone.confidential:
        return gettext("One of them is confidential and the other is not: they are not joined.")
    if not may_move(keep, "receive"):
        return gettext("%(keep)s has ended: nothing is joined to it.") % codes
    if gone.state == State.WAITING_UNIT:
        return (
            gettext("%(gone)s waits for another unit: join the other one to it, or cancel that step.") % codes
        )
    if not may_move(gone, "merge"):
        return gettext("%(gone)s has ended: it stays as it is.") % codes
    return ""


def _become_one(keep: Ticket, gone: Ticket, agent: Person, at: datetime) -> list[dict[str, str]]:
    before = State(gone.state)
    move(gone, "merge", at=at)
    gone.merged_into = keep
    rows = settle(gone, at=at, by=agent.pk)
    brought = [row for row in rows if row.dropped_at == at]
    move(keep, "receive", at=at)
    if before in HIS_TURN_TAKEN and keep.state in WAITING | {State.ANSWERED}:
        move(keep, "resume", at=at)
    elif before in WAITING and keep.state == State.ANSWERED:
        move(keep, "ask", at=at)
    settle(keep, at=at, by=agent.pk)
    moves = adopt(keep, brought, at=at, by=agent.pk)
    given = not rules.is_excepted(keep) or rules.is_excepted(
        gone
    )  # what the director hands out, or gave already
    if keep.assignee_id is None and keep.unit_id == gone.unit_id and given:
        keep.assignee_id = gone.assignee_id
    keep.nudged_at = keep.nudged_at or gone.nudged_at
    keep.breached_at = keep.breached_at or gone.breached_at
    _count_once(keep, gone)
    gone.save()
    keep.save()
    return moves


def _bring(keep: Ticket, gone: Ticket) -> None:
    """What was merged into it before, who follows it and the words on it: from now on the other one's.

    Attempts to reach the requester are read through the parts: each was made for its own ticket.
    """
    Ticket.objects.filter(merged_into=gone).update(merged_into=keep)
    follow(keep)
    followers = Follower.objects.filter(ticket=gone).order_by("pk")
    told = [
        Follower(ticket=keep, person=one.person, by=one.by, at=one.at)
        for one in followers.select_related("person", "by")
    ]
    Follower.objects.bulk_create(told, ignore_conflicts=True)
    followers.delete()
    tags = Tag.objects.filter(ticket=gone)
    named = [Tag(ticket=keep, name=name) for name in tags.order_by("name").values_list("name", flat=True)]
    Tag.objects.bulk_create(named, ignore_conflicts=True)
    tags.delete()


def _count_once(keep: Ticket, gone: Ticket) -> None:
    """An answer that was not read stays new, and is counted once."""
    if not gone.unread:
        return
    if keep.unread:
        fewer = Greatest(F("unread") - 1, 0)
        Person.objects.filter(pk=keep.requester_id).update(unread=fewer)
    keep.unread, gone.unread = True, False


def _tell(
    keep: Ticket, gone: Ticket, moves: list[dict[str, str]], agent: Person, at: datetime, channel: str
) -> None:
    into = {"into": keep.pk, "code": keep.code, "reason": "merged", "state": str(gone.state)}
    told = {
        "merged": gone.pk,
        "code": gone.code,
        "moves": moves,
        "due": instant(keep.due_at),
        "to": keep.assignee_id,
    }
    for kind, ticket, data in (
        ("ticket.merged", gone, into),
        ("ticket.absorbed", keep, {**told, "state": str(keep.state)}),
    ):
        record(kind=kind, subject=("ticket", ticket.pk), actor=agent.pk, channel=channel, data=data, at=at)

"""What stands beside a ticket on its page, brought along by the one statement that reads the ticket.

Each function here names expressions over `OuterRef("pk")` of the ticket (lists as `ArraySubquery` of `JSONObject`);
a panel finds them by name: `sight.beside("…")`. So another panel costs the page no other statement.
The SQL is made once for all readers with the same roles (lib/prepared.py): a function here may compare with the
reader, and not ask who he is.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from ventanilla.institutions.models import Section
from ventanilla.lib.prepared import Prepared
from ventanilla.notify.models import Delivery
from ventanilla.notify.queries import LOST
from ventanilla.people.models import Person, Role
from ventanilla.tickets import outward, steps
from ventanilla.tickets.actions.news import SAY
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.models import (
    AgentDraft,
    Canned,
    Follower,
    Macro,
    Pending,
    Tag,
    Ticket,
)
from ventanilla.tickets.parts import leading_to
from ventanilla.tickets.queries import FOR_PAGE, Held, held_by, holder, visible_on_desk
from ventanilla.tickets.rules import ATTENDING
from ventanilla.web.desk.relations.beside import relations

MOST_CONTACTS = 30
MOST_OTHERS = 5
Beside = Callable[[Person], dict[str, Any]]


def lost(reader: Person) -> dict[str, Any]:
    """What could not be delivered, and is not told again."""
    rows = Delivery.objects.filter(ticket=OuterRef("pk"), status__in=LOST).order_by("id")
    told = JSONObject(address="address", at="created_at")
    return {"lost_rows": ArraySubquery(rows.values(row=told))}


def waiting(reader: Person) -> dict[str, Any]:
    """What is about to be sent, and what was not sent: the reader's, and that of who attends it no more."""
    waits = Q(status=Pending.Status.WAITING)
    clear = Q(confidential=True) | Q(confidential=OuterRef(OuterRef("confidential")))
    attends = Role.objects.filter(clear, person=OuterRef("by"), unit=OuterRef(OuterRef("unit")))
    refused = Q(status=Pending.Status.REFUSED, taken_up_at=None)
    refused &= Q(by=reader) | Q(~Exists(attends.filter(kind__in=ATTENDING)))
    rows = Pending.objects.filter(waits | refused, ticket=OuterRef("pk"), kind__in=SAY).order_by(
        "run_at", "id"
    )
    told = JSONObject(
        id="id",
        key="key",
        status="status",
        problem="problem",
        kind="data__kind",
        text="data__body",
        chosen="data__chosen",
        at="run_at",
        ended="ended_at",
        by="by_id",
        given="by__given_names",
        family="by__surnames",
        macro="data__macro",
        files=Func("documents", function="cardinality", output_field=IntegerField()),
    )
    return {"pending_rows": ArraySubquery(rows.values(row=told))}


def drafts(reader: Person) -> dict[str, Any]:
    """The reader's own and his colleagues'."""
    rows = AgentDraft.objects.filter(ticket=OuterRef("pk")).order_by("saved_at")
    told = JSONObject(
        id="id",
        by="person_id",
        given="person__given_names",
        family="person__surnames",
        slot="slot",
        kind="kind",
        text="body",
        documents=Func("documents", function="to_jsonb", output_field=JSONField()),
        at="saved_at",
    )
    return {"draft_rows": ArraySubquery(rows.values(row=told))}


def beyond(reader: Person) -> dict[str, Any]:
    """Other units' steps, what left the desk, critical matters, sealed evidence."""
    return {
        "step_rows": steps.rows_of_ticket(),
        "referral_rows": outward.referral_rows(),
        "escalation_rows": outward.escalation_rows(),
        "evidence_rows": outward.evidence_rows(),
    }


def contacts(reader: Person) -> dict[str, Any]:
    """How one tried to reach the requester, for all that is one now."""
    return {"contact_rows": outward.contact_rows(MOST_CONTACTS)}


def followers(reader: Person) -> dict[str, Any]:
    rows = Follower.objects.filter(ticket=OuterRef("pk")).order_by("id")
    told = JSONObject(by="person_id", given="person__given_names", family="person__surnames")
    return {"follower_rows": ArraySubquery(rows.values(row=told))}


def others(reader: Person) -> dict[str, Any]:
    """The newest other requests of the same person that the reader may see."""
    rows = visible_on_desk(reader).filter(requester=OuterRef("requester")).exclude(pk=OuterRef("pk"))
    told = JSONObject(code="code", title="title", state="state", at="created_at")
    newest = rows.order_by("-created_at", "-id")[: MOST_OTHERS + 1]
    return {"other_rows": ArraySubquery(newest.values(row=told))}


def kept(reader: Person) -> dict[str, Any]:
    """The names of the replies and macros that the ticket's unit keeps ready."""
    here = Q(unit=None) | Q(unit=OuterRef("unit"))
    told = JSONObject(slug="slug", name="data__name")
    return {
        name: ArraySubquery(model.objects.filter(here, active=True).order_by("slug").values(row=told))
        for name, model in (("reply_rows", Canned), ("macro_rows", Macro))
    }


def tags(reader: Person) -> dict[str, Any]:
    rows = Tag.objects.filter(ticket=OuterRef("pk")).order_by("name")
    return {"tag_names": ArraySubquery(rows.values("name"))}


def words(reader: Person) -> dict[str, Any]:
    """What the institution calls types of people and of documents."""
    told = JSONObject(types="data__user_types", documents="data__registration__document_types")
    return {"people_words": Subquery(Section.objects.filter(name="people").values(row=told))}


BESIDE: tuple[Beside, ...] = (
    relations,
    lost,
    waiting,
    drafts,
    beyond,
    contacts,
    followers,
    others,
    kept,
    tags,
    words,
)


def read(reader: Person, code: str) -> Ticket | None:
    """The ticket with all of it, if the reader may see it at the desk: one statement."""
    written = read_code(code)
    if written is None:
        return None
    found: Ticket | None = _whole(held_by(reader)).first(code=written, reader=reader.pk)
    return found


@lru_cache(maxsize=128)
def _whole(held: Held) -> Prepared:
    """For readers with these roles. Nothing here may look at what is unknown when the SQL is made."""

    def make(code: str, reader: int) -> QuerySet[Any]:
        somebody = holder(reader, held)
        named = {name: what for one in BESIDE for name, what in one(somebody).items()}
        tickets = visible_on_desk(somebody).select_related(*FOR_PAGE).annotate(**named)
        return leading_to(tickets, code)[:1]

    return Prepared(make, code="", reader=0)

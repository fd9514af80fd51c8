"""`python -m bench.actors LOADED FILE`: who does what in the measurements, as the application knows it."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from bench.load.answers import answers_of  # noqa: E402
from bench.load.house import LARGEST  # noqa: E402
from bench.load.scenes import STUDENTS  # noqa: E402
from bench.load.vocabulary import PAIRS  # noqa: E402
from ventanilla.institutions.acting import acting_in  # noqa: E402
from ventanilla.institutions.models import Campus, Institution  # noqa: E402
from ventanilla.lib.clock import now  # noqa: E402
from ventanilla.people.models import Person, Role, RoleKind  # noqa: E402
from ventanilla.tickets.models import Ticket  # noqa: E402

AGENTS = 50
QUESTION = "certificado de notas"


def session(person: Person) -> str:
    """Signed in, without a password."""
    account = person.account
    assert account is not None, "only people with an account sign in"
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store["institution"] = person.institution_id
    store.save()
    return str(store.session_key)


def bare_session(ticket: Ticket) -> str:
    """For the floor: with the columns of the ticket that its form writes."""
    store = SessionStore(session(Person.objects.select_related("account").get(pk=ticket.requester_id)))
    dropped = {
        "id", "institution_id", "requester_id", "registered_by_id", "salt", "submission_key", "code", "only_open_key",
        "created_at", "last_activity_at", "due_at", "paused_at", "closed_at", "breached_at", "answers", "nudged_at",
    }  # fmt: skip
    names = [field.attname for field in Ticket._meta.concrete_fields if field.attname not in dropped]
    store["like"] = {name: getattr(ticket, name) for name in names}
    store.save()
    return str(store.session_key)


def sessions(people: Any) -> list[str]:
    return [session(person) for person in people.select_related("account")]


def acts(institution: Institution, ids: dict[str, list[int]]) -> dict[str, Any]:
    """Called inside `acting_in`."""
    rows = {
        ticket.pk: ticket for ticket in Ticket.objects.filter(pk__in=[pk for of in ids.values() for pk in of])
    }
    long = Ticket.objects.select_related("version", "unit").get(pk=ids["long"][0])
    requesters = Person.objects.filter(pk__in={ticket.requester_id for ticket in rows.values()}).order_by(
        "pk"
    )
    students = dict(zip([person.pk for person in requesters], sessions(requesters), strict=True))
    agents = Person.objects.filter(pk__in=Role.objects.filter(kind=RoleKind.AGENT).values("person")).order_by(
        "pk"
    )
    directors = Role.objects.filter(kind=RoleKind.DIRECTOR, unit=long.unit).values("person")
    campus = Campus.objects.filter(active=True).order_by("position", "slug").first()
    today = now().date() - timedelta(days=3)
    return {
        "institution": institution.slug,
        "institution_id": institution.pk,
        "unit_id": long.unit_id,
        "bare": bare_session(long),
        "unit": long.unit.slug,
        "service": long.version.slug,
        "answers": answers_of(long.version.data["form"], campus=campus.slug if campus else "", today=today),
        "question": QUESTION,
        "pairs": PAIRS,
        "agent": session(Person.objects.select_related("account").get(pk=long.assignee_id)),
        "agent_id": long.assignee_id,
        "director": sessions(Person.objects.filter(pk__in=directors))[0],
        "agents": sessions(agents[:AGENTS]),
        "colleagues": list(
            Role.objects.filter(unit=long.unit, kind=RoleKind.AGENT)
            .exclude(person=long.assignee_id)
            .order_by("pk")
            .values_list("person", flat=True)
        ),
        "filters": filters(long),
        "long": {"code": long.code, "requester": students[long.requester_id]},
        **{
            name: [
                {"code": rows[pk].code, "id": pk, "requester": students[rows[pk].requester_id]} for pk in of
            ]
            for name, of in ids.items()
            if name != "long"
        },
    }


def filters(ticket: Ticket) -> dict[str, str]:
    """A value of each filter of the desk's lists that finds something, from a ticket that is there."""
    campus = Campus.objects.filter(pk=ticket.campus_id).first()
    return {
        "state": str(ticket.state),
        "service": ticket.version.slug,
        "campus": campus.slug if campus else "",
        "channel": ticket.channel,
        "type": ticket.user_type,
        "term": ticket.term,
        "agent": str(ticket.assignee_id),
        "tag": "urgente",
        "since": (now() - timedelta(days=60)).date().isoformat(),
        "until": now().date().isoformat(),
    }


if __name__ == "__main__":
    loaded = json.loads(Path(sys.argv[1]).read_text())
    institution = Institution.objects.get(slug=LARGEST)
    with acting_in(institution):
        found = acts(institution, loaded["ids"])
    Path(sys.argv[2]).write_text(json.dumps({**found, "students": len(found["own"]), "most": STUDENTS}))

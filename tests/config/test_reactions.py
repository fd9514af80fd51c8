"""What follows from an event, and that whatever is deferred by its name exists."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from tests.world import MONDAY, World
from ventanilla.config import tasks
from ventanilla.config.reactions import QUIET, REACTIONS
from ventanilla.journal.kinds import KINDS
from ventanilla.journal.models import Event
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.classify import classify

SOURCE = Path(tasks.__file__).parents[1]


def queued() -> list[tuple[str, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, lock FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return list(cursor.fetchall())


def deferred_names() -> set[str]:
    """The first argument of every `jobs.defer(…)` of the source."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "jobs.defer":
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    found.add(str(name.value))
                else:
                    assert path.name == "tasks.py", f"{path}: a name that no reader finds"
    return found


def test_every_kind_of_event_has_reactions_or_a_reason_for_none():
    assert REACTIONS.keys() | QUIET.keys() == KINDS.keys()
    assert not REACTIONS.keys() & QUIET.keys()


def test_every_name_that_is_deferred_is_a_task():
    names = deferred_names() | {name for reactions in REACTIONS.values() for name in reactions}
    assert {"react", "notify.tell", "notify.deliver", "surveys.invite"} <= names
    assert names <= app.tasks.keys()


@pytest.mark.usefixtures("acting", "catcher")
def test_an_event_defers_one_job_and_that_one_job_for_each_reaction(world: World, work):
    ticket = world.ticket(world.ana)
    work()
    attend.close(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY)
    event = Event.objects.get(kind="ticket.closed")
    assert [name for name, _ in queued()] == ["react"]
    tasks.react.func(institution_id=world.faro.pk, event_id=event.pk)
    assert queued()[1:] == [
        ("notify.tell", f"notify.tell:{event.pk}"),
        ("surveys.invite", f"surveys.invite:{event.pk}"),
        ("reports.count", f"reports.count:{event.pk}"),
    ]


@pytest.mark.usefixtures("acting", "catcher")
def test_what_needs_no_reaction_defers_nothing(world: World, work):
    ticket = world.ticket(world.ana)
    work()
    classify(ticket_id=ticket.pk, agent=world.bruno, user_type="egresado", at=MONDAY)
    assert work() == ["react"]


@pytest.mark.usefixtures("acting", "catcher")
def test_reactions_that_run_twice_do_it_once(world: World, work, catcher):
    ticket = world.ticket(world.ana)
    attend.close(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY)
    work()
    sent = len(catcher.messages())
    for event in Event.objects.filter(subject_kind="ticket"):
        tasks.react.func(institution_id=world.faro.pk, event_id=event.pk)
    work()
    assert len(catcher.messages()) == sent
    assert Event.objects.filter(kind="survey.invited").count() == 1

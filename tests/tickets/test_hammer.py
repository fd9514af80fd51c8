"""Eight people with real connections hammer the same tickets for half a minute: nothing is lost, nothing done twice.

What each was told is kept, and compared at the end with what the tickets, their messages and the journal say.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from tests.parallel import at_once
from tests.server import Database
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.journal.queries import events_of
from ventanilla.lib.throttle import TooOften
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions import merge as merging
from ventanilla.tickets.actions import reopen as reopening
from ventanilla.tickets.actions.merge import CannotMerge, MergedAlready
from ventanilla.tickets.actions.reopen import WindowOver
from ventanilla.tickets.models import Message, Ticket
from ventanilla.tickets.moves import IllegalMove

pytestmark = pytest.mark.commits
SECONDS = 30.0
PEOPLE = 8
#: What may be refused, and is said; anything else is an error page.
REFUSALS = (IllegalMove, attend.TakenAlready, TooOften, CannotMerge, MergedAlready, WindowOver)

COUNTED = tuple(
    f"ticket.{what}" for what in ("assigned", "answered", "asked", "replied", "closed", "merged", "reopened")
)

Act = Callable[[Random, int, datetime], str]


@dataclass
class Hand:
    """What one of the eight did: (act, ticket) as often as it was done, and the words that he was told were sent."""

    done: Counter[tuple[str, int]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    said: dict[str, int] = field(default_factory=dict)


@dataclass
class Acts:
    """The acts of a hand; each returns the kind of the event that it should have recorded."""

    world: World
    pks: list[int]
    hand: Hand

    def agent(self, random: Random) -> Person:
        return random.choice([self.world.bruno, self.world.carla])

    def take(self, random: Random, pk: int, at: datetime) -> str:
        agent = self.agent(random)
        before = Ticket.objects.values_list("assignee_id", flat=True).get(pk=pk)
        attend.take(ticket_id=pk, agent=agent, at=at, instead_of=random.choice([None, before]))
        return ""  # the same person twice changes nothing: compared by the journal alone

    def assign(self, random: Random, pk: int, at: datetime) -> str:
        to = self.agent(random)
        attend.assign(ticket_id=pk, agent=self.agent(random), to_person_id=to.pk, at=at)
        return "ticket.assigned"

    def say(self, how: Callable[..., Any], kind: str, random: Random, pk: int, at: datetime) -> str:
        words = f"Le escribo {uuid4()}"
        how(ticket_id=pk, agent=self.agent(random), body=words, documents=[], at=at, key=uuid4())
        self.hand.said[words] = pk
        return kind

    def reply(self, random: Random, pk: int, at: datetime) -> str:
        words = f"Otra cosa {uuid4()}"
        request.reply(
            ticket_id=pk,
            requester=self.world.ana,
            body=words,
            documents=[],
            at=at,
            channel="portal",
            key=uuid4(),
        )
        self.hand.said[words] = pk
        return "ticket.replied"

    def close(self, random: Random, pk: int, at: datetime) -> str:
        if random.random() < 0.9:  # rarely: what has ended is left alone from then on
            raise IllegalMove("close", Ticket.objects.get(pk=pk).state)
        attend.close(ticket_id=pk, agent=self.agent(random), at=at)
        return "ticket.closed"

    def merge(self, random: Random, pk: int, at: datetime) -> str:
        if random.random() < 0.9:
            raise CannotMerge("not now")
        merging.merge(keep_id=random.choice(self.pks), merged_id=pk, agent=self.agent(random), at=at)
        return "ticket.merged"

    def reopen(self, random: Random, pk: int, at: datetime) -> str:
        reopening.reopen(ticket_id=pk, agent=self.agent(random), reason=(words := f"Sigue {uuid4()}"), at=at)
        self.hand.said[words] = pk
        return "ticket.reopened"

    def all(self) -> list[Act]:
        return [
            self.take,
            self.assign,
            partial(self.say, attend.answer, "ticket.answered"),
            partial(self.say, attend.ask, "ticket.asked"),
            self.reply,
            self.close,
            self.merge,
            self.reopen,
        ]


def hammer(world: World, pks: list[int], seed: int) -> Hand:
    random, hand = Random(seed), Hand()
    acts, begun, turn = Acts(world, pks, hand).all(), monotonic(), 0
    while monotonic() - begun < SECONDS:
        turn += 1
        pk, at = random.choice(pks), MONDAY + timedelta(seconds=turn)
        act = random.choice(acts)
        try:
            kind = act(random, pk, at)
        except REFUSALS as refusal:
            hand.refused[type(refusal).__name__] += 1
        else:
            hand.done[kind, pk] += 1
    return hand


@pytest.fixture(scope="module")
def story(_clone: Database, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, list[int], list[Hand]]:
    settings.SEALS_FILE = tmp_path_factory.mktemp("seals") / "seals.jsonl"
    world = World.load()
    pks = [world.ticket(world.ana).pk for _ in range(16)]
    hands = at_once(world.faro, [partial(hammer, world, pks, seed) for seed in range(PEOPLE)])
    broken = [hand for hand in hands if not isinstance(hand, Hand)]
    assert not broken, broken
    return world, pks, hands


def test_nobody_met_anything_but_a_clear_refusal_and_everybody_did_something(story: Any) -> None:
    _world, _pks, hands = story
    assert all(sum(hand.done.values()) > 50 for hand in hands)
    assert sum(hand.refused["TakenAlready"] for hand in hands) > 0


def test_what_was_done_stands_in_the_journal_exactly_as_often(story: Any) -> None:
    world, pks, hands = story
    done: Counter[tuple[str, int]] = sum((hand.done for hand in hands), Counter())
    with acting_in(world.faro):
        for pk in pks:
            kinds = Counter(event.kind for event in events_of("ticket", pk))
            for kind in COUNTED:
                assert kinds[kind] == done[kind, pk], (pk, kind)
            assert kinds["ticket.closed"] + kinds["ticket.merged"] <= kinds["ticket.reopened"] + 1
            assert kinds["ticket.merged"] <= 1


def test_no_word_is_lost_and_none_is_said_twice(story: Any) -> None:
    world, _pks, hands = story
    told = {words: pk for hand in hands for words, pk in hand.said.items()}
    with acting_in(world.faro):
        kept = Counter(Message.objects.exclude(kind="request").values_list("body", "ticket_id"))
    assert kept == Counter(told.items())


def test_each_ticket_is_what_its_last_events_say(story: Any) -> None:
    world, pks, _hands = story
    with acting_in(world.faro):
        for ticket in Ticket.objects.filter(pk__in=pks):
            events = list(Event.objects.filter(subject_kind="ticket", subject_id=ticket.pk).order_by("n"))
            assert [event.n for event in events] == list(range(1, len(events) + 1))
            states = [event.data["state"] for event in events if "state" in event.data]
            assert ticket.state == states[-1]
            assert ticket.assignee_id == responsible(events)


def responsible(events: list[Event]) -> int | None:
    """Who is, by the journal; whoever speaks first for a ticket that nobody has makes it his own."""
    who: int | None = None
    for event in events:
        if event.kind in ("ticket.taken", "ticket.assigned", "ticket.absorbed"):
            assert event.kind != "ticket.taken" or event.data["to"] != who, "taken twice by the same person"
            who = event.data["to"]
        elif event.kind in ("ticket.answered", "ticket.asked") and who is None:
            who = event.actor_id
    return who


def test_the_journal_is_whole(story: Any, _clone: Database) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ventanilla", "journal", "verify", "--seals", str(Path(settings.SEALS_FILE))],
        env=_clone.environment(),
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr

"""Eight people with real connections hammer the same tickets for half a minute: nothing is lost, nothing done twice.

What each was told is kept, and compared at the end with what the tickets, their messages and the journal say.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
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
#: Tickets for which all eight reach one after the other, in the same order: each from a page that showed nobody.
FREE = 200
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
    took: set[tuple[int, int]] = field(default_factory=set)  # (ticket, agent): he was told that it is his


@dataclass
class Acts:
    """The acts of a hand; each returns the kind of the event that it should have recorded."""

    world: World
    pks: list[int]
    hand: Hand
    free: Iterator[int] = field(default_factory=lambda: iter(()))

    def agent(self, random: Random) -> Person:
        return random.choice([self.world.bruno, self.world.carla])

    def take(self, random: Random, pk: int, at: datetime) -> str:
        """What a page showed as nobody's is nobody's, or refused: nothing is taken from anybody."""
        attend.take(ticket_id=pk, agent=self.agent(random), at=at, instead_of=None)
        return ""  # the same person twice changes nothing: compared by the journal alone

    def reach(self, random: Random, pk: int, at: datetime) -> str:
        free, agent = next(self.free, None), self.agent(random)
        if free is not None:
            attend.take(ticket_id=free, agent=agent, at=at, instead_of=None)
            self.hand.took.add((free, agent.pk))
        return ""

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
            self.reach,
            self.assign,
            partial(self.say, attend.answer, "ticket.answered"),
            partial(self.say, attend.ask, "ticket.asked"),
            self.reply,
            self.close,
            self.merge,
            self.reopen,
        ]


def hammer(world: World, pks: list[int], free: list[int], seed: int) -> Hand:
    random, hand = Random(seed), Hand()
    acts, begun, turn = Acts(world, pks, hand, iter(free)).all(), monotonic(), 0
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


@dataclass(frozen=True)
class Story:
    world: World
    pks: list[int]
    free: list[int]
    hands: list[Hand]


@pytest.fixture(scope="module")
def story(_clone: Database, tmp_path_factory: pytest.TempPathFactory) -> Story:
    settings.SEALS_FILE = tmp_path_factory.mktemp("seals") / "seals.jsonl"
    world = World.load()
    pks = [world.ticket(world.ana).pk for _ in range(16)]
    free = [world.ticket(world.diego, at=MONDAY - timedelta(hours=n // 90)).pk for n in range(FREE)]
    hands = at_once(world.faro, [partial(hammer, world, pks, free, seed) for seed in range(PEOPLE)])
    broken = [hand for hand in hands if not isinstance(hand, Hand)]
    assert not broken, broken
    return Story(world, pks, free, hands)


def test_nobody_met_anything_but_a_clear_refusal_and_everybody_did_something(story: Story) -> None:
    assert all(sum(hand.done.values()) > 50 for hand in story.hands)
    assert sum(hand.refused["TakenAlready"] for hand in story.hands) > 0


def test_nobody_is_told_that_he_has_what_another_has(story: Story) -> None:
    """No double assignment: of a ticket that was nobody's one person got it, once, and he has it."""
    told: dict[int, set[int]] = {}
    for pk, agent in {took for hand in story.hands for took in hand.took}:
        told.setdefault(pk, set()).add(agent)
    assert len(told) > 20, "all eight reached for them"
    with acting_in(story.world.faro):
        has = dict(Ticket.objects.filter(pk__in=story.free).values_list("pk", "assignee_id"))
        for pk in story.free:
            assert told.get(pk, {None}) == {has[pk]}
            taken = [event.data["to"] for event in events_of("ticket", pk) if event.kind == "ticket.taken"]
            assert taken == [who for who in [has[pk]] if who is not None]


def test_what_was_done_stands_in_the_journal_exactly_as_often(story: Story) -> None:
    done: Counter[tuple[str, int]] = sum((hand.done for hand in story.hands), Counter())
    with acting_in(story.world.faro):
        for pk in story.pks:
            kinds = Counter(event.kind for event in events_of("ticket", pk))
            for kind in COUNTED:
                assert kinds[kind] == done[kind, pk], (pk, kind)
            assert kinds["ticket.closed"] + kinds["ticket.merged"] <= kinds["ticket.reopened"] + 1
            assert kinds["ticket.merged"] <= 1


def test_no_word_is_lost_and_none_is_said_twice(story: Story) -> None:
    told = {words: pk for hand in story.hands for words, pk in hand.said.items()}
    with acting_in(story.world.faro):
        kept = Counter(Message.objects.exclude(kind="request").values_list("body", "ticket_id"))
    assert kept == Counter(told.items())


def test_each_ticket_is_what_its_last_events_say(story: Story) -> None:
    with acting_in(story.world.faro):
        for ticket in Ticket.objects.filter(pk__in=story.pks):
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
            assert event.kind != "ticket.taken" or who is None, "taken from somebody"
            who = event.data["to"]
        elif event.kind in ("ticket.answered", "ticket.asked") and who is None:
            who = event.actor_id
    return who


def test_the_journal_is_whole(story: Story, _clone: Database) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ventanilla", "journal", "verify", "--seals", str(Path(settings.SEALS_FILE))],
        env=_clone.environment(),
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr

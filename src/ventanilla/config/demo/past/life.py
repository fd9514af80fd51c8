"""One ticket's past, step by step through the actions; the watch looks at its clocks between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db.models import Min

from ventanilla.config.demo.past.filling import filled
from ventanilla.config.demo.past.moments import at_work, awake
from ventanilla.config.demo.past.shape import Past, Story
from ventanilla.people.models import Person
from ventanilla.surveys import actions as surveys
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions.watch import look
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.reckoning import calendar_of
from ventanilla.tickets.rules import waits_for_director

#: How many tries until a moment inside the opening hours is also before the deadline.
TRIES = 12


class NotYet(Exception):
    """What comes next would come after now: the story stands here."""


def watch(ticket: Ticket, rng: Random, until: datetime) -> None:
    """What the watch would have told by then, at the minute at which it would have."""
    while True:
        due = Deadline.objects.filter(ticket=ticket).aggregate(at=Min("look_at"))["at"]
        at = due + timedelta(seconds=rng.randrange(1, 60)) if due else None
        if at is None or at >= until:
            return
        look(ticket_id=ticket.pk, at=at)


@dataclass(frozen=True)
class Told:
    """The story, and what fills its gaps."""

    past: Past
    story: Story
    words: Mapping[str, str]


class Life:
    """`at` is the instant of the last thing that happened; nothing happens from `until` on."""

    def __init__(
        self,
        ticket: Ticket,
        told: Told,
        *,
        agent: Person,
        director: Person | None,
        rng: Random,
        until: datetime,
        zone: ZoneInfo,
    ) -> None:
        self.ticket, self.told, self.agent, self.director = ticket, told, agent, director
        self.requester: Person = ticket.requester
        self.rng, self.until, self.zone = rng, until, zone
        self.at: datetime = ticket.created_at
        self._day = self.at.astimezone(zone).date()
        row = Deadline.objects.select_related("term", "calendar", "local").filter(ticket=ticket).first()
        assert row is not None, "every ticket promises something"
        self.calendar = calendar_of(row)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def one_of(self, texts: Sequence[str]) -> str:
        return self.rng.choice(texts)

    # Time goes by.

    def office(self, low: float, high: float) -> None:
        """The desk's next moment, so many hours from the last."""
        self._go(at_work(self.rng, self._later(low, high), self.calendar))

    def home(self, low: float, high: float) -> None:
        """The requester's."""
        self._go(awake(self.rng, self._later(low, high), self.zone))

    def in_time(self, low: float, high: float, *, most: timedelta = timedelta.max) -> None:
        """The desk's next moment, between two shares of the time that is left, or of `most`."""
        left = min(max(self._due() - self.at, timedelta(hours=2)), most)
        for _ in range(TRIES):
            at = at_work(self.rng, self.at + left * self.rng.uniform(low, high), self.calendar)
            if at < self.at + left:
                break
            low, high = low * 0.8, high * 0.8
        self._go(at)

    def too_late(self) -> None:
        over = max(self._due(), self.at) + timedelta(hours=self.rng.uniform(3, 60))
        self._go(at_work(self.rng, over, self.calendar))

    def watch(self, until: datetime) -> None:
        watch(self.ticket, self.rng, until)

    # What the desk does.

    def say(self, text: str) -> str:
        past = self.told.past
        return self.fill(f"{past.greeting}\n\n{text}\n\n{past.farewell}")

    def fill(self, text: str) -> str:
        return filled(text, self.told.words, self._day)

    def take(self) -> None:
        self._be_given()
        attend.take(ticket_id=self.ticket.pk, agent=self.agent, at=self.at)

    def assign(self) -> None:
        if self.director is not None:
            attend.assign(
                ticket_id=self.ticket.pk, agent=self.director, to_person_id=self.agent.pk, at=self.at
            )
            self.ticket.assignee = self.agent

    def _be_given(self) -> None:
        """What only the director hands out he has handed out, before anybody attends it."""
        if waits_for_director(self.agent, self.ticket):
            self.assign()

    def note(self, text: str) -> None:
        attend.note(ticket_id=self.ticket.pk, agent=self.agent, body=self.fill(text), at=self.at)

    def ask(self, text: str) -> None:
        self._be_given()
        attend.ask(ticket_id=self.ticket.pk, agent=self.agent, body=self.say(text), documents=[], at=self.at)

    def send_back(self, text: str) -> None:
        self._be_given()
        attend.return_for_correction(
            ticket_id=self.ticket.pk, agent=self.agent, body=self.say(text), documents=[], at=self.at
        )

    def answer(self, text: str) -> None:
        self._be_given()
        attend.answer(
            ticket_id=self.ticket.pk, agent=self.agent, body=self.say(text), documents=[], at=self.at
        )

    def close(self) -> None:
        attend.close(ticket_id=self.ticket.pk, agent=self.agent, at=self.at)

    # What the requester does.

    def read(self) -> None:
        self.ticket.refresh_from_db(fields=["unread"])
        request.mark_read(ticket=self.ticket, requester=self.requester)

    def reply(self, text: str) -> None:
        self.read()
        request.reply(
            ticket_id=self.ticket.pk,
            requester=self.requester,
            body=self.fill(text),
            documents=[],
            at=self.at,
            channel="portal",
        )

    def withdraw(self) -> None:
        request.withdraw(ticket_id=self.ticket.pk, requester=self.requester, at=self.at, channel="portal")

    def rate(self, score: int, comment: str) -> None:
        """Invited as soon as it was closed, answered later or never."""
        self.ticket.refresh_from_db(fields=["state"])
        survey = surveys.invite(ticket=self.ticket, at=self.at + timedelta(seconds=2))
        if survey is not None and score:
            self.home(1, 70)
            surveys.answer(survey_id=survey.pk, score=score, comment=comment, at=self.at)

    def _later(self, low: float, high: float) -> datetime:
        return self.at + timedelta(hours=self.rng.uniform(low, high))

    def _go(self, at: datetime) -> None:
        self.watch(min(at, self.until))
        if at >= self.until:
            raise NotYet
        self.at = at

    def _due(self) -> datetime:
        self.ticket.refresh_from_db(fields=["due_at"])
        due: datetime = self.ticket.due_at
        return due

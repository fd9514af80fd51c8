"""The rows of one ticket: itself, what was said, its deadlines, its events."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from bench.load import lives
from bench.load.columns import Rows, array
from bench.load.events import Saying, told_of
from bench.load.house import House
from bench.load.journal import Journal
from bench.load.subjects import Case, Dates, Subject, dated, free_key, met_at, wishes
from bench.load.vocabulary import Vocabulary
from bench.load.words import Words
from ventanilla.tickets.clocks import ANSWERED
from ventanilla.tickets.codes import make_code
from ventanilla.tickets.intake import TITLE_LENGTH
from ventanilla.tickets.models import Breach, Deadline, Message, Note, Tag, Ticket
from ventanilla.tickets.reckoning import EXPIRY, thresholds
from ventanilla.tickets.settling import refresh
from ventanilla.tickets.spells import Spell, spells
from ventanilla.tickets.states import ENDED, OPEN

TICKET = (
    "id", "institution_id", "code", "submission_key", "service_id", "version_id", "unit_id", "campus_id",
    "requester_id", "registered_by_id", "assignee_id", "channel", "request_type", "user_type", "term", "state",
    "title", "answers", "declaration", "evidence_statement", "salt", "confidential", "only_open_key",
    "wants_notices", "unread", "created_at", "last_activity_at", "due_at", "paused_at", "closed_at", "breached_at",
)  # fmt: skip
MESSAGE = (
    "id", "institution_id", "ticket_id", "kind", "author_id", "by_requester", "body", "salt", "channel",
    "created_at",
)  # fmt: skip
DEADLINE = (
    "id", "institution_id", "ticket_id", "clock", "term_id", "calendar_id", "amount", "added", "start_at", "due_at",
    "paused_at", "met_at", "dropped_at", "breached_at", "look_at", "told",
)  # fmt: skip
NOTE = ("id", "institution_id", "ticket_id", "author_id", "body", "salt", "created_at")
BREACH = (
    "institution_id", "ticket_id", "deadline_id", "unit_id", "agent_id", "clock", "promise", "at", "found_at",
)  # fmt: skip
CHANNELS = ("portal", "portal", "portal", "portal", "portal", "portal", "email", "email", "whatsapp", "phone")
TAGS = ("urgente", "reincidente", "pago", "matrícula", "pregunta-frecuente", "revisar")
TAGGED = 0.15


@dataclass
class Numbers:
    """The last ids given."""

    ticket: int
    message: int
    note: int
    deadline: int


class Desk:
    """Makes tickets. `now` is the instant at which all of them stand."""

    def __init__(
        self, numbers: Numbers, journal: Journal, vocabulary: Vocabulary, rng: Random, *, now: datetime
    ) -> None:
        self.numbers, self.journal, self.vocabulary, self.rng, self.now = (
            numbers,
            journal,
            vocabulary,
            rng,
            now,
        )
        self.tickets, self.messages = Rows(Ticket, *TICKET), Rows(Message, *MESSAGE)
        self.notes, self.deadlines = Rows(Note, *NOTE), Rows(Deadline, *DEADLINE)
        self.breaches, self.tags = Rows(Breach, *BREACH), Rows(Tag, "institution_id", "ticket_id", "name")
        self.words = Words()

    @property
    def tables(self) -> list[Rows]:
        """In the order in which they refer to each other."""
        own = [
            self.tickets,
            self.messages,
            self.notes,
            self.deadlines,
            self.breaches,
            self.tags,
            self.words.rows,
        ]
        return [*own, *self.journal.tables]

    def make(self, house: House, *, created: datetime, age: float, case: Case | None = None) -> int:
        """One more ticket; returns its id. `case` says what else would be drawn."""
        rng = self.rng
        offer, fate = house.offer(rng), lives.fate(rng, age)
        requester = house.students[rng.randrange(len(house.students))]
        agent = rng.choice(house.agents[offer.unit_id])
        if case is not None:
            offer, fate, requester, agent = case.offer, case.fate, case.requester, case.agent
        campus = rng.choice(house.campuses)
        key, requester = free_key(house, offer, requester, fate, rng)
        self.numbers.ticket += 1
        subject = Subject(
            house, offer, self.numbers.ticket, requester,
            None if fate == "submitted" else agent, campus, rng.choice(CHANNELS), rng.randbytes(16),
        )  # fmt: skip
        self._write(subject, fate, created, key, extra=case.messages if case else 0)
        return subject.pk

    def _write(self, subject: Subject, fate: str, created: datetime, key: str | None, *, extra: int) -> None:
        dates = dated(subject.offer.clocks[subject.campus], created)
        life, expired = self._life(fate, created, dates)
        sayings = list(self._sayings(subject, life, extra))
        past = spells((step.at, self._actor(subject, step), step.state) for step in life.steps)
        summary = self._deadlines(subject, life, dates, expired, past)
        year = created.astimezone(subject.house.institution.zoneinfo).year
        subject.house.numbers[year] = number = subject.house.numbers.get(year, 0) + 1
        code, offer = make_code(subject.house.prefix, year, number), subject.offer
        body, state = sayings[0].text, life.steps[-1].state
        answers = {**offer.answers, offer.question: body} if offer.question else offer.answers
        self.tickets.add(
            subject.pk, subject.institution, code, str(UUID(bytes=self.rng.randbytes(16))), offer.version.service_id,
            offer.version.pk, offer.unit_id, subject.campus, subject.requester, subject.requester, subject.agent,
            subject.channel, offer.data["request_type"], subject.student.type, offer.term, state,
            body[:TITLE_LENGTH], json.dumps(answers), offer.declaration, "", subject.salt,
            bool(offer.data.get("confidential")), key, *wishes(state, self.rng),
            created, life.steps[-1].at, summary.due_at, summary.paused_at, life.ended_at,
            min(expired.values(), default=None),
        )  # fmt: skip
        if self.rng.random() < TAGGED:
            self.tags.add(subject.institution, subject.pk, self.rng.choice(TAGS))
        self.words.add(subject, created, answers, [saying.text for saying in sayings])
        told = told_of(subject, code, life, sayings, dates, answers)
        self.journal.tell(subject.institution, subject.pk, told)

    def _life(self, fate: str, created: datetime, dates: Dates) -> tuple[lives.Life, dict[str, datetime]]:
        """What happens, and which promises are broken when."""
        promised = dates["resolution"][1]
        contact = dates.get("first_contact", (created, promised))[1]
        life = lives.live(self.rng, fate, created=created, contact=contact, due=promised, now=self.now)
        met = {str(clock): life.answered_at for clock in ANSWERED} | {"first_contact": life.contacted_at}
        ends = {clock: met.get(clock) or life.ended_at or self.now for clock in dates}
        expired = {clock: at for clock, (_start, at) in dates.items() if at < ends[clock]}
        return lives.broken(life, expired.items()), expired

    def _sayings(self, subject: Subject, life: lives.Life, extra: int) -> Iterator[Saying]:
        """Messages and notes, in the order of time; `extra` more replies before the last step."""
        numbers, rng = self.numbers, self.rng
        steps = list(life.steps)
        for n in range(extra):
            steps.insert(-1, steps[1]._replace(kind="replied" if n % 2 else "asked", at=steps[-2].at))
        for step in steps:
            first = step.kind == "submitted"
            text = self.vocabulary.request(rng) if first else self.vocabulary.text(rng)
            by_requester = step.kind in lives.BY_REQUESTER
            salt, author = rng.randbytes(16), subject.requester if by_requester else subject.somebody
            if step.kind == "noted":
                numbers.note += 1
                self.notes.add(
                    numbers.note, subject.institution, subject.pk, subject.somebody, text, salt, step.at
                )
                yield Saying(step, numbers.note, text, salt)
            elif step.kind in lives.SPOKEN:
                numbers.message += 1
                channel = subject.channel if by_requester else "desk"
                self.messages.add(
                    numbers.message, subject.institution, subject.pk, lives.SPOKEN[step.kind], author,
                    by_requester, text, salt, channel, step.at,
                )  # fmt: skip
                yield Saying(step, numbers.message, text, salt)

    def _deadlines(
        self,
        subject: Subject,
        life: lives.Life,
        dates: Dates,
        expired: dict[str, datetime],
        past: Sequence[Spell],
    ) -> Ticket:
        """Writes them; returns a ticket with the dates that follow from them."""
        rows, state = [], life.steps[-1].state
        for clock in subject.offer.clocks[subject.campus]:
            row = Deadline(
                institution_id=subject.institution, clock=clock.name, amount=clock.row.amount, added=0
            )
            row.start_at, row.due_at = dates[clock.name]
            row.term, row.calendar = clock.row.term, clock.row.calendar
            row.breached_at = expired.get(clock.name)
            row.met_at = met_at(clock.name, life, past)
            if row.met_at is None and state in ENDED:
                row.dropped_at = life.ended_at
            row.told = [EXPIRY] if row.breached_at else []
            rows.append(row)
        ticket = Ticket(institution_id=subject.institution, due_at=min(row.due_at for row in rows))
        if state in OPEN:
            for row in rows:
                if row.runs:
                    row.told = [name for name, at in thresholds(row, past) if at <= self.now]
            refresh(ticket, rows, past, at=self.now)
        for row in rows:
            self._keep(subject, row)
        return ticket

    def _keep(self, subject: Subject, row: Deadline) -> None:
        self.numbers.deadline += 1
        self.deadlines.add(
            self.numbers.deadline, subject.institution, subject.pk, row.clock, row.term_id, row.calendar_id,
            row.amount, 0, row.start_at, row.due_at, row.paused_at, row.met_at, row.dropped_at, row.breached_at,
            row.look_at, array(row.told),
        )  # fmt: skip
        if row.breached_at:
            promise = "stage" if ":" in row.clock else row.clock
            self.breaches.add(
                subject.institution, subject.pk, self.numbers.deadline, subject.offer.unit_id, subject.agent,
                row.clock, promise, row.breached_at, row.breached_at,
            )  # fmt: skip

    @staticmethod
    def _actor(subject: Subject, step: lives.Step) -> int:
        return subject.requester if step.kind in lives.BY_REQUESTER else subject.somebody

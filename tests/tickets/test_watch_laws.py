"""Laws: the watch may be down for as long as it likes, and people may do what they like; the breaches are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tickets.promises import promise, rung, term, undone
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.actions.extend import Wish, extend
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.extending import NotAllowed
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.moves import IllegalMove

MOMENT = timedelta(microseconds=1)
END = MONDAY + timedelta(days=90)


class Step(NamedTuple):
    what: str
    after: timedelta  # since the step before


class Rules(NamedTuple):
    """Of the term of the answer; that of the first contact counts hours of working days."""

    unit: str
    amount: int
    pauses: list[str]
    limit: int | None
    reopening: str
    extension: str
    warnings: list[int]
    escalation: list[int]


ACTS = ("take", "ask", "answer", "return", "reply", "note", "extend", "close", "withdraw")
waits = st.one_of(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=30)),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=20)),
)
steps = st.lists(st.builds(Step, st.sampled_from(ACTS), waits), max_size=9)
rules = st.builds(
    Rules,
    unit=st.sampled_from(["business_days", "business_hours", "working_day_hours", "calendar_days"]),
    amount=st.integers(1, 30),
    pauses=st.sampled_from([[], ["requester"]]),
    limit=st.none() | st.integers(1, 5),
    reopening=st.sampled_from(["continue", "renew", "none"]),
    extension=st.sampled_from(["none", "once", "up_to_double", "before_expiry"]),
    warnings=st.lists(st.integers(1, 20), max_size=3, unique=True),
    escalation=st.lists(st.integers(0, 8), max_size=3, unique=True).map(sorted),
)
looks = st.lists(waits, max_size=6)


class Run(NamedTuple):
    done: list[int]  # which steps were possible
    breaches: set[tuple[str, datetime]]
    told: list[tuple[str, dict[str, Any], datetime]]
    ticket: Ticket


def run(world: World, made: Rules, wanted: list[Step], *, only: list[int] | None, watcher: Any) -> Run:
    """The same days again: `watcher(since, until)` is the watch between two steps."""
    term("contacto", "working_day_hours", 24, warnings=[4], escalation=[{"after": 2, "to": "director"}])
    limit = {"unit": "business_days", "amount": made.limit} if made.limit else None
    term(
        "respuesta",
        made.unit,
        made.amount,
        pauses=made.pauses,
        suspension_limit=limit,
        reopening=made.reopening,
        extension=made.extension,
        warnings=made.warnings,
        escalation=[{"after": after, "to": "executive"} for after in made.escalation],
    )
    term("correccion", "business_days", 3, expiry="close")
    promise(correction="correccion")
    ticket, at, done = world.ticket(world.ana), MONDAY, []
    for n, step in enumerate(wanted):
        watcher(at, at + step.after)
        at += step.after
        if (only is None or n in only) and act(world, ticket, step.what, at):
            done.append(n)
    watcher(at, END)
    watch(at=END)
    breaches = {(data["clock"], when) for _, data, when in rung(ticket, "breached")}
    return Run(done, breaches, rung(ticket), ticket)


def act(world: World, ticket: Ticket, what: str, at: datetime) -> bool:
    bruno: dict[str, Any] = {"ticket_id": ticket.pk, "agent": world.bruno}
    ana: dict[str, Any] = {"ticket_id": ticket.pk, "requester": world.ana}
    said: dict[str, Any] = {"body": "Dicho.", "documents": []}
    acts: dict[str, Callable[[], Any]] = {
        "take": lambda: attend.take(**bruno, at=at),
        "ask": lambda: attend.ask(**bruno, **said, at=at),
        "answer": lambda: attend.answer(**bruno, **said, at=at),
        "return": lambda: attend.return_for_correction(**bruno, **said, at=at),
        "note": lambda: attend.note(**bruno, body="Nota.", at=at),
        "close": lambda: attend.close(**bruno, at=at),
        "extend": lambda: extend(
            **bruno, wish=Wish("resolution", 1, "Falta el informe del área", uuid4()), at=at
        ),
        "reply": lambda: asking.reply(**ana, **said, at=at, channel="portal"),
        "withdraw": lambda: asking.withdraw(**ana, at=at, channel="portal"),
    }
    try:
        acts[what]()
    except (IllegalMove, asking.CorrectionOver, NotAllowed):
        return False
    return True


def every_minute(since: datetime, until: datetime) -> None:
    """At each minute at which it would find something: just after it comes due, and not at the others."""
    at = since
    while at < until:
        due = Deadline.objects.filter(look_at__isnull=False, look_at__lt=until).order_by("look_at")
        soonest = due.values_list("look_at", flat=True).first()
        if soonest is None or (at := max(at, soonest) + MOMENT) > until:
            return
        watch(at=at)


def now_and_then(instants: Iterable[datetime]) -> Callable[[datetime, datetime], None]:
    def watcher(since: datetime, until: datetime) -> None:
        for at in instants:
            if since <= at < until:
                watch(at=at)

    return watcher


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=rules, wanted=steps, gaps=looks)
def test_no_outage_changes_what_was_broken_and_when(
    world: World, made: Rules, wanted: list[Step], gaps: list[timedelta]
) -> None:
    seldom = sorted(MONDAY + sum(gaps[: n + 1], timedelta()) for n in range(len(gaps)))
    with acting_in(world.faro):
        with undone():
            always = run(world, made, wanted, only=None, watcher=every_minute)
            is_sound(always)
        with undone():
            outage = run(world, made, wanted, only=always.done, watcher=now_and_then(seldom))
            is_sound(outage)
    assert outage.done == always.done
    assert outage.breaches == always.breaches


def is_sound(ran: Run) -> None:
    """Told at most once for a deadline as it stands, nothing of what is met, nothing before its time."""
    for kind in ("warned", "breached", "escalated"):
        once = [key(data) for what, data, _ in ran.told if what == kind]
        assert len(once) == len(set(once)), f"{kind} twice: {once}"
    assert not Deadline.objects.filter(ticket=ran.ticket, look_at__lt=END).exists(), "left behind"
    for row in Deadline.objects.filter(ticket=ran.ticket):
        broken = sorted(at for clock, at in ran.breaches if clock == row.clock)
        assert row.breached_at == (broken[0] if broken else None)
    events = Event.objects.filter(subject_kind="ticket", subject_id=ran.ticket.pk)
    for event in events.filter(kind__in=("ticket.warned", "ticket.escalated")):
        due = datetime.fromisoformat(event.data["due"])
        late = event.kind == "ticket.escalated"
        assert (due < event.at) if late else (event.at <= due), f"{event.kind} of {due} at {event.at}"
        assert not met(ran.ticket, event), "told of what was met"


def key(data: dict[str, Any]) -> tuple[Any, ...]:
    return data["clock"], data["due"], data.get("left"), data.get("level")


def met(ticket: Ticket, event: Event) -> bool:
    """Whether the answer had been sent, and nothing had been said since, when this was told."""
    if event.data["clock"] not in ("resolution", "first_contact"):
        return False
    before = Event.objects.filter(
        subject_kind="ticket", subject_id=ticket.pk, n__lt=event.n, data__has_key="state"
    )
    last = before.order_by("-at", "-n").first()
    return last is not None and last.data["state"] in ("answered", "closed", "withdrawn")

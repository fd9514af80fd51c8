"""What a change of a ticket does to its clocks: what it meets, stops, starts again; and what had expired before.

Called by every action under the ticket's row lock, after the move and before the event is recorded. Reads the
journal, changes the deadlines, and sets the ticket's summary (SUMMED) for the caller to save.
"""

from collections.abc import Sequence
from datetime import datetime

from ventanilla.journal.chain import instant
from ventanilla.journal.record import record
from ventanilla.tickets import asking, pausing, responsible, stepping
from ventanilla.tickets.clocks import REOPENED, STAGE, STEP, Clock, is_step, stage_clock, stage_of
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.models.breach import STAGES, STEPS, Breach
from ventanilla.tickets.reckoning import EXPIRY, amount_of, calendar_of, closes, expired, reckon, thresholds
from ventanilla.tickets.spells import ALWAYS, Spell, clockwork, entered
from ventanilla.tickets.states import ENDED, State
from ventanilla.tickets.terms import term_of

CHANGING = (
    "start_at", "due_at", "paused_at", "met_at", "dropped_at", "breached_at", "look_at", "told", "added", "amount",
    "term_id", "calendar_id", "local_id",
)  # fmt: skip
#: What of a ticket follows from its clocks.
SUMMED = ("due_at", "paused_at", "breached_at")
Summary = tuple[object, ...]


def settle(
    ticket: Ticket,
    *,
    at: datetime,
    met: Sequence[str] = (),
    by: int | None = None,
    until: datetime | None = None,
) -> list[Deadline]:
    """Two statements, one more for each thing that is rare. Returns the deadlines.

    `until`: when the case was over, though that is only noticed now; nothing was broken later.
    """
    rows, past = clockwork(ticket, also=asking.beside)
    before = noted(rows)
    expire(ticket, rows, past, at=until or at)
    asking.end_needless(ticket, rows, at=at, by=by)
    left = past[-1].state if past else ticket.state
    if stepping.goes_on_waiting(ticket, rows, left):
        ticket.state = State.WAITING_UNIT
    here = entered(past, ticket.state, at, by)
    for row in rows:
        _turn(row, ticket, left, met, at)
    asking.end_needless(ticket, rows, at=at, by=by)
    stepping.cancel_needless(ticket, rows, left, at=at, by=by)
    rows += _stage_begins(ticket, rows, left, at)
    if ticket.state != left:
        pausing.note(ticket, left, at=at, by=by)
    refresh(ticket, rows, here, at=at)
    save_changed(rows, before)
    return rows


def noted(rows: Sequence[Deadline]) -> dict[int, Summary]:
    """The rows as they are now, for `save_changed`."""
    return {row.pk: _summary(row) for row in rows}


def save_changed(rows: Sequence[Deadline], before: dict[int, Summary]) -> None:
    changed = [row for row in rows if before.get(row.pk) != _summary(row)]
    if changed:
        Deadline.objects.bulk_update(changed, CHANGING)
        stepping.keep_dates(row for row in changed if row.due_at not in before.get(row.pk, ()))


def expire(ticket: Ticket, rows: Sequence[Deadline], past: Sequence[Spell], *, at: datetime) -> None:
    """Note what was broken before now, at the instant at which it was, however late this is found."""
    for row in rows:
        if not row.runs or expired(row) or closes(row):
            continue
        over = reckon(row, past, now=at).at
        if over is None or at <= over:
            continue
        row.due_at, row.paused_at = over, None
        row.breached_at = row.breached_at or over
        if not is_step(row.clock):
            ticket.breached_at = ticket.breached_at or over
        row.told = [*row.told, EXPIRY]
        unit_id, agent_id = note_breach(ticket, row, at=over, found_at=at)
        record(
            kind="ticket.breached",
            subject=("ticket", ticket.pk),
            data={"clock": row.clock, "due": instant(over), "unit": unit_id, "to": agent_id},
            at=at,
            happened_at=over,
        )


def note_breach(ticket: Ticket, row: Deadline, *, at: datetime, found_at: datetime) -> tuple[int, int | None]:
    """For directors, and against forgetting: the application cannot change this row. Returns whose it was then."""
    unit_id, agent_id = responsible.at_instant(ticket, row, at=at)
    kinds = {STAGE: STAGES, STEP: STEPS}
    Breach.objects.create(
        ticket=ticket,
        deadline=row,
        unit_id=unit_id,
        agent_id=agent_id,
        clock=row.clock,
        promise=next((many for one, many in kinds.items() if row.clock.startswith(one)), row.clock),
        at=at,
        found_at=found_at,
    )
    return unit_id, agent_id


def refresh(ticket: Ticket, rows: Sequence[Deadline], past: Sequence[Spell], *, at: datetime) -> None:
    """Compute the summaries anew, in memory."""
    for row in rows:
        if not row.runs:
            row.paused_at = row.look_at = None
            continue
        paused, instants = None, []
        if not expired(row):
            found = reckon(row, past, now=at)
            # While nothing ends the pause: the date as it stood when the pause began.
            known = found.at or reckon(row, past[:-1], now=at).at
            row.due_at = known or max(row.due_at, found.least or row.due_at)
            paused = found.paused
            if found.least and found.least > at:
                instants.append(found.least)  # from then on it stands still
        row.paused_at = paused[0] if paused else None
        instants += [when for name, when in thresholds(row, past) if name not in row.told]
        if paused and paused[1]:
            instants.append(paused[1])
        row.look_at = min(instants, default=None)
    _summarise(ticket, rows)


def tell_again(row: Deadline, past: Sequence[Spell], *, at: datetime) -> None:
    """Its date was moved: what is still to come is told again, at its new instant."""
    over = {name for name, when in thresholds(row, past) if when <= at}
    row.told = [name for name in row.told if name in over]


def start(ticket: Ticket, clock: str, slug: str, *, like: Deadline, at: datetime) -> Deadline:
    """A clock that begins during the life of a ticket, or begins again; one statement or two. Not yet settled."""
    term = term_of(slug, on=at.astimezone(calendar_of(like).zone).date())
    row: Deadline = Deadline.objects.filter(ticket=ticket, clock=clock).first() or Deadline(
        ticket=ticket, clock=clock
    )
    row.term, row.calendar, row.local = term, like.calendar, like.local
    row.amount, row.added = amount_of(term.data, ticket.version.data.get("complexity")), 0
    row.start_at = row.due_at = at
    row.met_at = row.dropped_at = row.look_at = None
    row.told = []
    row.save()
    return row


def _turn(row: Deadline, ticket: Ticket, left: str, met: Sequence[str], at: datetime) -> None:
    """One clock at a change from the state `left`."""
    state = State(ticket.state)
    if left in ALWAYS and state not in ALWAYS | ENDED and row.clock in REOPENED:
        _reopen(row, at)
    if not row.runs:
        return
    if row.clock in met:
        row.met_at = at
    elif row.clock == Clock.CORRECTION and left == State.CORRECTING != state:
        row.met_at, row.dropped_at = (at, None) if state == State.IN_PROGRESS else (None, at)
    elif row.clock.startswith(STAGE) and state != left:
        row.met_at = at
    elif row.term.data.get("start") == Clock.FIRST_CONTACT and Clock.FIRST_CONTACT in met:
        row.start_at = min(row.start_at, at)
    if row.runs and state in ENDED:
        row.dropped_at = at


def _reopen(row: Deadline, at: datetime) -> None:
    rule = row.term.data.get("reopening", "continue")
    if rule == "none":
        return
    row.met_at = row.dropped_at = None
    if rule == "renew":
        row.start_at, row.added, row.told = at, 0, []


def _stage_begins(ticket: Ticket, rows: Sequence[Deadline], left: str, at: datetime) -> list[Deadline]:
    stage = stage_of(ticket.version.data, ticket.state)
    if stage is None or ticket.state == left or ticket.state in ENDED or not rows:
        return []
    row = start(ticket, stage_clock(stage), stage["term"], like=own(rows), at=at)
    known = [old for old in rows if old.pk == row.pk]
    for old in known:  # the same row, read before it began again
        old.__dict__.update(row.__dict__)
    return [] if known else [row]


def own(rows: Sequence[Deadline]) -> Deadline:
    """A promise of the ticket's own unit: its calendar is that of what begins later."""
    return next(row for row in rows if not is_step(row.clock))


def _summarise(ticket: Ticket, rows: Sequence[Deadline]) -> None:
    """The next date of what runs; only where everything stands still, that of what stands still.

    What another unit promises the desk is no promise to the requester.
    """
    own = [row for row in rows if not is_step(row.clock)]
    running = [row for row in own if row.runs]
    going = [row for row in running if row.paused_at is None]
    shown = min(going or running or [max(own, key=lambda row: row.due_at)], key=lambda row: row.due_at)
    ticket.due_at, ticket.paused_at = shown.due_at, shown.paused_at


def _summary(row: Deadline) -> Summary:
    return tuple(tuple(v) if isinstance(v := getattr(row, name), list) else v for name in CHANGING)

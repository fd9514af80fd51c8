from datetime import UTC, datetime

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.journal.models import Event
from ventanilla.lib import jobs
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import pending
from ventanilla.tickets.actions.compact import compact
from ventanilla.tickets.actions.performing import give_up
from ventanilla.tickets.actions.performing import perform as perform_pending
from ventanilla.tickets.actions.placing import place_arrived
from ventanilla.tickets.actions.shift import shift_all
from ventanilla.tickets.actions.succession import pass_on
from ventanilla.tickets.actions.sweep import sweep
from ventanilla.tickets.actions.watch import Unwatched, watch
from ventanilla.tickets.shifting import current
from ventanilla.tickets.words import index, index_whole

#: After these a ticket, or what was merged into it, stands elsewhere.
MOVING = frozenset({"ticket.reclassified", "ticket.absorbed"})


@jobs.periodic("tickets.sweep", cron="30 8 * * *")
def sweep_all(timestamp: int) -> None:
    """Every day, between housekeeping and documents.sweep: files that were brought and never sent."""
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            sweep(at=datetime.fromtimestamp(timestamp, tz=UTC))


@jobs.periodic("tickets.watch", cron="* * * * *")
def watch_all(timestamp: int) -> None:
    """Every minute, at the time that it is: a job that waited looks at what is due now.

    What is broken in one institution holds up no other; the job fails at the end, to be seen.
    """
    unwatched = []
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            try:
                watch(at=now())
            except Unwatched as error:
                unwatched.append(f"{institution.slug}: {error}")
    if unwatched:
        raise Unwatched("; ".join(unwatched))


@jobs.task("tickets.shift")
def shift(institution_id: int, by: int, *, terms: bool) -> None:
    """Move the open promises that a changed calendar or term prolongs; broken off, it goes on where it was."""
    with acting_in(institution_id):
        for _moved in shift_all(current(terms=terms), by=by, at=now()):
            pass


@jobs.task("tickets.pass_on")
def pass_on_all(institution_id: int, succession_id: int) -> None:
    """What somebody attends who leaves, batch by batch; broken off, it goes on where it was."""
    with acting_in(institution_id):
        while pass_on(succession_id=succession_id, at=now()):
            pass


@jobs.task("tickets.assign")
def assign(institution_id: int, event_id: int) -> None:
    """A request arrived: its service's chooser chooses, now or when its unit opens."""
    with acting_in(institution_id):
        ticket_id = Event.objects.values_list("subject_id", flat=True).get(pk=event_id)
        again = place_arrived(ticket_id=ticket_id, at=now())
        if again is not None:
            jobs.defer(
                "tickets.assign",
                lock=f"tickets.assign:{event_id}",
                not_before=again,
                institution_id=institution_id,
                event_id=event_id,
            )


@jobs.task("tickets.perform")
def perform(institution_id: int, pending_id: int) -> None:
    """The time has come of what waited, if nobody took it back."""
    with acting_in(institution_id):
        perform_pending(pending_id=pending_id, at=now())


@jobs.periodic("tickets.bring_up", cron="* * * * *")
def bring_up_all(timestamp: int) -> None:
    """Every minute: what is long due and was not done, because its worker died; and what fails for ever ends."""
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            give_up(at=now())
            pending.bring_up(at=now())


@jobs.task("tickets.words")
def words(institution_id: int, event_id: int) -> None:
    """Something was said: it is found from now on."""
    with acting_in(institution_id):
        ticket_id, kind = Event.objects.values_list("subject_id", "kind").get(pk=event_id)
        (index_whole if kind in MOVING else index)(ticket_id)


@jobs.periodic("tickets.compact", cron="*/5 * * * *")
def compact_all(timestamp: int) -> None:
    """Every five minutes: the differences of the tally become sums."""
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            compact()

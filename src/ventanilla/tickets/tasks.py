from datetime import UTC, datetime

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.journal.models import Event
from ventanilla.lib import jobs
from ventanilla.lib.clock import now
from ventanilla.tickets.actions.placing import place_arrived
from ventanilla.tickets.actions.shift import shift_all
from ventanilla.tickets.actions.sweep import sweep
from ventanilla.tickets.actions.watch import Unwatched, watch
from ventanilla.tickets.shifting import current


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

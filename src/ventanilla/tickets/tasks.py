from datetime import UTC, datetime

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib import jobs
from ventanilla.lib.clock import now
from ventanilla.tickets.actions.sweep import sweep
from ventanilla.tickets.actions.watch import Unwatched, watch


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

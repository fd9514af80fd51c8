from datetime import UTC, datetime

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib import jobs
from ventanilla.tickets.actions.sweep import sweep


@jobs.periodic("tickets.sweep", cron="30 8 * * *")
def sweep_all(timestamp: int) -> None:
    """Every day, between housekeeping and documents.sweep: files that were brought and never sent."""
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            sweep(at=datetime.fromtimestamp(timestamp, tz=UTC))

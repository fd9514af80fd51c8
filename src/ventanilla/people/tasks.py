from datetime import UTC, datetime

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib import jobs, throttle
from ventanilla.people.actions.forget import forget_registrations


@jobs.periodic("people.forget", cron="20 3 * * *")
def forget(timestamp: int) -> None:
    """Every night, what registrations told and the counts of limits that are over."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            forget_registrations(at=at)
    throttle.forget_past(at=at)

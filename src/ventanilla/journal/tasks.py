from datetime import UTC, datetime

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.journal.seals import seal
from ventanilla.lib import jobs


@jobs.periodic("journal.seal", cron="0 * * * *")
def seal_all(timestamp: int) -> None:
    """Every hour, each institution's journal is sealed."""
    for institution in Institution.objects.filter(active=True).order_by("id"):
        with acting_in(institution):
            seal(institution=institution, at=datetime.fromtimestamp(timestamp, tz=UTC))

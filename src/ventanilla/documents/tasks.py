from datetime import UTC, datetime

from ventanilla.documents.sweep import sweep
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib import jobs


@jobs.periodic("documents.sweep", cron="40 8 * * *")
def sweep_all(timestamp: int) -> None:
    """Every day (in the small hours of America), each institution's files without a row are removed."""
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            sweep(institution=institution, at=datetime.fromtimestamp(timestamp, tz=UTC))

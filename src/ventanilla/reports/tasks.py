from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib import jobs
from ventanilla.reports import counting


@jobs.task("reports.count")
def count(institution_id: int, event_id: int) -> None:
    """Reaction to an event of a ticket: its figures follow."""
    with acting_in(institution_id):
        counting.count(ticket_id=Event.objects.values_list("subject_id", flat=True).get(pk=event_id))

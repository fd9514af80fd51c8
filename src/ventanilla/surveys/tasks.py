from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib import clock, jobs
from ventanilla.surveys import actions
from ventanilla.tickets.models import Ticket


@jobs.task("surveys.invite")
def invite(institution_id: int, event_id: int) -> None:
    """Reaction to `ticket.closed`."""
    with acting_in(institution_id):
        event = Event.objects.get(pk=event_id)
        actions.invite(ticket=Ticket.objects.get(pk=event.subject_id), at=clock.now())

from ventanilla.institutions.acting import acting_in
from ventanilla.lib import jobs
from ventanilla.lib.clock import now
from ventanilla.notify import actions


@jobs.task("notify.tell")
def tell(institution_id: int, event_id: int) -> None:
    """Reaction to an event: who is told of it."""
    with acting_in(institution_id):
        actions.tell(event_id=event_id, at=now())


@jobs.task("notify.deliver", retry=jobs.UntilDone())
def deliver(institution_id: int, delivery_id: int) -> None:
    with acting_in(institution_id):
        actions.deliver(delivery_id=delivery_id, at=now())

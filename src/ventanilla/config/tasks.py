"""The tasks that know every package: reactions to events, and housekeeping."""

from datetime import UTC, datetime

from django.db import transaction

from ventanilla.config import housekeeping
from ventanilla.config.reactions import REACTIONS
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.journal.models import Event
from ventanilla.lib import jobs


@jobs.task("react")
def react(institution_id: int, event_id: int) -> None:
    """A job of its own for each reaction: one that fails holds up none of the others.

    Repeated, it defers them again: the lock keeps two of a kind apart, and the second finds it done.
    """
    with acting_in(institution_id), transaction.atomic():
        kind = Event.objects.values_list("kind", flat=True).get(pk=event_id)
        for name in REACTIONS.get(kind, ()):
            jobs.defer(name, lock=f"{name}:{event_id}", institution_id=institution_id, event_id=event_id)


@jobs.periodic("config.housekeeping", cron="20 8 * * *")
def keep_house(timestamp: int) -> None:
    """Every day, in the small hours of America, what served its time goes."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    housekeeping.forget_shared(at=at)
    for institution in Institution.objects.order_by("id"):
        with acting_in(institution):
            housekeeping.forget_owned(at=at)

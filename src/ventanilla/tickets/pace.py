"""How often one person may send: far more than anybody writes in an hour, far less than a script does."""

from datetime import timedelta

from ventanilla.institutions.acting import current_institution_id
from ventanilla.lib.throttle import Limit
from ventanilla.people.models import Person

SUBMITTED = Limit("ticket.submitted", 100, timedelta(hours=1))
REPLIED = Limit("ticket.replied", 120, timedelta(hours=1))


def whose(person: Person) -> str:
    return f"{current_institution_id()}:{person.pk}"

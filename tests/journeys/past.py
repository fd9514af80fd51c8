"""A request that was made some days ago: `python -m tests.journeys.past SLUG SERVICE WHO DAYS ANSWERS`; its number.

What browsers do, they do now; a deadline that is over can only come from the domain. Run in a process of its own,
as the application, with the environment of a running site.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import django


def main(slug: str, service: str, who: str, days: str, answers: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
    django.setup()
    from ventanilla.catalogue.models import ServiceVersion  # noqa: PLC0415  (models need settings)
    from ventanilla.institutions.acting import acting_in  # noqa: PLC0415
    from ventanilla.institutions.models import Institution  # noqa: PLC0415
    from ventanilla.people.models import Person  # noqa: PLC0415
    from ventanilla.tickets.actions.submit import submit  # noqa: PLC0415
    from ventanilla.tickets.intake import Request  # noqa: PLC0415

    institution = Institution.objects.get(slug=slug)
    with acting_in(institution):
        versions = ServiceVersion.objects.select_related("service__unit")
        person = Person.objects.select_related("institution", "campus", "account").get(email=who)
        request = Request(
            version=versions.get(slug=service, current=True),
            key=uuid4(),
            channel="portal",
            answers=json.loads(answers),
            declared=True,
        )
        at = datetime.now(UTC) - timedelta(days=int(days))
        ticket = submit(
            institution=institution, requester=person, registered_by=person, request=request, at=at
        )
    sys.stdout.write(f"{ticket.code}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A service is offered, or not: what is open goes on either way."""

from datetime import datetime

from django.db import transaction

from ventanilla.catalogue.models import Service
from ventanilla.institutions.lock import alone
from ventanilla.institutions.models import Institution
from ventanilla.journal.record import record
from ventanilla.people.models import Person


def switch(*, slug: str, on: bool, by: Person, institution: Institution, at: datetime) -> bool:
    """Whether it is different now; Service.DoesNotExist where there is none."""
    with transaction.atomic():
        alone(institution)
        service = Service.objects.get(slug=slug)
        if service.active == on:
            return False
        service.active = on
        service.save(update_fields=["active"])
        record(
            kind="service.switched_on" if on else "service.switched_off",
            subject=("service", service.pk),
            actor=by.pk,
            channel="office",
            data={"slug": slug},
            at=at,
        )
    return True

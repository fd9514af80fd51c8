"""Which services are there, and for whom: what only staff may open is on no page of the catalogue (UNE-12)."""

from typing import Any

from django.db.models import QuerySet

from ventanilla.catalogue.models import ServiceVersion

ON = {"current": True, "service__active": True}
STAFF_ALONE = {"data__contains": {"restricted": True}}


def offered() -> QuerySet[Any]:
    """The current versions of the services that are switched on; what only staff may open is not there."""
    return ServiceVersion.objects.filter(**ON).exclude(**STAFF_ALONE)


def restricted() -> QuerySet[Any]:
    """What only staff may open (UNE-12), with service and unit."""
    on = ServiceVersion.objects.filter(**ON, **STAFF_ALONE).select_related("service__unit")
    return on.order_by("service__position", "slug")

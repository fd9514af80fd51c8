"""A service: texts, requirements, questions."""

from datetime import datetime
from typing import Any

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.section import SERVICES
from ventanilla.institutions.versions import publish
from ventanilla.publishing.kind import Held, Kind, Published
from ventanilla.publishing.surroundings import everything

#: Each version was published once, so that its event says by whom.
SUBJECT = "service_version"


def held(slug: str) -> Held | None:
    """Also where it is switched off."""
    version = (
        ServiceVersion.objects.filter(slug=slug, current=True)
        .select_related("service__unit", "service__category")
        .first()
    )
    if version is None:
        return None
    service = version.service
    return Held(
        slug,
        version.data,
        version,
        subject=(SUBJECT, version.pk),
        n=version.n,
        since=version.created_at,
        active=service.active,
        unit_id=service.unit_id,
    )


def make_true(before: Held, shape: Any, at: datetime) -> Published:
    data = shape.data()
    version, new = publish(ServiceVersion, slug=before.slug, data=data, at=at, service=before.row.service)
    return Published((SUBJECT, version.pk), version.n, first=new)


SERVICE = Kind("service", SERVICES, "catalogue.published", held, everything, make_true)

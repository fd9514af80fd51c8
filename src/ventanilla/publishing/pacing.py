"""The director sets how complex a service is, and so its time, within what the institution's terms allow (UNE-16)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ventanilla.catalogue.shape import COMPLEXITIES
from ventanilla.institutions.lock import alone
from ventanilla.institutions.models import Institution
from ventanilla.institutions.versions import digest
from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.publishing.actions import Gone
from ventanilla.publishing.kind import Held
from ventanilla.publishing.kinds.services import SERVICE
from ventanilla.publishing.soundness import shaped


class NoSuchComplexity(Exception):
    """Not one of those for which the institution's terms have a time."""


def set_complexity(
    *,
    slug: str,
    complexity: str,
    by: Person,
    institution: Institution,
    at: datetime,
    may: Callable[[Held], bool],
) -> bool:
    """A new version of the service, for requests from now on; whether it is different now.

    Open requests keep what they were promised. Raises Gone for who does not look after it, Unsound, NoSuchComplexity.
    """
    if complexity not in COMPLEXITIES:
        raise NoSuchComplexity
    with transaction.atomic():
        alone(institution)
        held = SERVICE.held(slug)
        if held is None or not may(held):
            raise Gone
        before = SERVICE.same_form(held.data)
        if before.get("complexity") == complexity:
            return False
        after = {**before, "complexity": complexity}
        published = SERVICE.publish(held, shaped(SERVICE, after, institution), at)
        record(
            kind=SERVICE.event,
            subject=published.subject,
            actor=by.pk,
            channel="office",
            data={
                "slug": slug,
                "version": published.n,
                "before": digest(before),
                "now": digest(after),
                "fields": ["complexity"],
            },
            at=at,
            first=published.first,
        )
    return True

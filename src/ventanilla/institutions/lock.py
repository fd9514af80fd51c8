"""One hand at a time on what describes an institution: whoever applies, publishes or exports waits for the other.

Call inside a transaction; the lock ends with it. Requests of students and agents do not meet it.
"""

from django.db import connection

from ventanilla.institutions.models import Institution


def alone(institution: Institution) -> None:
    """Until the transaction ends nobody else changes this institution's description."""
    alone_with(institution.slug)


def alone_with(slug: str) -> None:
    """The same before the institution exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('institution'), hashtext(%s))", [slug])

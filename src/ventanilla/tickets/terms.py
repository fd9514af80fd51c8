"""The term of a clock that begins during the life of a request: what its service's version names, as it is now."""

from datetime import date

from ventanilla.institutions.models import TermVersion


def term_of(slug: str, *, on: date) -> TermVersion:
    """One statement, and one for each term that has taken its place.

    A request outlives its institution's terms: one that was given up since serves in its last version.
    """
    found: TermVersion = TermVersion.objects.filter(slug=slug).order_by("-current", "-n")[:1].get()
    if found.data.get("then") and on.isoformat() > found.data["valid_to"]:
        return term_of(found.data["then"], on=on)
    return found

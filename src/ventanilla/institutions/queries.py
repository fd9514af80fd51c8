"""What a folder said of a part that is read whole."""

from typing import Any

from ventanilla.institutions.models import Section


def section(name: str) -> Any:
    """The JSON of one section; None where the folder never said anything."""
    return sections(name).get(name)


def sections(*names: str) -> dict[str, Any]:
    """Several in one statement, by name; what the folder does not say is missing."""
    return dict(Section.objects.filter(name__in=names).values_list("name", "data"))

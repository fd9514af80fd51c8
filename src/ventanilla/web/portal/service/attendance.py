"""In which cases another unit attends a service, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Campus, Section
from ventanilla.lib.text import said
from ventanilla.tickets.place import Prospect

IN_PEOPLE = {"user_type": "user_types", "modality": "modalities", "programme": "programmes"}


@dataclass(frozen=True)
class Other:
    cases: str
    unit: Any  # Text


def others(version: ServiceVersion, ahead: Prospect) -> list[Other]:
    """In the order of the rules; two statements at most, none where all is known."""
    names = _names({name for fork in ahead.forks for name in fork.depends})
    asked = {question["name"]: question for question in version.data["form"]}
    return [
        Other(
            cases=gettext(", ").join(
                _either(names[name], values) if name in names else _answers(asked[name], values)
                for name, values in fork.depends.items()
            ),
            unit=ahead.units[fork.unit].name,
        )
        for fork in ahead.forks
    ]


def _names(wanted: set[str]) -> dict[str, dict[str, Any]]:
    """What campuses, user types, modalities and programmes are called, those that are wanted."""
    found: dict[str, dict[str, Any]] = {}
    if "campus" in wanted:
        found["campus"] = {campus.slug: campus.name for campus in Campus.objects.all()}
    if wanted & set(IN_PEOPLE):
        people = Section.objects.get(name="people").data
        for name in wanted & set(IN_PEOPLE):
            found[name] = {one["slug"]: one["name"] for one in people.get(IN_PEOPLE[name], [])}
    return found


def _answers(question: dict[str, Any], values: list[str]) -> str:
    labels = {option["value"]: option["label"] for option in question["options"]}
    return gettext("if you answer “%(answer)s”") % {"answer": _either(labels, values)}


def _either(names: dict[str, Any], values: list[str]) -> str:
    words = [said(names.get(value, value), get_language()).words for value in values]
    return gettext(" or ").join(words)

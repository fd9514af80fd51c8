"""What a file's words for types, campuses and studies mean here: the folder's translations, then our own names."""

from collections.abc import Iterable, Mapping
from typing import Any

from ventanilla.institutions.models import Campus
from ventanilla.lib.text import LANGUAGES, said
from ventanilla.people.columns import folded
from ventanilla.people.directory.reading import Places
from ventanilla.people.section import People


def places_of(people: People) -> Places:
    """Of the institution acted for; one statement."""
    told = people.directory
    campuses = [(campus.slug, campus.data["name"]) for campus in Campus.objects.filter(active=True)]
    return Places(
        types=_known(_named(people.user_types), told.types),
        campus=_known(campuses, told.campuses),
        modality=_known(_named(people.modalities), told.modalities),
        programme=_known(_named(people.programmes), told.programmes),
        document_type=_known(_named(people.registration.document_types), told.document_types),
    )


def _named(things: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(thing.slug, thing.name) for thing in things]


def _known(named: Iterable[tuple[str, Any]], told: Mapping[str, str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for slug, name in named:
        for words in (slug, *(said(name, language).words for language in LANGUAGES)):
            known.setdefault(folded(words), slug)
    return known | {folded(cell): slug for cell, slug in told.items()}

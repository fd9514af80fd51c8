"""The imports, newest first, and the differences of one, in pages that continue after the last row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from ventanilla.institutions.models import Campus
from ventanilla.lib.text import said
from ventanilla.people.directory import report, sentences
from ventanilla.people.models import DirectoryDifference, DirectoryImport
from ventanilla.people.section import People

SIZE = 50
LATEST = 20
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Page:
    rows: list[dict[str, Any]]
    older: str
    newest: str


def latest() -> list[DirectoryImport]:
    return list(DirectoryImport.objects.select_related("created_by").order_by("-id")[:LATEST])


def tabs(load: DirectoryImport, kind: str) -> list[dict[str, Any]]:
    """The kinds of which there is something."""
    return [
        {"words": words, "count": load.counts[one], "url": address(load, one), "current": one == kind}
        for one, words in sentences.KINDS.items()
        if load.counts.get(one)
    ]


def chosen(load: DirectoryImport, asked: str) -> str:
    """The kind to show first is one that needs a decision."""
    there = [kind for kind in sentences.KINDS if load.counts.get(kind)]
    urgent = [kind for kind in ("gone", "conflict") if kind in there]
    return asked if asked in there else next(iter([*urgent, *there]), "")


def page(load: DirectoryImport, kind: str, after: str, names: Names) -> Page:
    start = int(after) if after.isdecimal() and len(after) < 19 else 0
    found = list(report.of_kind(load, kind).filter(id__gt=start)[: SIZE + 1])
    older = address(load, kind, after=found[SIZE - 1].pk) if len(found) > SIZE else ""
    return Page([row(one, names) for one in found[:SIZE]], older, address(load, kind) if start else "")


def row(difference: DirectoryDifference, names: Names) -> dict[str, Any]:
    kind = difference.kind
    shows = kind in {DirectoryDifference.Kind.CHANGED, DirectoryDifference.Kind.PERSON}
    return {
        "line": difference.line,
        "whom": report.whom(difference),
        "reason": report.why(difference),
        "fields": report.fields(difference, names) if shows else [],
    }


def names_of(people: People) -> Names:
    """What the slugs in the differences are called; one statement."""
    language = get_language()
    campuses = {campus.slug: said(campus.data["name"], language).words for campus in Campus.objects.all()}
    things: dict[str, Iterable[Any]] = {
        "types": people.user_types,
        "modality": people.modalities,
        "programme": people.programmes,
        "document_type": people.registration.document_types,
    }
    told = {
        name: {one.slug: said(one.name, language).words for one in known} for name, known in things.items()
    }
    return {**told, "campus": campuses}


def address(load: DirectoryImport, kind: str, **more: Any) -> str:
    return f"{reverse('office:directory_import', args=[load.pk])}?{urlencode({'kind': kind, **more})}"

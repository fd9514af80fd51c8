"""Finding what somebody looks for in his own words: services first, and what explains the desk.

An institution offers some hundreds of things at most, so its index is made in memory (docs/adr/0010). It is kept
under the digests of all that it was made of, read under policy at each search: a changed word makes another
index, whoever changed it and in whichever process.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, cast

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection
from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import MD5, Concat

from ventanilla.catalogue.findable import Key, entries
from ventanilla.catalogue.models import Category
from ventanilla.catalogue.offer import offered
from ventanilla.catalogue.synonyms import synonyms_of
from ventanilla.institutions.acting import current_institution_id
from ventanilla.institutions.models import Section
from ventanilla.lib.finding import Entry, Index

MOST_FOUND = 10
#: What fits less than this beside the best is chance.
LEAST = 0.3
SECTIONS = ("guides", "guideline", "synonyms")
#: How many institutions' indexes a process keeps, those used last.
MOST_KEPT = 50

Marks = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Found:
    """`card` is what there is to show of it, where no row has to be read for that."""

    key: Key
    score: float
    card: Any = None


@dataclass(frozen=True)
class Kept:
    marks: Marks
    pages: tuple[Entry, ...]
    index: Index


_kept: OrderedDict[int, Kept] = OrderedDict()
_making = Lock()


def search(words: str, *, pages: Sequence[Entry] = (), limit: int = MOST_FOUND) -> list[Found]:
    """What fits, best first. `pages` are entries of the caller's own, which are found among the others."""
    hits = index(pages).find(words)
    return [
        Found(cast(Key, hit.entry.key), hit.score, hit.entry.card)
        for hit in hits[:limit]
        if hit.score > hits[0].score * LEAST
    ]


def index(pages: Sequence[Entry] = ()) -> Index:
    """The index of the institution acted for, as its catalogue is now: one statement, two where it changed."""
    institution, wanted = current_institution_id(), tuple(pages)
    marks = _marks()
    with _making:
        kept = _kept.get(institution)
        if kept is None or kept.marks != marks or kept.pages != wanted:
            kept = Kept(marks, wanted, _make(wanted))
        _kept[institution] = kept
        _kept.move_to_end(institution)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return kept.index


def _make(pages: tuple[Entry, ...]) -> Index:
    read: dict[str, dict[str, Any]] = {what: {} for what, _rows, _name in _sources()}
    for what, name, data in _union(_data(*source) for source in _sources()):
        read[what][name] = data
    found = entries(read["service"], read["section"], read["category"])
    return Index([*found, *pages], synonyms_of(read["section"].get("synonyms")))


def _marks() -> Marks:
    """What stands for all that the index is made of: equal marks, equal words."""
    with connection.cursor() as cursor:
        cursor.execute(*_asking_for_marks())
        return frozenset(cursor.fetchall())


@cache
def _asking_for_marks() -> tuple[str, tuple[Any, ...]]:
    """The statement of each search, which is always the same: the policies tell institutions apart."""
    statement, parameters = _union(_mark(*source) for source in _sources()).query.sql_with_params()
    return statement, parameters


def _sources() -> tuple[tuple[str, QuerySet[Any], str], ...]:
    return (
        ("service", offered(), "slug"),
        ("section", Section.objects.filter(name__in=SECTIONS), "name"),
        ("category", Category.objects.filter(active=True), "slug"),
    )


def _data(what: str, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    label = Value(what, output_field=CharField())
    return rows.annotate(what=label, called=Concat(F(name), Value(""))).values_list("what", "called", "data")


def _mark(what: str, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    each = Concat(F(name), Value(" "), F("digest"), output_field=TextField())
    all_of_them = MD5(StringAgg(each, Value("\n"), order_by=name))
    return (
        rows.values(what=Value(what, output_field=CharField()))
        .annotate(mark=all_of_them)
        .values_list("what", "mark")
    )


def _union(parts: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    """All of them in one statement."""
    first, *others = parts
    return first.union(*others, all=True)

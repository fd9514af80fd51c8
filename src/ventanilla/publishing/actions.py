"""A draft's life: begun, saved, brought up to date, published or thrown away."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from ventanilla.institutions.lock import alone
from ventanilla.institutions.models import Institution
from ventanilla.institutions.versions import digest
from ventanilla.journal.record import record
from ventanilla.lib.merging import Clash, merge
from ventanilla.people.models import Person
from ventanilla.publishing.kind import Held, Kind, Published
from ventanilla.publishing.models import Edit
from ventanilla.publishing.soundness import shaped


class Outdated(Exception):
    """Somebody published since the draft was begun; nothing was overwritten."""


class Gone(Exception):
    """What the draft is about is no more, or not for its author any more."""


class NoDraft(Exception):
    """The draft was published or thrown away in another window, or says nothing new."""


def begin(*, kind: Kind, held: Held, author: Person, at: datetime) -> Edit:
    """The author's draft, begun now or before; one in which nothing was written begins with what is true now."""
    data = kind.same_form(held.data)
    now_true = {"data": data, "base": data, "base_n": held.n, "begun_at": at, "saved_at": at}
    with transaction.atomic():
        edit, new = Edit.objects.select_for_update().get_or_create(
            kind=kind.name, slug=held.slug, author=author, defaults=now_true
        )
        if not new and not edit.differs and edit.base != data:
            for name, value in now_true.items():
                setattr(edit, name, value)
            edit.save(update_fields=list(now_true))
    return edit


def save(*, kind: Kind, edit: Edit, data: dict[str, Any], institution: Institution, at: datetime) -> Edit:
    """Keep what was written, once it could be published; raises Unsound, and NoDraft where it is there no more."""
    edit.data = shaped(kind, data, institution).data()
    edit.saved_at = at
    _keep(edit, "data", "saved_at")
    return edit


def discard(*, edit: Edit) -> None:
    edit.delete()


def publish(
    *,
    kind: Kind,
    slug: str,
    author: Person,
    institution: Institution,
    at: datetime,
    may: Callable[[Held], bool] = lambda held: True,
) -> Published:
    """The author's draft becomes what is true. Raises Gone, NoDraft, Outdated, Unsound.

    `may` says whether the author looks after it; what he does not is Gone to him. Old tickets keep the versions
    that they were promised with. Whoever publishes or applies a folder at the same moment waits
    (institutions/lock.py).
    """
    with transaction.atomic():
        alone(institution)
        held = kind.held(slug)
        if held is None or not may(held):
            raise Gone
        edit = Edit.objects.filter(kind=kind.name, slug=slug, author=author).first()
        if edit is None or not edit.differs:
            raise NoDraft
        if kind.same_form(held.data) != edit.base:
            raise Outdated
        published = kind.publish(held, shaped(kind, edit.data, institution), at)
        edit.delete()
        _tell(kind, slug, edit, published, author, at)
    return published


def _tell(kind: Kind, slug: str, edit: Edit, published: Published, author: Person, at: datetime) -> None:
    record(
        kind=kind.event,
        subject=published.subject,
        actor=author.pk,
        channel="office",
        data={
            "slug": slug,
            "version": published.n,
            "before": digest(edit.base),
            "now": digest(edit.data),
            "fields": sorted(key for key in edit.data if edit.data[key] != edit.base.get(key)),
        },
        at=at,
        first=published.first,
    )


def catch_up(*, kind: Kind, edit: Edit, held: Held, at: datetime) -> list[Clash]:
    """Bring a draft onto what is true now: what only the other changed comes in, what both changed stays one's own.

    Returns what both changed. Raises NoDraft.
    """
    data = kind.same_form(held.data)
    edit.data, clashes = merge(edit.base, edit.data, data)
    edit.base, edit.base_n, edit.saved_at = data, held.n, at
    _keep(edit, "data", "base", "base_n", "saved_at")
    return clashes


def _keep(edit: Edit, *fields: str) -> None:
    if not Edit.objects.filter(pk=edit.pk).update(**{name: getattr(edit, name) for name in fields}):
        raise NoDraft

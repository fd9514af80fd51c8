"""A folder that is in order becomes what is true: one transaction for each institution."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.claims import Taken, refuse_taken
from ventanilla.institutions.comparison import (
    Comparison,
    Take,
    Unfit,
    compare,
    nothing_held,
    remember,
    said_by,
    together,
)
from ventanilla.institutions.keeping import changes
from ventanilla.institutions.lock import alone_with
from ventanilla.institutions.models import Institution
from ventanilla.institutions.sections.identity import Identity
from ventanilla.institutions.versions import digest
from ventanilla.lib.section import Content, Section


class Stopped(Exception):
    """Nothing was applied; `comparison` and `reasons` say why."""

    def __init__(self, comparison: Comparison, reasons: Sequence[str] = ()) -> None:
        super().__init__("; ".join(reasons))
        self.comparison = comparison
        self.reasons = list(reasons)


class Clashing(Stopped):
    """Folder and office changed the same to different things, and nobody said whose word holds."""


class Refused(Stopped):
    """What the folder wants cannot be: `reasons` are sentences."""


def apply_content(
    content: Content,
    sections: Sequence[Section],
    *,
    at: datetime,
    take: Take | None = None,
    objections: Callable[[Comparison], Iterable[str]] = lambda comparison: (),
    changed: Callable[[Institution], object] = lambda institution: None,
) -> list[str]:
    """Apply a content without problems; returns lines about what changed, none where nothing did.

    Repeating it writes nothing. Two at once wait for each other. What the office changed stays where the folder
    did not change it too; where both did, `take` decides, without it Clashing is raised. `objections` are whoever
    stands higher's reasons against it. `changed` is called in the same transaction where something did change.
    """
    identity: Identity = content.one("institution")
    with transaction.atomic():
        alone_with(identity.slug)
        institution = Institution.objects.filter(slug=identity.slug).first()
        if institution is None:
            comparison, whole = nothing_held(content, sections), content
        else:
            with acting_in(institution):
                comparison = compare(content, sections, take=take or "folder")
                whole = agreed(content, comparison, sections, take=take)
                refuse(comparison, objections(comparison))
        institution, done = keep_identity(whole.one("institution"), institution)
        with acting_in(institution):
            for section in sections:
                done += section.apply(whole, at)
            remember(said_by(content, sections))
            if done:
                changed(institution)
    return done


def agreed(
    content: Content, comparison: Comparison, sections: Sequence[Section], *, take: Take | None
) -> Content:
    """The folder with the office's changes, which must fit together as every folder must.

    What is never applied (the demo's people and past) need fit only the folder that it was written for.
    """
    if comparison.clashing and take is None:
        raise Clashing(comparison)
    if not any(thing.kept for thing in comparison.things):
        return content
    try:
        whole = together(content, comparison)
    except Unfit as error:
        raise Refused(comparison, [str(error)]) from error
    kept = [section for section in sections if section.held is not None]
    refuse(comparison, [str(problem) for section in kept for problem in section.check(whole)])
    return whole


def refuse(comparison: Comparison, reasons: Iterable[str]) -> None:
    if told := list(reasons):
        raise Refused(comparison, told)


def keep_identity(identity: Identity, row: Institution | None) -> tuple[Institution, list[str]]:
    refuse_taken(identity)
    data = identity.data()
    wanted = {
        "code_prefix": identity.code_prefix,
        "hosts": list(identity.hosts),
        "zone": identity.zone,
        "data": data,
        "digest": digest(data),
        "active": True,
    }
    try:
        with transaction.atomic():
            if row is None:
                return Institution.objects.create(slug=identity.slug, **wanted), ["institución nueva"]
            if changed := changes(row, wanted):
                row.save(update_fields=changed)
                return row, ["institución cambiada"]
    except IntegrityError as error:  # another institution took it in this moment
        raise Taken(f"{identity.slug}: otra institución acaba de tomar su `code_prefix`") from error
    return row, []

"""`ventanilla calendar plan|apply`: which open deadlines a changed calendar moves, and moving them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from ventanilla.config.institution.apply import applied
from ventanilla.config.institution.folders import Stop, understood
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.lock import alone
from ventanilla.institutions.models import CalendarVersion, Institution, TermVersion
from ventanilla.institutions.versions import drafted, publish
from ventanilla.journal.record import record
from ventanilla.lib.clock import now
from ventanilla.lib.section import Content
from ventanilla.lib.text import said
from ventanilla.tickets.actions.shift import shift_all
from ventanilla.tickets.clocks import name_of
from ventanilla.tickets.shifting import Shift, Targets, current, shifts


def plan(named: str, *, terms: bool) -> Iterator[str]:
    """`named`: a folder, compared with what was promised; or an institution, with what it has now."""
    for institution, content in _meant(named):
        with acting_in(institution):
            at = now()
            targets = _held(terms=terms, at=at) if content is None else _folder(content, terms=terms, at=at)
            yield from _told(institution, shifts(targets, now=at), "se moverían", "ningún plazo se movería")


def apply(named: str, *, terms: bool) -> Iterator[str]:
    """A folder is applied first, as `institution apply` does. Broken off and repeated, it goes on."""
    for institution, content in _meant(named):
        if content is not None:
            yield from applied(content, take=None)
        with acting_in(institution):
            if content is None:
                yield from _renewed(institution)
            moved = shift_all(current(terms=terms), by=None, at=now())
            yield from _told(institution, moved, "se movieron y se avisó", "ningún plazo se movió")


def _meant(named: str) -> Iterator[tuple[Institution, Content | None]]:
    if Path(named).exists():
        for content in understood([Path(named)]):
            yield _known(content.name), content
    else:
        yield _known(named), None


def _known(slug: str) -> Institution:
    found = Institution.objects.filter(slug=slug, active=True).first()
    if found is None:
        raise Stop(f"no hay una institución «{slug}» ni una carpeta con ese nombre")
    return found


def _held(*, terms: bool, at: datetime) -> Targets:
    """What the institution has now, with the public holidays that are known today."""
    targets = current(terms=terms)
    calendars = {
        slug: _version(CalendarVersion, slug, row.data, at) for slug, row in targets.calendars.items()
    }
    return Targets(calendars, targets.terms)


def _folder(content: Content, *, terms: bool, at: datetime) -> Targets:
    """The versions that applying would make, not saved."""
    calendars = {
        one.slug: _version(CalendarVersion, one.slug, one.data(), at) for one in content.values("calendars")
    }
    named = content.values("terms") if terms else ()
    return Targets(calendars, {one.slug: _version(TermVersion, one.slug, one.data(), at) for one in named})


def _version(model: type[Any], slug: str, data: Any, at: datetime) -> Any:
    return drafted(model, slug=slug, data=data, at=at)


def _renewed(institution: Institution) -> Iterator[str]:
    """A new version of each calendar of which other public holidays are known now than when it was published."""
    at = now()
    with transaction.atomic():
        alone(institution)
        renewed = []
        for row in CalendarVersion.objects.filter(current=True).order_by("slug"):
            version, new = publish(CalendarVersion, slug=row.slug, data=row.data, at=at)
            if new:
                renewed.append(version)
                record(
                    kind="calendar.published",
                    subject=("calendar_version", version.pk),
                    channel="command",
                    data={
                        "slug": row.slug,
                        "version": version.n,
                        "before": row.digest,
                        "now": version.digest,
                    },
                    at=at,
                    first=True,
                )
    if renewed:
        names = ", ".join(f"`{version.slug}`" for version in renewed)
        yield f"{institution.slug}: feriados al día en {names}"


def _told(institution: Institution, found: Iterable[Shift], many: str, none: str) -> Iterator[str]:
    count, tickets = 0, set()
    for shift in found:
        count += 1
        tickets.add(shift.code)
        old, new = (_when(at, institution) for at in (shift.old, shift.new))
        yield f"  {shift.code}  {_clock(shift)}: {old} → {new}"
    yield f"{institution.slug}: {f'{count} plazos de {len(tickets)} solicitudes {many}' if count else none}"


def _clock(shift: Shift) -> str:
    return said(name_of(shift.row.clock, shift.deadline.ticket.version.data), "es").words


def _when(at: datetime, institution: Institution) -> str:
    return f"{at.astimezone(institution.zoneinfo):%Y-%m-%d %H:%M}"

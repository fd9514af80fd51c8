"""`ventanilla calendar plan|apply`: which open deadlines a changed calendar moves, and moving them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from ventanilla.config.institution.apply import applied
from ventanilla.config.institution.folders import Stop, understood
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion, Institution, TermVersion
from ventanilla.institutions.versions import digest
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
            targets = current(terms=terms) if content is None else _folder(content, terms=terms)
            yield from _told(
                institution, shifts(targets, now=now()), "se moverían", "ningún plazo se movería"
            )


def apply(named: str, *, terms: bool) -> Iterator[str]:
    """A folder is applied first, as `institution apply` does. Broken off and repeated, it goes on."""
    for institution, content in _meant(named):
        if content is not None:
            yield from applied(content, take=None)
        with acting_in(institution):
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


def _folder(content: Content, *, terms: bool) -> Targets:
    """The versions that applying would make, not saved."""
    calendars = {one.slug: _version(CalendarVersion, one) for one in content.values("calendars")}
    return Targets(
        calendars, {one.slug: _version(TermVersion, one) for one in content.values("terms")} if terms else {}
    )


def _version(model: type[Any], shape: Any) -> Any:
    data = shape.data()
    return model(slug=shape.slug, data=data, digest=digest(data))


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

"""What a change of the institution's description means for requests that are open: told before it is applied.

A request keeps what it was promised with: its versions of service, term and calendar. Inside `acting_in`.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from ventanilla.institutions.comparison import Compared, Comparison
from ventanilla.institutions.plan import called, renamed
from ventanilla.people.models import Role
from ventanilla.tickets.models import Deadline, Ticket


def consequences(comparison: Comparison) -> Iterator[str]:
    """A sentence for each change that open requests or the people at the desk will notice, or might fear."""
    if not comparison.first:
        yield from _services(comparison)
        yield from _terms(comparison)
        yield from _calendars(comparison)
        yield from _units(comparison)
        yield from _campuses(comparison)


def objections(comparison: Comparison) -> Iterator[str]:
    """What may not be applied while requests are open."""
    gone = comparison.gone("units")
    running = _running("unit__slug", gone)
    for unit in gone:
        if count := running.get(unit.slug):
            yield (
                f"{called(unit)} no puede quitarse: atiende {_requests(count)}. "
                "Déjela en la carpeta hasta que se cierren o pasen a otra unidad"
            )


def _services(comparison: Comparison) -> Iterator[str]:
    gone, changed = comparison.gone("services"), comparison.changed("services")
    running = _running("service__slug", [*gone, *changed])
    heirs = {old.slug: new.slug for old, new in renamed(comparison, "services")}
    for service in gone:
        count = running.get(service.slug, 0)
        if count:
            yield f"{called(service)} se apaga: {_requests(count, 'sigue', 'siguen')} hasta su cierre con lo prometido"
        if heir := heirs.get(service.slug):
            yield f"los enlaces a `{service.slug}` dejan de valer; el nuevo es `{heir}`"
    for service in changed:
        count = running.get(service.slug, 0)
        if not count:
            continue
        if service.held["unit"] != service.merged["unit"]:
            yield f"{called(service)}: {_requests(count, 'sigue', 'siguen')} en la unidad `{service.held['unit']}`"
        if service.held["terms"] != service.merged["terms"]:
            yield f"{called(service)}: {_requests(count, 'conserva', 'conservan')} los plazos prometidos"


def _terms(comparison: Comparison) -> Iterator[str]:
    gone = comparison.gone("terms")
    shorter = [term for term in comparison.changed("terms") if _is_shorter(term)]
    running = _clocks("term__slug", [*gone, *shorter])
    for term in [*shorter, *gone]:
        count = running.get(term.slug, 0)
        how = "se quita" if term in gone else "se acorta"
        kept = f": {_clocks_words(count)} su fecha" if count else ": no hay plazos corriendo con él"
        yield f"{called(term)} {how}{kept}"


def _calendars(comparison: Comparison) -> Iterator[str]:
    changed = comparison.changed("calendars")
    running = _clocks("calendar__slug", changed)
    for calendar in changed:
        if count := running.get(calendar.slug):
            yield (
                f"{called(calendar)} cambia: {_clocks_words(count)} su fecha "
                "(`ventanilla calendar plan` dice cuáles pueden moverse)"
            )


def _units(comparison: Comparison) -> Iterator[str]:
    gone = comparison.gone("units")
    slugs = [unit.slug for unit in gone]
    people = dict(
        Role.objects.filter(unit__slug__in=slugs)
        .values_list("unit__slug")
        .annotate(Count("person", distinct=True))
        .order_by()
        if slugs
        else ()
    )
    for unit in gone:
        if count := people.get(unit.slug):
            yield f"{called(unit)} se apaga: {count} {'persona trabaja' if count == 1 else 'personas trabajan'} en ella"


def _campuses(comparison: Comparison) -> Iterator[str]:
    gone = comparison.gone("campuses")
    running = _running("campus__slug", gone)
    for campus in gone:
        if count := running.get(campus.slug):
            yield f"{called(campus)} se apaga: {_requests(count, 'sigue', 'siguen')} en ella"


def _is_shorter(term: Compared) -> bool:
    before, after = term.held, term.merged
    if before["unit"] != after["unit"]:
        return True  # nobody can say which is longer: better told once too often
    amounts = [(before.get("amount"), after.get("amount"))]
    amounts += [(before["amounts"].get(key), amount) for key, amount in (after.get("amounts") or {}).items()]
    return any(old is not None and new is not None and new < old for old, new in amounts)


def _running(field: str, things: list[Compared]) -> dict[str, int]:
    """How many requests are not ended, by slug."""
    return _counted(Ticket.objects.filter(closed_at__isnull=True), field, things)


def _clocks(field: str, things: list[Compared]) -> dict[str, int]:
    """How many clocks still run, by slug."""
    rows = Deadline.objects.filter(
        met_at__isnull=True, dropped_at__isnull=True, ticket__closed_at__isnull=True
    )
    return _counted(rows, field, things)


def _counted(rows: Any, field: str, things: list[Compared]) -> dict[str, int]:
    slugs = [thing.slug for thing in things]
    if not slugs:
        return {}
    found = rows.filter(**{f"{field}__in": slugs}).values_list(field).annotate(Count("pk")).order_by()
    return dict(found)


def _requests(count: int, one: str = "", several: str = "") -> str:
    words = f"1 solicitud abierta {one}" if count == 1 else f"{count} solicitudes abiertas {several}"
    return words.strip()


def _clocks_words(count: int) -> str:
    return "1 plazo que corre conserva" if count == 1 else f"{count} plazos que corren conservan"

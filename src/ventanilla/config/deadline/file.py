"""A calendar file alone: YAML or JSON, one calendar or a list of them; `FILE:SLUG` chooses."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ventanilla.config.deadline.source import written
from ventanilla.lib.jsonvalue import NotJson
from ventanilla.lib.jsonvalue import parse as parse_json
from ventanilla.lib.yamlfile import Problem, Unreadable, parse, text
from ventanilla.worktime import Calendar, CalendarError, TermError, completed

NO_CAMPUS = "un archivo de calendario no conoce sedes; el calendario se elige con ARCHIVO:NOMBRE"
NO_LOCALITY = "un archivo de calendario no conoce localidades; sus días de descanso van en `also_off`"
NO_COMPLEXITY = "un plazo escrito, como «15 business_days», no depende de la complejidad"
#: YAML's words for yes and no. Its reader leaves each scalar as it was written.
TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(frozen=True)
class FromFile:
    data: dict[str, Any]

    def calendar(self, campus: str | None, locality: str | None) -> dict[str, Any]:
        if campus:
            raise CalendarError(NO_CAMPUS)
        if locality:
            raise CalendarError(NO_LOCALITY)
        return self.data

    def term(
        self, named: Any, complexity: str | None, *, arrived: datetime, calendar: Calendar
    ) -> tuple[dict[str, Any], datetime]:
        if complexity:
            raise TermError(NO_COMPLEXITY)
        return written(named), arrived


def source(named: str) -> FromFile:
    """Raises CalendarError where the file cannot be read, or gives no calendar that ever opens."""
    try:
        path, slug = _path(named)
        value = _value(path)
    except Unreadable as error:
        raise CalendarError(str(error)) from error
    except OSError as error:
        raise CalendarError(f"{named}: no se puede leer ({error.strerror})") from error
    data = _chosen(value, slug, str(path))
    Calendar.from_data(data).must_open()
    return FromFile(data)


def _path(named: str) -> tuple[Path, str | None]:
    if Path(named).exists() or ":" not in named:
        return Path(named), None
    path, _colon, slug = named.rpartition(":")
    return Path(path), slug


def _value(path: Path) -> Any:
    """What the file says, with the types of JSON."""
    file = str(path)
    if path.suffix.lower() == ".json":
        try:
            return parse_json(text(path, file=file))
        except NotJson as error:
            raise Unreadable([Problem(file, error.line, str(error))]) from error
    document, problems = parse(text(path, file=file), file=file)
    if problems:
        raise Unreadable(problems)
    value = document.value
    return [_typed(one) for one in value] if isinstance(value, list) else _typed(value)


def _typed(calendar: Any) -> Any:
    """`holidays` as a truth, here and in the calendars whose days off are added; all else is text in YAML too."""
    if not isinstance(calendar, dict):
        return calendar
    typed = dict(calendar)
    if isinstance(said := typed.get("holidays"), str):
        typed["holidays"] = TRUTHS.get(said.lower(), said)
    if isinstance(others := typed.get("also_off"), list):
        typed["also_off"] = [_typed(other) for other in others]
    return typed


def _chosen(value: Any, slug: str | None, path: str) -> dict[str, Any]:
    calendars = value if isinstance(value, list) else [value]
    if not calendars or not all(isinstance(one, dict) for one in calendars):
        raise CalendarError(f"{path}: se esperaba un calendario, o una lista de ellos")
    _named_apart(calendars, path)
    if slug is None and len(calendars) == 1:
        slug = calendars[0].get("slug")
    known = {one.get("slug"): one for one in completed(calendars)}
    if slug not in known:
        names = ", ".join(str(name) for name in known)
        raise CalendarError(f"{path}: elija un calendario con {path}:NOMBRE; hay {names}")
    _descent(known, slug, path)
    found: dict[str, Any] = known[slug]
    return found


def _named_apart(calendars: list[dict[str, Any]], path: str) -> None:
    seen: set[str | None] = set()
    for n, one in enumerate(calendars, start=1):
        slug = one.get("slug")
        if not isinstance(slug, str) and (slug is not None or len(calendars) > 1):
            raise CalendarError(
                f"{path}: el calendario {n} de {len(calendars)} lleva un nombre (`slug`), un texto"
            )
        if slug in seen:
            raise CalendarError(f"{path}: hay dos calendarios «{slug}»")
        seen.add(slug)


def _descent(known: dict[str | None, dict[str, Any]], slug: str | None, path: str) -> None:
    """What it inherits is in the file: left out in silence, holidays and closures would be missing."""
    below = [slug]
    while (above := known[below[-1]].get("inherits")) is not None:
        if not isinstance(above, str) or above not in known:
            raise CalendarError(f"{path}: «{below[-1]}» hereda de «{above}», que no está en el archivo")
        if above in below:
            raise CalendarError(f"{path}: «{above}» hereda de sí mismo")
        below.append(above)

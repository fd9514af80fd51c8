"""A calendar file alone: YAML or JSON, one calendar or a list of them; `FILE:SLUG` chooses."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ventanilla.config.deadline.source import written
from ventanilla.lib.yamlfile import Unreadable, read
from ventanilla.worktime import Calendar, CalendarError, completed

NO_CAMPUS = "un archivo de calendario no conoce sedes; el calendario se elige con ARCHIVO:NOMBRE"


@dataclass(frozen=True)
class FromFile:
    data: dict[str, Any]

    def calendar(self, campus: str | None) -> dict[str, Any]:
        if campus:
            raise CalendarError(NO_CAMPUS)
        return self.data

    def term(self, named: Any, complexity: str | None) -> dict[str, Any]:
        return written(named)


def source(named: str) -> FromFile:
    """Raises CalendarError where the file cannot be read, or gives no calendar that ever opens."""
    path, slug = _path(named)
    try:
        document, problems = read(path, file=str(path))
    except Unreadable as error:
        raise CalendarError("; ".join(f"{p.file}:{p.line}: {p.words}" for p in error.problems)) from error
    except OSError as error:
        raise CalendarError(f"{path}: no se puede leer ({error.strerror})") from error
    if problems:
        raise CalendarError("; ".join(f"{p.file}:{p.line}: {p.words}" for p in problems))
    data = _chosen(document.value, slug, str(path))
    Calendar.from_data(data).must_open()
    return FromFile(data)


def _path(named: str) -> tuple[Path, str | None]:
    if Path(named).exists() or ":" not in named:
        return Path(named), None
    path, _colon, slug = named.rpartition(":")
    return Path(path), slug


def _chosen(value: Any, slug: str | None, path: str) -> dict[str, Any]:
    calendars = [value] if isinstance(value, dict) else value
    if (
        not isinstance(calendars, list)
        or not all(isinstance(one, dict) for one in calendars)
        or not calendars
    ):
        raise CalendarError(f"{path}: se esperaba un calendario, o una lista de ellos")
    known = {one.get("slug"): one for one in completed(calendars)}
    if slug is None and len(calendars) == 1:
        found: dict[str, Any] = calendars[0]
        return found
    if slug not in known:
        names = ", ".join(str(name) for name in known)
        raise CalendarError(f"{path}: elija un calendario con {path}:NOMBRE; hay {names}")
    return known[slug]

"""`institution plan FOLDER…`: what applying would change, what the office changed, what open requests notice."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from ventanilla.config.institution.endings import endings
from ventanilla.config.institution.folders import Stop, understood
from ventanilla.config.institution.lapses import lapses
from ventanilla.config.sections import SECTIONS
from ventanilla.institutions import plan
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.comparison import Comparison, compare, nothing_held
from ventanilla.institutions.models import Institution
from ventanilla.lib.clock import now
from ventanilla.tickets import consequences

HELP = "muestra qué cambiaría al aplicar la carpeta y qué cambió la oficina; no cambia nada"
CLASHING = 3


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")


def run(*, folders: list[Path], **_: Any) -> Iterator[str]:
    stopped = 0
    for content in understood(folders):
        institution = Institution.objects.filter(slug=content.name).first()
        if institution is None:
            yield f"{content.name}: institución nueva"
            yield from indented(plan.lines(nothing_held(content, SECTIONS)))
            yield from indented(endings(content, at=now()))
            yield from indented(lapses(content, at=now()))
            continue
        with transaction.atomic(), acting_in(institution):
            comparison = compare(content, SECTIONS)
            told = [*told_of(comparison), *(f"! {reason}" for reason in consequences.objections(comparison))]
        yield f"{content.name}:{'' if told else ' sin cambios'}"
        yield from indented(told)
        yield from indented(endings(content, at=now()))
        yield from indented(lapses(content, at=now()))
        stopped += sum(line.startswith("!") for line in told)
    if stopped:
        raise Stop(decisions(stopped), code=CLASHING)


def told_of(comparison: Comparison) -> list[str]:
    """The plan's lines, then what open requests notice."""
    noticed = list(consequences.consequences(comparison))
    return [*plan.lines(comparison), *(f"· {sentence}" for sentence in noticed)]


def indented(lines: Any) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def decisions(count: int) -> str:
    what = "un punto espera" if count == 1 else f"{count} puntos esperan"
    return f"{what} una decisión (las líneas que empiezan con `!`)"

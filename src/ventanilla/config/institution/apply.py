"""`institution apply FOLDER…`: makes it true, each institution in one transaction; repeating it writes nothing."""

from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ventanilla.config.institution.folders import Stop, understood
from ventanilla.config.institution.plan import CLASHING, indented, told_of
from ventanilla.config.sections import SECTIONS
from ventanilla.institutions import plan
from ventanilla.institutions.apply import Clashing, Refused, apply_content
from ventanilla.institutions.claims import Taken
from ventanilla.institutions.comparison import Comparison, Take
from ventanilla.institutions.models import Institution
from ventanilla.journal.record import record
from ventanilla.lib.clock import now
from ventanilla.lib.section import Content
from ventanilla.tickets import consequences

UNDECIDED = (
    "no se aplicó nada: carpeta y oficina cambiaron lo mismo. Decida en esos puntos con `--take folder` "
    "(vale la carpeta) o `--take office` (vale la oficina)"
)
HELP = "aplica la carpeta: una transacción para cada institución"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")
    parser.add_argument(
        "--take",
        choices=["folder", "office"],
        help="qué vale donde carpeta y oficina cambiaron lo mismo: lo de la carpeta o lo de la oficina",
    )


def run(*, folders: list[Path], take: Take | None = None, **_: Any) -> Iterator[str]:
    undecided: list[Stop] = []
    for content in understood(folders, otherwise=": no se aplicó nada"):
        try:
            yield from applied(content, take=take)
        except Stop as stop:
            if stop.code != CLASHING:
                raise
            undecided.append(stop)
    if undecided:
        lines = [line for stop in undecided for line in [*stop.lines, stop.words]][:-1]
        raise Stop(undecided[-1].words, lines, code=CLASHING)


def applied(content: Content, *, take: Take | None) -> Iterator[str]:
    at = now()
    told: list[str] = []

    def foresee(comparison: Comparison) -> Iterator[str]:
        told.extend(told_of(comparison))
        return consequences.objections(comparison)

    try:
        done = apply_content(
            content, SECTIONS, at=at, take=take, objections=foresee, changed=partial(record_applied, at=at)
        )
    except Taken as error:
        raise Stop(str(error)) from error
    except Clashing as stop:
        raise Stop(f"{content.name}: {UNDECIDED}", clashing(stop.comparison), code=CLASHING) from stop
    except Refused as stop:
        reasons = indented(f"! {reason}" for reason in stop.reasons)
        raise Stop(f"{content.name}: no se aplicó nada", reasons) from stop
    yield from indented(told)
    yield f"{content.name}: {'; '.join(done) or 'sin cambios'}"


def clashing(comparison: Comparison) -> Iterator[str]:
    return indented(line for line in plan.lines(comparison) if line.startswith("!"))


def record_applied(institution: Institution, *, at: Any) -> None:
    record(
        kind="institution.applied",
        subject=("institution", institution.pk),
        channel="command",
        data={"identity": institution.digest},
        at=at,
    )

"""`institution export FOLDER…`: writes into the folder what the office changed, and says which files."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from ventanilla.config.institution.apply import clashing
from ventanilla.config.institution.folders import Stop, institutions_in, understood
from ventanilla.config.institution.plan import CLASHING
from ventanilla.config.sections import SECTIONS
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.comparison import Comparison, Take, Unfit, compare, remember, written_anew
from ventanilla.institutions.export.files import Files, changed_files
from ventanilla.institutions.export.place import CannotSay, proven, write
from ventanilla.institutions.lock import alone
from ventanilla.institutions.models import Institution
from ventanilla.institutions.plan import called
from ventanilla.journal.record import record
from ventanilla.lib.clock import now
from ventanilla.lib.folder import TENANTS, read_folder

HELP = "escribe en la carpeta lo que cambió la oficina; una carpeta vacía o nueva la escribe entera"
UNDECIDED = (
    "no se escribió nada: carpeta y oficina cambiaron lo mismo. Decida en esos puntos con `--take folder` "
    "(vale la carpeta) o `--take office` (vale la oficina)"
)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")
    parser.add_argument(
        "--take",
        choices=["folder", "office"],
        help="qué queda escrito donde carpeta y oficina cambiaron lo mismo",
    )


def run(*, folders: list[Path], take: Take | None = None, **_: Any) -> Iterator[str]:
    for folder in folders:
        if folder.exists() and not folder.is_dir():
            raise Stop(f"{folder}: es un archivo; se espera una carpeta")
        for path in institutions_in([folder]) if folder.exists() else [folder]:
            yield from exported(path, take=take)


def exported(path: Path, *, take: Take | None) -> Iterator[str]:
    name = path.resolve().name
    institution = Institution.objects.filter(slug=name).first()
    if institution is None:
        raise Stop(f"{path}: ninguna institución se llama `{name}`; la carpeta lleva su nombre")
    with transaction.atomic(), acting_in(institution):
        alone(institution)
        comparison = compared(path, take=take)
        try:
            files = changed_files(path, family_of(path), comparison)
            heirs = proven(path, files, comparison, SECTIONS) if files else []
            write(path, files)
        except (CannotSay, Unfit) as error:
            raise Stop(f"{path}: no se escribió nada", str(error).split("; ")) from error
        remember(comparison.held)
        if files:
            record_exported(institution, files)
    yield f"{name}:{'' if files else ' sin cambios'}"
    yield from (f"  {'-' if text is None else '~'} {path / file}" for file, text in sorted(files.items()))
    yield from (f"  · {called(heir)} hereda el cambio: `institution apply` lo aplica" for heir in heirs)


def compared(path: Path, *, take: Take | None) -> Comparison:
    if not path.is_dir() or not any(path.iterdir()):
        return written_anew(SECTIONS)
    [content] = understood([path], otherwise=": no se escribió nada")
    comparison = compare(content, SECTIONS, take=take or "folder")
    if comparison.clashing and take is None:
        raise Stop(f"{content.name}: {UNDECIDED}", clashing(comparison), code=CLASHING)
    return comparison


def family_of(path: Path) -> Any:
    """The family's folder as read, where the institution is a tenant."""
    return read_folder(path.parent.parent) if path.parent.name == TENANTS else None


def record_exported(institution: Institution, files: Files) -> None:
    record(
        kind="institution.exported",
        subject=("institution", institution.pk),
        channel="command",
        data={"files": len(files)},
        at=now(),
    )

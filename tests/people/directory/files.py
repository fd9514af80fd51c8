"""Files as student-information systems write them, and what becomes of them."""

from io import BytesIO
from typing import Any

from tests.world import MONDAY
from ventanilla.institutions.models import Institution
from ventanilla.people.actions import synchronise
from ventanilla.people.directory.report import of_kind
from ventanilla.people.models import DirectoryDifference, DirectoryEntry, DirectoryImport

HEADER = "Código;Correo institucional;Nombres;Apellidos;Tipo;Sede"


def file(*lines: str, header: str = HEADER, encoding: str = "utf-8", end: str = "\r\n") -> BytesIO:
    return BytesIO(end.join([header, *lines, ""]).encode(encoding))


def line(
    code: str, name: str, *, surname: str = "Pérez", email: str = "", more: str = "Estudiante;Centro"
) -> str:
    return f"{code};{email or f'{name.lower()}@faro.test'};{name};{surname};{more}"


def preview(content: BytesIO, *, partial: bool = False, at: Any = MONDAY) -> DirectoryImport:
    """Inside `acting_in`."""
    load = synchronise.begin(file=content, name="a.csv", partial=partial, by=None, channel="command", at=at)
    load.save()
    return synchronise.compare(import_id=load.pk, file=content)


def bring(
    institution: Institution, content: BytesIO, *, confirmed: bool = True, **more: Any
) -> DirectoryImport:
    """Compared and applied."""
    load = preview(content, **more)
    return synchronise.apply(
        institution=institution, import_id=load.pk, by=None, confirmed=confirmed, channel="command", at=MONDAY
    )


def differences(load: DirectoryImport) -> dict[str, list[DirectoryDifference]]:
    found = {kind: list(of_kind(load, kind)) for kind in DirectoryDifference.Kind.values}
    return {kind: rows for kind, rows in found.items() if rows}


def held() -> dict[str, str | None]:
    """Address → code of whoever is in the directory now."""
    return dict(DirectoryEntry.objects.filter(gone_at=None).values_list("email", "student_code"))

"""`ventanilla directory`: the operator's way."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.people.directory.files import file, held, line
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event

NORA = line("2026-0007", "Nora", surname="Núñez", more="Estudiante;")


@pytest.fixture
def written(tmp_path: Path):
    def write(*lines: str, **more: str) -> str:
        path = tmp_path / "a.csv"
        path.write_bytes(file(*lines, **more).getvalue())
        return str(path)

    return write


def directory(*words: str) -> str:
    out = StringIO()
    call_command("directory", *words, stdout=out)
    return out.getvalue()


def test_it_shows_and_changes_nothing_until_it_is_told_to(world, written):
    path = written(line("1", "Olga"), "2;roto;X;;;", NORA, encoding="cp1252")
    told = directory("faro", path)
    for words in (
        "Leído como: Windows-1252, punto y coma; Correo electrónico ← Correo institucional",
        "Nuevas: 1\n  línea 2: Olga Pérez · 1 · olga@faro.test",
        "Líneas que no se pueden leer: 1\n  línea 3: 2 · roto | Lo que está en lugar del correo no es un correo.",
        "1 línea no cambia nada.",
        "No se aplicó nada.",
    ):
        assert words in told
    with acting_in(world.faro):
        assert "olga@faro.test" not in held()
    assert "Aplicado." in directory("faro", path, "--apply")
    with acting_in(world.faro):
        assert held()["olga@faro.test"] == "1"
        assert Event.objects.get(kind="directory.imported").channel == "command"


def test_as_json_a_program_reads_it(written):
    told = json.loads(directory("faro", written(line("1", "Olga"), NORA), "--json"))
    assert told["counts"]["new"] == 1 and told["status"] == "ready"
    (new,) = told["differences"]["new"]
    assert (new["line"], new["after"]["email"]) == (2, "olga@faro.test")


def test_what_the_folder_does_not_know_is_said(written):
    told = directory("faro", written(line("1", "Olga", more="Marciano;Luna"), NORA))
    assert "La carpeta no lo conoce y quedó fuera: Sede: Luna (1)" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere", "a.csv"], "no hay una institución `nowhere`"),
        (["faro", "/nowhere/a.csv"], "no se puede leer `/nowhere/a.csv`"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(world, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        directory(*words)


def test_a_refused_file_and_too_many_who_leave_change_nothing(world, written):
    with pytest.raises(CommandError, match="Falta una columna: Nombres"):
        directory("faro", written("1;a@b.test", header="Código;Correo"), "--apply")
    path = written(line("1", "Olga"))
    with pytest.raises(CommandError, match=r"Saldría del directorio 1 de 1 .* --let-go"):
        directory("faro", path, "--apply")
    with acting_in(world.faro):
        assert held() == {"nora@faro.test": "2026-0007"}
    directory("faro", path, "--apply", "--let-go")
    with acting_in(world.faro):
        assert held() == {"olga@faro.test": "1"}

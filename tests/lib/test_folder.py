"""A folder is read whole, never beyond itself; a tenant lies over its family."""

import os
from pathlib import Path

from ventanilla.lib import folder
from ventanilla.lib.folder import read_folder, tenants_of


def write(root: Path, name: str, text: str) -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_tenant_says_only_what_differs_and_each_line_keeps_its_file(tmp_path: Path) -> None:
    family, tenant = tmp_path / "sac", tmp_path / "sac" / "tenants" / "soacha"
    base = write(family, "institution.yaml", "zone: Bogota\nfooter: [a, b]\ntexts:\n  one: 1\n  two: 2\n")
    over = write(tenant, "institution.yaml", "slug: soacha\nfooter: [c]\ntexts: {two: dos}\n")
    read = read_folder(tenant)
    document = read.documents["institution.yaml"]
    assert document.value == {
        "zone": "Bogota",
        "slug": "soacha",
        "footer": ["c"],
        "texts": {"one": "1", "two": "dos"},
    }
    assert document.place(("texts", "one")) == (str(base), 4)
    assert document.place(("texts", "two")) == (str(over), 3)
    assert read.name == "soacha"


def test_lists_of_things_with_a_slug_join_by_slug(tmp_path: Path) -> None:
    family, tenant = tmp_path / "sac", tmp_path / "sac" / "tenants" / "soacha"
    write(family, "units.yaml", "- {slug: a, name: A}\n- {slug: b, name: B}\n- {slug: c, name: C}\n")
    write(tenant, "units.yaml", "- {slug: b, name: Be}\n- {slug: c, drop: true}\n- {slug: d, name: D}\n")
    assert read_folder(tenant).documents["units.yaml"].value == [
        {"slug": "a", "name": "A"},
        {"slug": "b", "name": "Be"},
        {"slug": "d", "name": "D"},
    ]


def test_a_tenant_can_drop_a_file_of_its_family(tmp_path: Path) -> None:
    family, tenant = tmp_path / "sac", tmp_path / "sac" / "tenants" / "soacha"
    write(family, "services/a/cupo.yaml", "name: Cupo\n")
    write(tenant, "services/a/cupo.yaml", "drop: true\n")
    assert read_folder(tenant).documents == {}


def test_a_family_is_its_tenants_and_another_folder_is_itself(tmp_path: Path) -> None:
    write(tmp_path / "sac", "tenants/soacha/institution.yaml", "slug: soacha\n")
    write(tmp_path / "sac", "tenants/cucuta/institution.yaml", "slug: cucuta\n")
    write(tmp_path / "upn", "institution.yaml", "slug: upn\n")
    assert [path.name for path in tenants_of(tmp_path / "sac")] == ["cucuta", "soacha"]
    assert tenants_of(tmp_path / "upn") == [tmp_path / "upn"]


def test_a_link_that_leaves_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.yaml", "password: 1\n")
    root = tmp_path / "upn"
    root.mkdir()
    (root / "units.yaml").symlink_to(secret)
    (root / "services").symlink_to(tmp_path)
    read = read_folder(root)
    assert read.documents == {}
    told = {str(problem) for problem in read.problems}
    words = "es un enlace que sale de la carpeta; ponga el archivo mismo"
    assert told == {f"{root}/units.yaml:1: {words}", f"{root}/services:1: {words}"}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "units.yaml")
    assert [p.words for p in read_folder(tmp_path).problems] == ["no es un archivo corriente"]


def test_another_ending_is_told_and_other_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "units.yml", "a: 1\n")
    write(tmp_path, "README.md", "hello")
    assert [str(p) for p in read_folder(tmp_path).problems] == [
        f"{tmp_path}/units.yml:1: el nombre debe terminar en `.yaml`"
    ]


def test_too_many_files_are_not_read(tmp_path: Path) -> None:
    for n in range(folder.MOST_FILES + 1):
        (tmp_path / f"{n}.txt").touch()
    assert [p.words for p in read_folder(tmp_path).problems] == ["la carpeta tiene más de 2000 archivos"]


def test_a_file_that_cannot_be_read_is_remembered_as_unknown(tmp_path: Path) -> None:
    write(tmp_path, "units.yaml", "a: [\n")
    read = read_folder(tmp_path)
    assert read.unreadable == {"units.yaml"}
    assert len(read.problems) == 1

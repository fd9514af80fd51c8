"""The administrator brings a file of the student system, reads what it would change, and applies it."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people.directory.files import differences, file, held, line
from tests.web.portal.filling import errors, words
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib import shelf
from ventanilla.people.models import DirectoryDifference, DirectoryEntry, DirectoryImport

NORA = line("2026-0007", "Nora", surname="Núñez", more="Estudiante;")


@pytest.fixture
def faro(world):
    with acting_in(world.faro):
        yield world.faro


@pytest.fixture
def hugo(world, client_of):
    return client_of(world.hugo)


def upload(*lines: str, name: str = "matrícula.csv", **more: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, file(*lines, **more).getvalue())


def brought(hugo, work, *lines: str, **more: object) -> DirectoryImport:
    """Sent and compared by the queue."""
    answer = hugo.post("/office/directory/", {"file": upload(*lines), **more})
    assert answer.status_code == 302, errors(answer)
    work()
    return DirectoryImport.objects.latest("id")


def path(load: DirectoryImport, end: str = "") -> str:
    return f"/office/directory/{load.pk}/{end}"


@pytest.mark.parametrize("who", ["ana", "bruno", "carla", "ines", "pablo"])
def test_for_others_the_directory_is_not_there(world, faro, client_of, who):
    load = DirectoryImport.objects.create(name="a", sha256="0" * 64, size=1, created_at="2026-03-09T15:00Z")
    client = client_of(getattr(world, who))
    for end in ("", f"{load.pk}/", f"{load.pk}/unresolved/"):
        assert client.get(f"/office/directory/{end}").status_code == 404
    assert client.post("/office/directory/", {"file": upload(NORA)}).status_code == 404
    assert client.post(path(load, "application/")).status_code == 404
    assert not DirectoryEntry.objects.exclude(student_code="2026-0007").exists()


def test_from_the_file_to_the_directory(world, faro, hugo, work):
    answer = hugo.post("/office/directory/", {"file": upload(line("1", "Olga"), NORA)})
    load = DirectoryImport.objects.get()
    assert answer["Location"] == f"/faro{path(load)}"
    waiting = hugo.get(path(load))
    assert "El archivo se está comparando" in words(waiting)
    assert 'hx-trigger="load delay:2s"' in waiting.content.decode()
    part = hugo.get(path(load), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and "HX-Refresh" not in part
    work()
    assert hugo.get(path(load), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = words(hugo.get(path(load)))
    assert "1 persona entra al directorio." in page and "Olga Pérez · 1 · olga@faro.test" in page
    assert "UTF-8, punto y coma; Correo electrónico ← Correo institucional" in page
    assert "olga@faro.test" not in held()
    assert hugo.post(path(load, "application/")).status_code == 302
    assert "Las diferencias se están aplicando" in words(hugo.get(path(load)))
    work()
    assert held() == {"olga@faro.test": "1", "nora@faro.test": "2026-0007"}
    assert "Hugo Lara" in words(hugo.get(path(load))) and "Aplicada" in words(hugo.get("/office/directory/"))
    event = Event.objects.get(kind="directory.imported")
    assert (event.actor_id, event.channel) == (world.hugo.pk, "office")


def test_each_kind_is_read_in_words(world, faro, hugo, work):
    brought(hugo, work, line("1", "Olga"), line("3", "Rita"), NORA)
    hugo.post(path(DirectoryImport.objects.get(), "application/"))
    work()
    load = brought(
        hugo,
        work,
        line("1", "Olga", more="Egresado;Norte"),
        line("E-ANA", "Ana", surname="Batista", email="a.batista@faro.test"),
        line("7", "=cmd|' /C calc'!A0", email="ana@faro.test"),
        "8;not an address;X;Y;;",
    )
    told = {kind: words(hugo.get(path(load), {"kind": kind})) for kind in differences(load)}
    assert set(told) == {"new", "changed", "gone", "person", "conflict", "wrong"}
    assert "Tipos de usuario: Estudiante → Egresado" in told["changed"]
    assert "Sede: Centro → Norte" in told["changed"]
    assert "Correo electrónico: ana@faro.test → a.batista@faro.test" in told["person"]
    assert "Rita Pérez" in told["gone"] and "queda marcada como retirada" in told["gone"]
    assert "El correo es de una persona registrada con otro código." in told["conflict"]
    assert "no es un correo" in told["wrong"]
    csv = b"".join(hugo.get(path(load, "unresolved/")).streaming_content).decode("utf-8-sig")
    assert re.search(r"^4;[^;]+;7;ana@faro.test;'=cmd\|' /C calc'!A0;Pérez", csv, re.MULTILINE)


def test_so_many_leave_only_after_a_second_look(faro, hugo, work):
    load = brought(hugo, work, line("1", "Olga"))
    page = hugo.get(path(load))
    assert "Saldría del directorio 1 de 1 persona, más del 20 %." in words(page)
    assert 'name="confirmed"' in page.content.decode()
    hugo.post(path(load, "application/"))
    work()
    assert held() == {"nora@faro.test": "2026-0007"}
    hugo.post(path(load, "application/"), {"confirmed": "on"})
    hugo.post(path(load, "application/"), {"confirmed": "on"})
    work()
    assert held() == {"olga@faro.test": "1"}
    assert Event.objects.filter(kind="directory.imported").count() == 1


def test_a_part_lets_nobody_go(faro, hugo, work):
    load = brought(hugo, work, line("1", "Olga"), partial="on")
    hugo.post(path(load, "application/"))
    work()
    assert len(held()) == 2


def test_what_changed_meanwhile_makes_it_outdated_and_the_page_says_so(faro, hugo, work):
    load = brought(hugo, work, line("1", "Olga"), NORA)
    DirectoryEntry.objects.create(email="new@faro.test")
    hugo.post(path(load, "application/"))
    work()
    page = words(hugo.get(path(load)))
    assert "la comparación quedó desactualizada" in page
    assert "olga@faro.test" not in held()
    hugo.post(path(load, "application/"))
    assert "ya no se puede aplicar" in words(hugo.get(path(load)))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "Esto no es un archivo CSV."),
        ("Código;Nombres\n1;Ana".encode(), "Falta una columna: Correo electrónico."),
        (b"Correo;Nombres\n", "ninguna línea debajo"),
    ],
)
def test_a_file_that_cannot_be_compared_says_why(faro, hugo, work, content, told):
    hugo.post("/office/directory/", {"file": SimpleUploadedFile("<b>.csv", content)})
    work()
    page = hugo.get(path(DirectoryImport.objects.get()))
    assert told in words(page) and "<b>.csv" not in page.content.decode()


def test_without_a_file_the_page_asks_for_it(faro, hugo):
    assert "Elija el archivo." in errors(hugo.post("/office/directory/"))
    assert "El archivo está vacío." in errors(
        hugo.post("/office/directory/", {"file": SimpleUploadedFile("a.csv", b"")})
    )
    assert not DirectoryImport.objects.exists()


def test_a_file_that_was_lost_before_the_queue_came_is_asked_for_again(faro, hugo, work):
    hugo.post("/office/directory/", {"file": upload(NORA)})
    load = DirectoryImport.objects.get()
    default_storage.delete(shelf.place("faro", load.sha256))
    work()
    assert "El archivo ya no se conserva." in words(hugo.get(path(load)))


def test_after_a_week_the_numbers_stay_and_the_people_go(faro, hugo, work):
    load = brought(hugo, work, line("1", "Olga"), NORA)
    DirectoryDifference.objects.all().delete()
    page = words(hugo.get(path(load)))
    assert "los números quedan" in page and "1 persona entra" in page
    hugo.post(path(load, "application/"))
    work()
    assert "olga@faro.test" not in held()


def test_the_pages_keep_their_budget(faro, hugo, work, statements):
    load = brought(hugo, work, *(line(str(n), f"Olga{n}") for n in range(60)), NORA)
    for address in ("/office/directory/", path(load), f"{path(load)}?kind=new&after=3"):
        with statements(8):
            assert hugo.get(address).status_code == 200
    with statements(14):
        assert hugo.post("/office/directory/", {"file": upload(NORA)}).status_code == 302
    with statements(14):
        assert hugo.post(path(load, "application/")).status_code == 302
    first = hugo.get(path(load), {"kind": "new"}).content.decode()
    older = re.search(r'href="([^"]*after=\d+)"', first)
    assert older and "Olga59 " in words(hugo.client.get(older[1].replace("&amp;", "&")))


def test_where_people_register_by_themselves_the_page_says_that_nobody_follows(world, client_of):
    person = world.pablo
    with acting_in(world.puerto):
        type(person.roles[0]).objects.create(person=person, kind="administrator")
        page = client_of(person).get("/office/directory/")
    assert "no cambia los datos de nadie" in words(page)


def test_what_could_not_be_resolved_is_read_outside_of_the_page(world, client_of, work):
    """A file that is sent in pieces is written after the page was left, and with it its institution."""
    hugo = client_of(world.hugo)
    hugo.post("/office/directory/", {"file": upload(line("1", "Olga").replace("@", "-"))})
    work()
    with acting_in(world.faro):
        load = DirectoryImport.objects.get()
    csv = b"".join(hugo.get(path(load, "unresolved/")).streaming_content).decode("utf-8-sig")
    assert csv.startswith("Línea;Motivo;")
    assert re.search(r"^2;[^;]*no es un[^;]*;1;", csv, re.MULTILINE)

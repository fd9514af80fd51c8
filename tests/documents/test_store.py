"""A file comes in: measured, recognised, named, on disk before its row."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import override

from tests.documents import files
from tests.documents.files import upload
from tests.world import MONDAY, World
from ventanilla.documents.actions import Refused, store
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.lib import shelf

ACCEPT = ("pdf", "jpg", "jpeg", "png")


@pytest.fixture
def keep(acting: World) -> Any:
    def keep(file: Any, *, accept: tuple[str, ...] = ACCEPT, max_mb: int = 1) -> Document:
        return store(
            institution=acting.faro, file=file, by=acting.ana, accept=accept, max_mb=max_mb, at=MONDAY
        )

    return keep


def stored(document: Document, slug: str = "faro") -> Path:
    return Path(default_storage.path(shelf.place(slug, document.sha256)))


def test_a_file_lies_under_its_hash_inside_its_institution(acting: World, keep: Any) -> None:
    document = keep(upload("Cédula.pdf", files.PDF))

    assert (document.kind, document.name, document.size) == ("pdf", "Cédula.pdf", len(files.PDF))
    assert document.uploaded_by_id == acting.ana.pk
    assert document.sha256 == sha256(files.PDF).hexdigest()
    assert stored(document).read_bytes() == files.PDF
    assert stored(document).parts[-3:-1] == ("faro", document.sha256[:2])
    assert stored(document).stat().st_mode & 0o077 == 0


def test_the_same_bytes_twice_are_two_rows_and_one_file(keep: Any) -> None:
    first, second = keep(upload("a.pdf", files.PDF)), keep(upload("b.pdf", files.PDF))

    assert first.pk != second.pk
    assert stored(first) == stored(second)
    assert len(list(stored(first).parent.iterdir())) == 1


def test_a_large_upload_that_lies_in_a_temporary_file_is_kept(keep: Any) -> None:
    content = files.PDF + os.urandom(3_000_000)
    file = TemporaryUploadedFile("tesis.pdf", "application/pdf", len(content), None)
    file.write(content)

    assert stored(keep(file, max_mb=4)).read_bytes() == content


def test_a_name_with_a_path_is_a_label_without_it(keep: Any) -> None:
    document = keep(upload("../../../etc/cron.d/x\u202efdp.pdf", files.PDF))

    assert document.name == "xfdp.pdf"
    assert stored(document).name == document.sha256


def test_a_name_without_ending_gets_the_true_one(keep: Any) -> None:
    assert keep(upload("foto", files.JPG)).name == "foto.jpg"
    assert keep(upload("...", files.JPG)).name == "archivo.jpg"


def test_jpeg_is_jpg(keep: Any) -> None:
    assert keep(upload("FOTO.JPEG", files.JPG), accept=("jpg",)).kind == "jpg"
    assert keep(upload("foto.jpg", files.JPG), accept=("jpeg",)).kind == "jpg"


REFUSALS = {
    "empty": (
        upload("nada.pdf", b""),
        "«nada.pdf» está vacío (0 bytes). Elíjalo de nuevo o elija otra copia.",
    ),
    "large": (
        upload("tesis.pdf", files.PDF + bytes(1_000_001)),
        "«tesis.pdf» pesa 1,1 MB y caben 1 MB. Agregue una copia más pequeña.",
    ),
    "lying and not accepted": (
        upload("foto.pdf", files.EXE),
        (
            "«foto.pdf» termina en .pdf, pero en realidad es un programa, que no sirve aquí. "
            "Envíe: JPG, PDF, PNG."
        ),
    ),
    "lying": (
        upload("cedula.pdf", files.JPG),
        (
            "«cedula.pdf» termina en .pdf, pero en realidad es una imagen JPG. "
            "Póngale su terminación verdadera y agréguelo otra vez."
        ),
    ),
    "web page": (
        upload("carta.pdf", b"<html><script>alert(1)</script>"),
        (
            "«carta.pdf» termina en .pdf, pero en realidad es una página web (HTML), que no sirve aquí. "
            "Envíe: JPG, PDF, PNG."
        ),
    ),
    "not accepted": (
        upload("notas.xlsx", files.XLSX),
        "«notas.xlsx» no es un archivo que sirva aquí. Envíe: JPG, PDF, PNG.",
    ),
    "photo of a telephone": (
        upload("IMG_01.heic", files.HEIC),
        "«IMG_01.heic» es una foto HEIC. Envíela como JPG: también sirve una captura de pantalla de la foto.",
    ),
    "damaged": (
        upload("carta.docx", files.DOCX[:-30]),
        "«carta.docx» no se puede abrir: está dañado o incompleto. Guárdelo de nuevo y agregue la copia nueva.",
    ),
    "bomb": (
        upload("todo.zip", files.BOMB),
        "«todo.zip» ocuparía demasiado al abrirlo. Agregue sus documentos uno por uno.",
    ),
    "nobody knows": (
        upload("x.pdf", b"\0\1\2\3"),
        "«x.pdf» no es un archivo que sirva aquí. Envíe: JPG, PDF, PNG.",
    ),
}


@pytest.mark.parametrize(("file", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_what_is_refused_is_named_with_what_to_do(keep: Any, file: Any, sentence: str) -> None:
    before = Document.objects.count()
    with override("es"), pytest.raises(Refused) as refused:
        keep(file)
    assert str(refused.value) == sentence
    assert Document.objects.count() == before


def test_the_sentence_says_tu_where_the_institution_does(keep: Any) -> None:
    with override("es-tu"), pytest.raises(Refused, match="Elígelo de nuevo"):
        keep(upload("nada.pdf", b""))


def test_fifty_megabytes_are_refused_without_reading_them_all(keep: Any) -> None:
    class Endless(TemporaryUploadedFile):
        read_so_far = 0

        def chunks(self, chunk_size: int | None = None) -> Any:
            for _ in range(800):
                self.read_so_far += 64 * 1024
                yield bytes(64 * 1024)

    file = Endless("video.pdf", "application/pdf", 52_428_800, None)
    with override("es"), pytest.raises(Refused, match=r"«video\.pdf» pesa 52,5 MB y caben 1 MB"):
        keep(file)
    assert file.read_so_far < 2_000_000


def test_a_write_that_fails_leaves_neither_half_a_file_nor_a_row(keep: Any) -> None:
    class Broken(TemporaryUploadedFile):
        pass

    file = Broken("x.pdf", "application/pdf", 10, None)
    file.write(files.PDF + b"nur dieses")
    folder = Path(default_storage.path(shelf.place("faro", sha256(files.PDF + b"nur dieses").hexdigest())))
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.write_text("in the way")
    before = Document.objects.count()
    try:
        with pytest.raises(OSError):
            keep(file)
    finally:
        folder.parent.unlink()
    assert Document.objects.count() == before


def test_two_institutions_do_not_share_a_stored_file(world: World) -> None:
    from_faro = kept_at(world, "faro")
    from_puerto = kept_at(world, "puerto")
    assert stored(from_faro) != stored(from_puerto, "puerto")
    assert stored(from_puerto, "puerto").exists()


def kept_at(world: World, slug: str) -> Document:
    institution = getattr(world, slug)
    with acting_in(institution):
        return store(
            institution=institution,
            file=upload("a.pdf", files.PDF),
            by=None,
            accept=ACCEPT,
            max_mb=1,
            at=MONDAY + timedelta(hours=1),
        )

"""A file is what its content says."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import files
from ventanilla.documents import archives
from ventanilla.documents.kinds import BEGINNINGS, STORABLE, kind_of

KNOWN = {
    "pdf": files.PDF,
    "jpg": files.JPG,
    "png": files.PNG,
    "webp": files.WEBP,
    "docx": files.DOCX,
    "xlsx": files.XLSX,
    "odt": files.ODT,
    "ods": files.ODS,
    "txt": "Señor rector:\r\n\tadjunto…\n".encode(),
    "mp3": files.MP3,
    "mp4": files.MP4,
    "zip": files.ZIP,
}


@pytest.mark.parametrize(("kind", "content"), KNOWN.items())
def test_each_kind_is_found_in_its_content(kind: str, content: bytes) -> None:
    assert kind_of(BytesIO(content)) == kind


def test_every_kind_that_can_be_stored_was_tried() -> None:
    assert set(KNOWN) == STORABLE


@pytest.mark.parametrize(
    ("kind", "content"),
    {
        "heic": files.HEIC,
        "exe": files.EXE,
        "html": b"\n <!DOCTYPE html><script>alert(1)</script>",
        "macros": files.DOCM,
        "bomb": files.BOMB,
        "damaged": files.DOCX[:-30],
        "ole": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(30),
        "rar": b"Rar!\x1a\x07\x01\x00",
    }.items(),
)
def test_what_cannot_be_stored_is_known_by_its_name(kind: str, content: bytes) -> None:
    assert kind_of(BytesIO(content)) == kind


def test_latin_1_is_text_and_zeros_are_not() -> None:
    assert kind_of(BytesIO("año, señal, ¿qué?".encode("latin-1"))) == "txt"
    assert kind_of(BytesIO("hola".encode("utf-16"))) is None
    assert kind_of(BytesIO(b"hola\0")) is None


def test_a_zero_at_the_far_end_of_a_text_is_found() -> None:
    assert kind_of(BytesIO(b"a" * 300_000 + b"\0")) is None


def test_a_text_may_begin_with_the_letters_of_a_program_or_picture() -> None:
    for words in (b"MZ es una marca", b"BMW", b"ID3 es mi grupo", b"GIF89a no lo tengo"):
        assert kind_of(BytesIO(words)) == "txt"


def test_a_pdf_may_have_a_little_before_its_first_line() -> None:
    assert kind_of(BytesIO(b"\r\nXX" + files.PDF)) == "pdf"


def test_a_directory_of_hundreds_of_thousands_of_names_is_not_loaded() -> None:
    many = files.zipped(*[(f"{n}/{'n' * 250}.txt", b"") for n in range(8_000)], compress=False)
    assert archives.kind_of(BytesIO(many)) == "bomb"


def test_a_mimetype_member_that_unpacks_to_much_is_read_a_little() -> None:
    odd = files.zipped(("mimetype", b"x" * 400_000), ("content.xml", b""))
    assert kind_of(BytesIO(odd)) == "zip"


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", *[start for start, _ in BEGINNINGS]]))
def test_any_bytes_at_all_get_an_answer(content: bytes, start: bytes) -> None:
    found = kind_of(BytesIO(start + content))
    assert found is None or isinstance(found, str)


@given(st.integers(0, len(files.DOCX) - 1), st.integers(0, 255))
def test_a_damaged_office_document_never_breaks_the_reader(place: int, byte: int) -> None:
    broken = bytearray(files.DOCX)
    broken[place] = byte
    kind_of(BytesIO(bytes(broken)))


def lying_mark(method: int) -> bytes:
    """An OpenDocument file whose first member says to be packed in a way that it is not."""
    content = bytearray(files.zipped(("mimetype", b"\xff" * 50), ("content.xml", b"<o/>"), compress=False))
    for beginning, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(beginning) + place] = method
    return bytes(content)


def test_a_mark_that_cannot_be_unpacked_is_damage_and_no_error_page() -> None:
    assert kind_of(BytesIO(lying_mark(8))) == "damaged"


@pytest.mark.parametrize("method", [12, 14])
def test_a_mark_packed_in_a_way_that_takes_memory_is_not_unpacked(method: int) -> None:
    assert kind_of(BytesIO(lying_mark(method))) == "zip"

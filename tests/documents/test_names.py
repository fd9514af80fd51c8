"""A file's name is a label and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.documents.names import LONGEST, clean, extension


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\carta.pdf", "carta.pdf"),
        ("factura\u202efdp.exe", "facturafdp.exe"),
        ("hola\x00\x1b[31m.pdf", "hola[31m.pdf"),
        ("dos\nlíneas.pdf", "dos líneas.pdf"),
        ('a"<b>|c?.pdf', "a__b__c_.pdf"),
        ("..", ""),
        ("   ", ""),
        ("Constancia 😀 año.PDF", "Constancia 😀 año.PDF"),
    ],
)
def test_a_name_keeps_its_words_and_loses_its_teeth(said: str, kept: str) -> None:
    assert clean(said) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = clean("x" * 5_000 + ".pdf")
    assert len(name) == LONGEST
    assert name.endswith("….pdf")


def test_the_ending_is_read_in_small_letters_and_jpeg_is_jpg() -> None:
    assert [extension(n) for n in ("a.PDF", "a.jpeg", "a.tar.gz", "a", ".", "a.")] == [
        "pdf",
        "jpg",
        "gz",
        "",
        "",
        "",
    ]


@given(st.text(max_size=400))
def test_no_name_holds_a_path_a_control_or_a_turn_of_direction(said: str) -> None:
    name = clean(said)
    assert len(name) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*\0\r\n\u202e')
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in name)
    assert clean(name) == name

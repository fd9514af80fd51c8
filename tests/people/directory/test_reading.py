"""Whatever somebody sends as a CSV file: read, or refused with the reason, in bounded memory."""

import tracemalloc
from io import BytesIO

import pytest

from tests.people.directory.files import HEADER, file
from ventanilla.people.columns import Directory
from ventanilla.people.directory.header import Unusable
from ventanilla.people.directory.reading import Places, Reading

PLACES = Places(
    types={"estudiante": "estudiante", "egresado": "egresado"},
    campus={"centro": "centro", "sede central": "centro"},
    modality={},
    programme={},
    document_type={},
)
NOELIA = "0012;noelia@faro.test;Noelia;Núñez;Estudiante;Centro"


def read(content: BytesIO, rules: Directory | None = None) -> Reading:
    return Reading(content, rules or Directory(), PLACES)


def rows(content: BytesIO, rules: Directory | None = None):
    return list(read(content, rules).rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_separator_and_line_end_gives_the_same(encoding, separator, end):
    content = file(
        NOELIA.replace(";", separator), header=HEADER.replace(";", separator), encoding=encoding, end=end
    )
    (row,) = rows(content)
    assert (row.n, row.email, row.code, row.reason) == (2, "noelia@faro.test", "0012", "")
    assert row.data == {
        "given_names": "Noelia", "surnames": "Núñez", "types": ["estudiante"], "campus": "centro"
    }  # fmt: skip


def test_the_folder_s_names_come_before_the_usual_ones():
    rules = Directory.model_validate(
        {"columns": {"email": ["Cuenta UP"], "student_code": ["Cédula"]}, "types": {"REG": "estudiante"}}
    )
    header = "Correo;CUENTA_UP;Cedula;Código;Nombre"
    reading = read(file("ana@home.test;ana@up.test;8-1;99;Ana", header=header), rules)
    (row,) = reading.rows()
    assert (row.email, row.code) == ("ana@up.test", "8-1")
    assert reading.layout["ignored"] == ["Correo", "Código"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04\x14\0\0\0\x08\0!\0\x9d\xb8", "not_text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_text"),
        (b"\x81\x8d\x8f\x90\x9d" * 9, "not_text"),
        ("Código;Nombres\n1;Ana".encode(), "column_missing"),
        ("Correo;Código\na@b.test;1".encode(), "column_missing"),
        (b"Correo;correo;Nombres\na@b.test;b@b.test;Ana", "column_twice"),
        (b"x" * 50_000, "header_too_long"),
        (b"just one sentence, without a table", "column_missing"),
    ],
)
def test_what_cannot_be_compared_says_why(content, reason):
    with pytest.raises(Unusable) as refused:
        read(BytesIO(content))
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1;;Ana;B;;", "no_address"),
        ("1;ana at faro;Ana;B;;", "bad_address"),
        (f"1;{'a' * 250}@faro.test;Ana;B;;", "bad_address"),
        ("1;a@faro.test;;B;;", "no_name"),
        (f"1;a@faro.test;{'A' * 121};B;;", "long_value"),
        (f"{'1' * 41};a@faro.test;Ana;B;;", "long_value"),
        ("2,02E+11;a@faro.test;Ana;B;;", "eaten_code"),
        ("1;a@faro.test;Ana;B", "cells"),
        ("1;a@faro.test;Ana;B;;;x", "cells"),
        ('1;a@faro.test;"Ana;B;;', "quotes"),
        ("1;a@faro.test;" + "A" * 20_000 + ";B;;", "too_long"),
    ],
)
def test_a_line_that_cannot_be_read_spoils_no_other(line, reason):
    found = rows(file(NOELIA, line, NOELIA.replace("0012", "0013")))
    assert [(row.n, row.reason) for row in found] == [(2, ""), (3, reason), (4, "")]


def test_quoted_cells_may_hold_anything_also_line_breaks():
    found = rows(file('1;a@faro.test;"Ana\r\nLucía";"de la ""O""; y más";;', NOELIA))
    assert [(row.n, row.reason) for row in found] == [(2, ""), (4, "")]
    assert found[0].data == {"given_names": "Ana Lucía", "surnames": 'de la "O"; y más'}


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2"])
def test_a_formula_is_the_text_that_it_is(formula):
    (row,) = rows(file(f"1;a@faro.test;{formula};B;;"))
    assert row.data["given_names"] == formula


def test_zeros_kept_by_a_formula_and_control_characters():
    (row,) = rows(file('"=""0012""";a@faro.test;An\x07a;B\u00a0C;;'))
    assert (row.code, row.data["given_names"], row.data["surnames"]) == ("0012", "Ana", "B C")


def test_several_types_and_words_that_the_folder_does_not_know():
    reading = read(
        file(
            "1;a@faro.test;A;B;Egresado / Estudiante;Sede Central",
            "2;b@faro.test;B;B;Marciano;Luna",
            "3;c@faro.test;C;B;ESTUDIANTE;Luna",
        )
    )
    found = list(reading.rows())
    assert [row.data.get("types") for row in found] == [["egresado", "estudiante"], None, ["estudiante"]]
    assert reading.layout["unknown"] == {"campus": {"Luna": 2}, "types": {"Marciano": 1}}


def test_a_spreadsheet_s_note_to_itself_is_no_header():
    assert [row.n for row in rows(file(HEADER, NOELIA, header="sep=;"))] == [3]


def test_a_file_of_one_endless_line_takes_no_memory():
    content = BytesIO(f"{HEADER}\n".encode() + b'"' + b"x" * 30_000_000 + b"\n" + NOELIA.encode())
    tracemalloc.start()
    try:
        assert [row.reason for row in rows(content)] == ["too_long", ""]
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()

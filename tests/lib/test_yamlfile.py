"""Files are read strictly: what is wrong is told with its line, what is written stays as written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.lib.yamlfile import LARGEST, Problem, Unreadable, parse, read


def refused(text: str) -> list[Problem]:
    with pytest.raises(Unreadable) as caught:
        parse(text, file="f.yaml")
    return caught.value.problems


def only(problems: list[Problem]) -> str:
    assert len(problems) == 1, problems
    return str(problems[0])


def test_plain_scalars_stay_what_was_written() -> None:
    document, _ = parse("a: no\nb: 08:00\nc: 1.10\nd: 0123\ne: ~\nf: 'null'\ng: on\n", file="f.yaml")
    expected = {"a": "no", "b": "08:00", "c": "1.10", "d": "0123", "e": None, "f": "null", "g": "on"}
    assert document.value == expected


def test_each_part_knows_its_line() -> None:
    document, _ = parse("- slug: a\n  name:\n    es: A\n- slug: b\n", file="f.yaml")
    assert document.place((0, "name", "es")).line == 3
    assert document.place((1,)).line == 4
    assert document.place((1, "missing", "deeper")).line == 4


def test_what_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"a: 1\nb: Matr\xedcula\n")
    with pytest.raises(Unreadable) as caught:
        read(file, file="f.yaml")
    assert only(caught.value.problems) == "f.yaml:2: el archivo no está en UTF-8; guárdelo como UTF-8"


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(Unreadable) as caught:
        read(file, file="f.yaml")
    assert "1000001 bytes" in only(caught.value.problems)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read(file, file="f.yaml")[0].value == {"a": "1"}


def test_a_bomb_of_aliases_is_refused_without_expanding_it() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    problems = refused(bomb)
    assert str(problems[0]) == "f.yaml:1: ancla `&a`: aquí no se usan anclas ni alias; repita el texto"
    assert any(p.line == 2 and p.words.startswith("alias `*a`") for p in problems)


def test_tags_cannot_make_objects() -> None:
    assert "aquí no se usan etiquetas de YAML" in only(refused("a: !!python/object/apply:os.system [ls]\n"))


def test_a_key_written_twice_is_told_with_both_lines_and_the_first_counts() -> None:
    document, problems = parse("name: a\nhue: 3\nname: b\n", file="f.yaml")
    assert only(problems) == "f.yaml:3: la clave `name` está dos veces (antes en la línea 1)"
    assert document.value == {"name": "a", "hue": "3"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b: c\n", 1, "sobran dos puntos"),
        ("a:\n\tb: 1\n", 2, "tabulador"),
        ('a: "open\nb: 1\n', 3, "comillas no se cierran"),
        ("a: [1, 2\nb: 3\n", 2, "falta"),
        ("a: 1\n  b: 2\n", 2, "sangría"),
        ("a: 1\n---\nb: 2\n", 3, "un solo documento"),
        ("? [a, b]\n: 1\n", 1, "una clave debe ser una palabra"),
        ("a: \x07\n", 1, "carácter de control"),
        ("a: \x00\n", 1, "carácter de control"),
        ("- a\nb: 1\n", 2, "sangría de la lista"),
    ],
)
def test_what_cannot_be_read_is_told_in_spanish_with_its_line(text: str, line: int, words: str) -> None:
    problem = refused(text)[0]
    assert problem.line == line
    assert words in problem.words


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "- " * 5000 + "x", "a:\n" * 1])
def test_depth_has_a_limit_and_no_stack_overflows(text: str) -> None:
    try:
        parse(text, file="f.yaml")
    except Unreadable as error:
        assert "niveles" in error.problems[-1].words


@given(st.text(max_size=300))
def test_any_text_gives_a_value_or_a_sentence(text: str) -> None:
    try:
        parse(text, file="f.yaml")
    except Unreadable as error:
        assert error.problems
        assert all(problem.line >= 1 and problem.words for problem in error.problems)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "f.yaml"
    file.write_bytes(raw)
    try:
        read(file, file="f.yaml")
    except Unreadable as error:
        assert error.problems

"""No line, whatever it holds, stops the ones after it; each error names its line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.config.deadline.desk import DUE, LIMA, QUESTION, answers, shell
from ventanilla.config.deadline.lines import LONGEST


def asked(**more: Any) -> dict[str, Any]:
    return {**QUESTION, **more}


def nested(levels: int) -> str:
    return '{"term": ' + "[" * levels + "]" * levels + "}"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (asked(term="--1 months"), "«--1 months» no es un plazo"),
        (asked(term="١٥ months"), "no es un plazo"),
        (asked(term="a\u2028b\x85"), "«a\u2028b\x85» no es un plazo"),
        (asked(term=15), "«15» no es un plazo"),
        (asked(term="\ud800"), "«\ud800» no es un plazo"),
        (asked(term={"unit": "months", "amount": 1, "more": 1}), "term.more: clave desconocida"),
        (asked(term={"unit": {}, "amount": 1}), "unit: «{}» no vale"),
        (asked(term={"unit": "months", "amount": 10**4200}), "se calcula entre"),
        (asked(term={"unit": "business_hours", "amount": -(10**4200)}), "negativo"),
        ('{"term": {"unit": "months", "amount": ' + "9" * 5000 + "}}", "demasiadas cifras"),
        ('{"term": {"unit": "months", "amount": NaN}}', "NaN no es un número de JSON"),
        ('{"term": {"unit": "months", "amount": -Infinity}}', "-Infinity no es un número de JSON"),
        (asked(complexity=[]), "`complexity` lleva un texto; «[]» no vale"),
        (asked(complexity="none"), "complexity: «none» no vale; vale: low, medium o high"),
        (asked(complexity="low"), "no depende de la complejidad"),
        (asked(campus={}), "`campus` lleva un texto; «{}» no vale"),
        (asked(campus="lima"), "un archivo de calendario no conoce sedes"),
        (asked(start=20261005), "`start` lleva un texto"),
        (asked(start="2026-10-05\x00"), "no es una fecha y hora que exista"),
        ({"term": "1 months"}, "falta `start`"),
        ({"start": "2026-10-05"}, "falta `term`"),
        (asked(startt="2026-10-05"), "clave desconocida «startt»; ¿quiso decir «start»?"),
        (asked(notes="x"), "una pregunta lleva: term, start, campus, "),
        (asked(pauses=0), "`pauses` es una lista"),
        (asked(pauses={}), "`pauses` es una lista"),
        (asked(pauses=[["2026-10-06", 0]]), "«0» no es una fecha"),
        (asked(pauses=[["2026-10-06", ""]]), "«» no es una fecha"),
        (asked(pauses=[0]), "«0» no es una pausa"),
        (asked(pauses=["2026-10-08/2026-10-06"]), "termina antes"),
        (asked(pause=[], pauses=[]), "en `pauses` o en `pause`, no en ambas"),
        ('{"term": "1 months", "term": "2 months", "start": "2026-10-05"}', "la clave «term» está dos veces"),
        ("\x00", "no es JSON"),
        ("[]", "se esperaba un objeto JSON"),
        ("7", "se esperaba un objeto JSON"),
        ("null", "se esperaba un objeto JSON"),
        (nested(10_000), "hay más de 30 niveles"),
        (nested(300), "hay más de 30 niveles"),
        ('{"term": "' + "x" * LONGEST + '"}', f"la línea pasa de {LONGEST} caracteres"),
        (" " * (3 * LONGEST), f"la línea pasa de {LONGEST} caracteres"),
        (asked(term="x" * 900_000), "…» no es un plazo"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_line_is_one_error_and_the_next_is_answered(line: Any, words: str) -> None:
    bad, good = answers(line, QUESTION)
    assert bad["line"] == 1
    assert words in bad["error"]
    assert len(bad["error"]) < 300
    assert good["due"] == DUE


def test_blank_lines_are_counted_and_not_answered() -> None:
    found = answers("\ufeff" + json.dumps(QUESTION), "", " \t\r", "x", QUESTION)
    assert [(one.get("line"), one.get("due")) for one in found] == [(None, DUE), (4, None), (None, DUE)]


def test_a_line_as_long_as_may_be_is_read() -> None:
    whole = json.dumps(QUESTION).ljust(LONGEST)
    assert [one.get("due") for one in answers(whole + "\r", whole + " ", QUESTION)] == [DUE, None, DUE]


def test_pauses_are_said_in_several_ways() -> None:
    pair = ["2026-10-06T00:00", "2026-10-07T00:00"]
    ways: list[dict[str, Any]] = [
        {"pauses": [pair]},
        {"pauses": ["/".join(pair)]},
        {"pause": "/".join(pair)},
        {"pauses": [pair, pair]},
    ]
    assert {one["due"] for one in answers(*(asked(**way) for way in ways))} == {"2026-10-09T18:00:00-05:00"}
    endless = ["2026-10-06/", "2026-10-06", ["2026-10-06"], ["2026-10-06", None]]
    assert {one["due"] for one in answers(*(asked(pauses=[pause]) for pause in endless))} == {None}
    assert answers(asked(pauses=None, campus=None, complexity=None))[0]["due"] == DUE


def test_bytes_that_are_no_utf8_and_lone_surrogates_pass_through_a_pipe() -> None:
    good = json.dumps(QUESTION).encode()
    lines = [
        b"\xef\xbb\xbf" + good,
        b'{"term": "\xed\xa0\x80"}',
        b'{"term": "\\ud800", "start": "2026-10-05"}',
        b"\xff\xfe",
        good,
    ]
    ended = shell("--calendar", LIMA, "-", given=b"\n".join(lines))
    found = [json.loads(line) for line in ended.stdout.decode().splitlines()]
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert [one.get("line") for one in found] == [None, 2, 3, 4, None]
    assert [found[1]["error"], found[3]["error"]] == ["la línea no está en UTF-8"] * 2
    assert "\ud800" in found[2]["error"]


def test_who_reads_only_the_first_answer_hears_nothing_else(tmp_path: Path) -> None:
    asked_often = tmp_path / "questions.jsonl"
    asked_often.write_text((json.dumps(QUESTION) + "\n") * 3000)
    command = f"'{Path(sys.executable).parent}/ventanilla' deadline --calendar '{LIMA}' - < '{asked_often}'"
    ended = subprocess.run(
        f"({command}; echo $? >&2) | head -1", shell=True, capture_output=True, check=False, timeout=60
    )
    assert json.loads(ended.stdout)["due"] == DUE
    assert ended.stderr == b"141\n"


@pytest.mark.parametrize(
    "option",
    [["--start", "2026-10-05"], ["--pause", "2026-10-06"], ["--campus", "x"], ["--complexity", "low"]],
)
def test_beside_many_lines_no_option_is_taken_in_silence(option: list[str]) -> None:
    ended = shell("--calendar", LIMA, "-", *option)
    assert ended.returncode == 2
    assert f"{option[0]} goes with one term" in ended.stderr.decode()


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2 months", "2026-10-05"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(["term", "start", "campus", "complexity", "pauses", "pause"])


@given(
    st.lists(
        st.dictionaries(keys, plain) | plain | st.binary().map(lambda raw: raw.decode("utf-8", "replace"))
    )
)
@settings(max_examples=200)
def test_whatever_is_asked_each_line_has_its_answer(drawn: list[Any]) -> None:
    lines = ["?", *(one.replace("\n", " ") if isinstance(one, str) else json.dumps(one) for one in drawn)]
    found = answers(*lines, QUESTION)
    assert found[-1]["due"] == DUE
    assert len(found) == 1 + sum(bool(line.strip(" \t\r")) for line in lines)

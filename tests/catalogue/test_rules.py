"""What shows, what must be answered, and the same rule for server and page."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import WHOLE, shown, validate, visible

AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


def question(name: str, kind: str = "text", **more: Any) -> Question:
    if kind in {"choice", "several"}:
        more.setdefault("options", [{"value": v, "label": v} for v in ("yes", "no", "maybe")])
    return Question.model_validate({"name": name, "label": name, "type": kind, **more})


PAYMENT = [
    question("means", "choice", required=True),
    question("bank", when={"means": "yes"}, required=True),
    question("operation", required_when={"means": ["yes", "maybe"]}),
    question("receipt", "file", when={"bank_known": "yes"}),
    question("bank_known", "choice", when={"means": "yes"}),
]


def check(
    form: list[Question], answers: dict[str, Any], files: dict[str, int] | None = None, **more: Any
) -> Any:
    return validate(form, answers, files or {}, at=AT, language="en", **more)


def test_a_question_shows_when_its_condition_holds() -> None:
    bank = PAYMENT[1]
    assert visible(bank, {"means": "yes"})
    assert not visible(bank, {"means": "no"})
    assert not visible(bank, {})


def test_every_condition_must_hold_and_one_of_its_values_is_enough() -> None:
    both = question("x", when={"a": ["yes", "no"], "b": "maybe"})
    assert visible(both, {"a": "no", "b": "maybe"})
    assert not visible(both, {"a": "no", "b": "yes"})
    assert visible(question("y", when={"several": "no"}), {"several": ["yes", "no"]})


def test_a_hidden_question_counts_as_unanswered_also_for_those_that_depend_on_it() -> None:
    showing, left = shown(PAYMENT, {"means": "no", "bank_known": "yes", "receipt": "yes"})
    assert [q.name for q in showing] == ["means", "operation"]
    assert left == {"means": "no"}


def test_what_shows_and_is_required_must_be_answered() -> None:
    clean, errors = check(PAYMENT, {"means": "yes"})
    assert clean == {"means": "yes"}
    assert errors == {
        "bank": "Please answer this question.",
        "operation": "Please answer this question.",
    }


def test_answers_to_hidden_questions_are_left_out_in_silence() -> None:
    clean, errors = check(PAYMENT, {"means": "no", "bank": "x" * 900})
    assert (clean, errors) == ({"means": "no"}, {})


def test_answers_to_questions_that_do_not_exist_are_told() -> None:
    clean, errors = check(PAYMENT, {"means": "no", "admin": "true"})
    assert "admin" not in clean
    assert "does not ask" in errors[WHOLE]
    assert WHOLE in check(PAYMENT, {"means": "no"}, {"script": 1})[1]


def test_a_question_can_depend_on_whether_a_file_was_given() -> None:
    form = [question("proof", "file"), question("why", when={"proof": "no"}, required=True)]
    assert check(form, {}, {"proof": 1}) == ({}, {})
    assert check(form, {})[1] == {"why": "Please answer this question."}


def test_files_are_counted() -> None:
    form = [question("proof", "file", required=True, min="2", max="3")]
    assert check(form, {})[1] == {"proof": "Please add 2 files."}
    assert check(form, {}, {"proof": 1})[1] == {"proof": "Please add 2 files."}
    assert check(form, {}, {"proof": 4})[1] == {"proof": "3 files at most."}
    assert check(form, {}, {"proof": 3}) == ({}, {})
    assert check([question("proof", "file")], {}, {"proof": 2})[1] == {"proof": "1 file at most."}


def test_today_is_the_day_where_the_institution_is() -> None:
    form = [question("day", "date", max="today")]
    late = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # the 21st in Lima
    for zone, refused in ((None, False), (ZoneInfo("America/Lima"), True)):
        _, errors = validate(form, {"day": "2026-11-22"}, {}, at=late, language="en", zone=zone)
        assert bool(errors) is refused


def test_a_place_must_be_one_that_is_open() -> None:
    form = [question("where", "campus")]
    assert check(form, {"where": "comas"}, campuses={"comas"}) == ({"where": "comas"}, {})
    assert check(form, {"where": "luna"}, campuses={"comas"})[1] == {
        "where": "Please choose one of the places."
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Responda esta pregunta."),
        ("es-tu", "Responde esta pregunta."),
        ("en", "Please answer this question."),
    ],
)
def test_sentences_in_each_form_of_address(language: str, sentence: str) -> None:
    _, errors = validate([question("a", required=True)], {}, {}, at=AT, language=language)
    assert errors == {"a": sentence}


def test_a_stored_form_serves_as_well_as_a_shape() -> None:
    stored = [json.loads(q.model_dump_json(by_alias=True)) for q in PAYMENT]
    assert validate(stored, {"means": "no"}, {}, at=AT, language="en") == ({"means": "no"}, {})


KINDS = ["text", "long", "choice", "several", "date", "number", "campus", "file"]
NAMES = ["a", "b", "c", "d"]


@st.composite
def forms(draw: st.DrawFn) -> list[Question]:
    """Forms without cycles: a condition looks at earlier questions."""
    form: list[Question] = []
    for n, name in enumerate(NAMES):
        kind = draw(st.sampled_from(KINDS))
        earlier = [q.name for q in form[:n] if q.values]
        when = draw(st.sampled_from([None, *({name: "yes"} for name in earlier)]))
        form.append(question(name, kind, when=when, required=draw(st.booleans())))
    return draw(st.permutations(form))


VALUES = st.one_of(
    st.text(max_size=20), st.sampled_from(["yes", "no"]), st.lists(st.text(max_size=5), max_size=3)
)


@given(
    forms(),
    st.dictionaries(st.sampled_from([*NAMES, "z"]), VALUES),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3)),
)
def test_nothing_that_is_sent_breaks_it_and_what_is_clean_stays_clean(
    form: list[Question], answers: dict[str, Any], files: dict[str, int]
) -> None:
    clean, errors = check(form, answers, files)
    by_name = {q.name: q for q in form}
    assert set(clean) <= set(by_name)
    assert not set(clean) & set(errors)
    assert all(by_name[name].type != "file" for name in clean)
    again, _ = check(form, clean, {name: count for name, count in files.items() if name in by_name})
    assert again == clean
    showing, _ = shown(
        form, {**clean, **{n: "yes" if files.get(n) else "no" for n in NAMES if by_name[n].type == "file"}}
    )
    if not errors:
        answered = set(clean) | {name for name, count in files.items() if count}
        assert {q.name for q in showing if q.required} <= answered

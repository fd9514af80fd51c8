"""One answer: what is kept, and the sentence for what is not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.catalogue.answers import Circumstances, Wrong, read_answer
from ventanilla.catalogue.question import Question

NOW = Circumstances(date(2026, 11, 21), None)
OPTIONS = [{"value": v, "label": v} for v in ("red", "green", "blue")]


def read(raw: Any, kind: str = "text", **more: Any) -> Any:
    if kind in {"choice", "several"}:
        more["options"] = OPTIONS
    question = Question.model_validate({"name": "q", "label": "Q", "type": kind, **more})
    with translation.override("en"):
        return read_answer(question, raw, NOW)


def refused(raw: Any, kind: str = "text", **more: Any) -> str:
    with pytest.raises(Wrong) as caught:
        read(raw, kind, **more)
    return str(caught.value)


def test_texts_are_trimmed_and_kept_on_one_line_unless_long() -> None:
    assert read("  Ana \r\n Batista ") == "Ana   Batista"
    assert read("one\r\ntwo\rthree", "long") == "one\ntwo\nthree"
    assert read("   ") is None
    assert read("") is None


def test_what_is_too_long_says_by_how_much() -> None:
    assert refused("x" * 202) == "This is 2 characters too long; 200 fit. Please shorten it."
    assert refused("x" * 11, max_length=10).startswith("This is 1 character too long")
    assert read("x" * 4000, "long") == "x" * 4000
    assert "too long" in refused("9" * 10_000, "number")
    assert "too long" in refused("x" * 1_000_000, "choice")


@pytest.mark.parametrize("raw", ["a\0b", "a\x07b", "a\x1b[31mb", "\x7f", "a\ud800b"])
def test_control_characters_are_refused_with_a_sentence(raw: str) -> None:
    assert "a character that cannot be shown (U+" in refused(raw)
    assert "cannot be shown" in refused(raw, "long")


@pytest.mark.parametrize(
    "raw", ["Ñandú 🦤", "مرحبا", "👩🏽‍🎓", "<script>alert(1)</script>", "{{ x }}", "'; DROP TABLE"]
)
def test_every_other_text_is_kept_as_it_is(raw: str) -> None:
    assert read(raw) == raw


def test_a_choice_is_one_of_the_options() -> None:
    assert read("red", "choice") == "red"
    assert refused("pink", "choice") == "Please choose one of the options."
    assert refused(["red", "blue"], "choice") == "Please answer this question once."


def test_several_are_kept_in_the_forms_order_and_once() -> None:
    assert read(["blue", "red", "blue"], "several") == ["red", "blue"]
    assert read("red", "several") == ["red"]
    assert read([], "several") is None
    assert read([""], "several") is None
    assert refused(["red", "pink"], "several") == "Please choose among the options."
    assert refused({"red": 1}, "several") == "Please choose among the options."
    assert refused([["red"]], "several") == "Please choose among the options."
    assert refused(["red"], "several", min="2") == "Please choose at least 2."
    assert refused(["red", "blue"], "several", max="1") == "Please choose 1 at most."


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("2026-03-31", "2026-03-31"), ("31/03/2026", "2026-03-31"), ("1-2-2026", "2026-02-01")],
)
def test_a_date_as_the_page_sends_it_or_as_people_write_it(raw: str, kept: str) -> None:
    assert read(raw, "date") == kept


@pytest.mark.parametrize(
    "raw", ["31/02/2026", "03/31/2026", "mañana", "0001-01-01", "2026-13-01", "99999-01-01"]
)
def test_what_is_no_date(raw: str) -> None:
    assert refused(raw, "date").startswith("Please write the date as day/month/year")


def test_a_date_within_its_limits_both_included() -> None:
    assert read("2026-11-21", "date", min="today", max="today") == "2026-11-21"
    assert refused("2026-11-22", "date", max="today") == "The date must be Nov. 21, 2026 or earlier."
    assert refused("2026-10-21", "date", min="today-30") == "The date must be Oct. 22, 2026 or later."
    assert "or later" in refused("2026-01-01", "date", min="2026-02-01")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("1250", "1250.00"),
        ("1250.5", "1250.50"),
        ("1250,5", "1250.50"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1.250.000", "1250000.00"),
        ("$ 1250", "1250.00"),
        ("0,05", "0.05"),
        ("0.050", "0.05"),
    ],
)
def test_money_with_comma_or_dot(raw: str, kept: str) -> None:
    assert read(raw, "money", currency="USD") == kept


def test_what_can_be_read_in_two_ways_is_asked() -> None:
    sentence = "1.250 can be read in two ways. Please write it without thousands separator: 1250"
    assert refused("1.250", "money", currency="USD") == sentence
    assert "two ways" in refused("12,500", "number")


@pytest.mark.parametrize(
    "raw", ["abc", "1e5", "NaN", "Infinity", "--1", "1,2,3", "1.25.0", "12.34,5.6", "٣", "0x10"]
)
def test_what_is_no_number(raw: str) -> None:
    assert refused(raw, "money", currency="USD") == "Please write only the number, for example 1250.50"


def test_numbers_have_as_many_decimals_as_asked_and_limits() -> None:
    assert read("8,75", "number", decimals=2) == "8.75"
    assert read("100", "number") == "100"
    assert read("-0", "number") == "0"
    assert refused("8.7", "number") == "Please write a whole number."
    assert refused("8.755", "number", decimals=2) in {
        "Please write at most 2 decimal places.",
        "8.755 can be read in two ways. Please write it without thousands separator: 8755",
    }
    assert refused("1.999999", "money", currency="USD") == "Please write at most 2 decimal places."
    assert refused("7", "number", max="6") == "The number must be 6 or less."
    assert refused("0", "number", min="1") == "The number must be 1 or more."


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_any_amount_written_plainly_is_kept_exactly(amount: Decimal) -> None:
    for written in (str(amount), str(amount).replace(".", ",")):
        assert Decimal(read(written, "money", currency="USD")) == amount


@given(st.text(max_size=30), st.sampled_from(["date", "number", "money", "choice", "campus", "text", "long"]))
def test_any_text_is_kept_or_answered_with_a_sentence(raw: str, kind: str) -> None:
    more = {"currency": "USD"} if kind == "money" else {}
    try:
        kept = read(raw, kind, **more)
    except Wrong as wrong:
        assert str(wrong)
    else:
        assert kept is None or read(kept, kind, **more) == kept


@pytest.mark.parametrize("raw", [None, 3, {"a": 1}, [], ["a", "b"], b"x", True])
@pytest.mark.parametrize("kind", ["text", "long", "date", "number", "choice", "campus"])
def test_what_is_no_text_at_all_is_refused(raw: Any, kind: str) -> None:
    assert refused(raw, kind)

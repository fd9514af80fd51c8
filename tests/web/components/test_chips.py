from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from tests.web.components.markup import Markup
from ventanilla.tickets.states import State
from ventanilla.web.components import chips

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_panama():
    with translation.override("es"), timezone.override(ZoneInfo("America/Panama")):
        yield


@pytest.mark.parametrize("state", State)
def test_each_state_is_word_and_sign_for_both_sides(state: State) -> None:
    for desk in (False, True):
        chip = chips.of_state(state, desk=desk)
        assert chip.words
        assert chip.sign
        assert chip.tone in chips.SIGNS


def test_what_waits_for_the_student_alarms_him_and_not_the_agent() -> None:
    assert chips.of_state("waiting_student").tone == chips.WARN
    desk = chips.of_state("waiting_student", desk=True)
    assert (desk.words, desk.tone) == ("Espera al solicitante", chips.CALM)


def test_the_institutions_words_win() -> None:
    assert chips.of_state("waiting_unit", words="En validación").words == "En validación"


def test_a_deadline_grows_louder() -> None:
    tones = [chips.of_deadline(NOW + timedelta(hours=h), now=NOW).tone for h in (48, 24, 1, 0, -1)]
    assert tones == [chips.CALM, chips.WARN, chips.WARN, chips.BAD, chips.BAD]


def test_a_met_deadline_says_when_it_was_met_and_whether_late() -> None:
    due = NOW - timedelta(hours=2)
    kept = chips.of_deadline(due, now=NOW, met=NOW - timedelta(hours=3))
    late = chips.of_deadline(due, now=NOW, met=NOW - timedelta(hours=1))
    assert (kept.words, kept.tone) == ("Cumplido: hoy 7:00", chips.GOOD)
    assert (late.words, late.tone) == ("Cumplido con retraso: hoy 9:00", chips.WARN)


def test_a_deadline_is_a_time_element_with_its_words() -> None:
    page = render("{% deadline_chip due %}", due=NOW + timedelta(days=2))
    assert page.one("time")["datetime"] == "2026-11-26T15:00:00+00:00"
    assert page.one("span", class_="chip calm").words == "○ Vence: jue 26 nov, 10:00"
    assert render("{% deadline_chip due %}", due=NOW).one("time").words == "Venció: hoy 10:00"
    assert render("{% deadline_chip due %}", due=None).elements == []


def test_the_sign_is_not_read_out() -> None:
    page = render('{% chip "Abierto" "good" %}')
    assert page.one("span", aria_hidden="true").words == "●"


def test_a_promise_explains_itself() -> None:
    page = render("{% promise due why=why %}", due=NOW, why=["Porque <b>sí</b>."])
    assert (
        page.one("p", class_="promise-line").words
        == "Respuesta a más tardar el martes 24 de noviembre, 10:00"
    )
    assert page.one("summary").words == "¿Por qué esta fecha?"
    assert page.one("div", class_="why-lines").words == "Porque <b>sí</b>."
    assert not render("{% promise due %}", due=NOW).all("details")


def render(source: str, **said: object) -> Markup:
    return Markup(Template(source).render(Context({"at": NOW, **said})))


def test_what_stands_still_has_no_date_that_could_pass() -> None:
    past = NOW - timedelta(days=3)
    with translation.override("es"):
        chip = chips.of_deadline(past, now=NOW, still=past)
    assert (chip.words, chip.tone, chip.at) == ("Detenido", chips.CALM, None)

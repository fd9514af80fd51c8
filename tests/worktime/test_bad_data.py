"""What cannot be read or computed is refused with a sentence and the path of the field."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.worktime.desk import at, calendar, data, term
from ventanilla.worktime import (
    Calendar,
    CalendarError,
    Term,
    TermError,
    WorktimeError,
    add,
    due,
    measure,
    subtract,
)

START = datetime(2026, 6, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"zone": None}, "zone: falta la zona horaria"),
        ({"zone": "America/Panamá"}, "zone: zona horaria desconocida «America/Panamá»"),
        ({"zone": "America"}, "zone: zona horaria desconocida"),
        ({"zone": "localtime"}, "zone: zona horaria desconocida «localtime»"),
        ({"zone": "posixrules"}, "zone: zona horaria desconocida"),
        ({"zone": "Factory"}, "zone: zona horaria desconocida"),
        ({"zone": "right/America/Lima"}, "zone: zona horaria desconocida"),
        ({"zone": "posix/America/Lima"}, "zone: zona horaria desconocida"),
        ({"zone": "\ud800"}, "zone: zona horaria desconocida"),
        ({"hours": {"mon": 0}}, "hours.mon: se esperaba una lista"),
        ({"hours": ""}, "hours: se esperaban claves y valores"),
        ({"country": "PE", "holidays": 1}, "holidays: se esperaba true o false"),
        ({"zone": "../etc/passwd"}, "zone: zona horaria desconocida"),
        ({"country": "ZZ", "holidays": True}, "country: país desconocido «ZZ»"),
        ({"country": None, "holidays": True}, "country: falta el país"),
        ({"holidays": "sí"}, "holidays: se esperaba true o false"),
        ({"hours": []}, None),
        ({"hours": ["08:00-12:00"]}, "hours: se esperaban claves y valores"),
        ({"hours": {"lun": []}}, "hours.lun: clave desconocida"),
        ({"hours": {"mon": "08:00-12:00"}}, "hours.mon: se esperaba una lista"),
        ({"hours": {"mon": ["8-12"]}}, "hours.mon.1: «8-12» no es un horario"),
        ({"hours": {"mon": ["08:00-25:00"]}}, "hours.mon.1: «08:00-25:00» no es un horario"),
        ({"hours": {"mon": ["08:00-12:60"]}}, "hours.mon.1: «08:00-12:60» no es un horario"),
        ({"hours": {"mon": ["24:00-08:00"]}}, "hours.mon.1: «24:00-08:00» no es un horario"),
        ({"hours": {"mon": ["08:00-08:00"]}}, "hours.mon.1: «08:00-08:00» no dura nada"),
        ({"hours": {"mon": [8]}}, "hours.mon.1: «8» no es un horario"),
        (
            {"hours": {"mon": ["08:00-12:00", "11:00-13:00"]}},
            "hours.mon: 11:00-13:00 se cruza con 08:00-12:00",
        ),
        (
            {"hours": {"mon": ["20:00-06:00"], "tue": ["05:00-08:00"]}},
            "hours.mon: 20:00-06:00 pasa la medianoche",
        ),
        (
            {"hours": {"sun": ["20:00-06:00"], "mon": ["05:00-08:00"]}},
            "hours.sun: 20:00-06:00 pasa la medianoche",
        ),
        ({"special": [{"on": "2026-06-01"}]}, "special.1.hours: faltan las horas"),
        ({"special": [{"hours": []}]}, "special.1: lleva o bien `on`"),
        (
            {"special": [{"on": "2026-06-01", "from": "2026-06-01", "hours": []}]},
            "special.1: lleva o bien `on`",
        ),
        (
            {"special": [{"on": "2026-02-30", "hours": []}]},
            "special.1.on: «2026-02-30» no es una fecha que exista",
        ),
        ({"special": [{"on": "20260201", "hours": []}]}, "special.1.on: «20260201» no es una fecha"),
        ({"special": [{"on": 5, "hours": []}]}, "special.1.on: «5» no es una fecha"),
        (
            {"special": [{"on": "2026-06-01", "hours": []}] * 2},
            "special.2: 2026-06-01 ya tiene horas especiales",
        ),
        ({"special": [{"on": "2026-05-31", "hours": ["20:00-09:00"]}]}, "special: las horas de 2026-05-31"),
        (
            {"special": [{"on": "2026-06-01", "hours": [], "nombre": "x"}]},
            "special.1.nombre: clave desconocida; ¿quiso decir «name»?",
        ),
        (
            {"special": [{"from": "2020-01-01", "to": "2026-01-01", "hours": []}]},
            "special.1.to: son más de 366",
        ),
        (
            {"closed": [{"from": "2026-06-02", "to": "2026-06-01", "name": "x"}]},
            "closed.1.to: 2026-06-01 es anterior",
        ),
        ({"closed": [{"from": "2026-06-02"}]}, "closed.1.reason: falta el motivo"),
        ({"closed": [{"from": "2026-06-02", "name": 5}]}, "closed.1.name: se esperaba un texto"),
        (
            {"closed": [{"from": "2026-06-02", "name": "x", "source": 5}]},
            "closed.1.source: se esperaba un texto",
        ),
        ({"closed": {"from": "2026-06-02"}}, "closed: se esperaba una lista"),
        ({"closed": ["2026-06-02"]}, "closed.1: se esperaban claves y valores"),
        ({"working": [{"on": "1969-12-31"}]}, "working.1.on: 1969-12-31 queda fuera de 1970–2100"),
        (
            {"valid_from": "2026-06-02", "valid_to": "2026-06-01"},
            "valid_to: la vigencia termina antes de empezar",
        ),
        ({"valid_from": "mañana"}, "valid_from: «mañana» no es una fecha"),
        ({"also_off": [{"country": "ZZ"}]}, "also_off.1.country: país desconocido «ZZ»"),
        ({"specials": []}, "specials: clave desconocida; ¿quiso decir «special»?"),
        ({"closed": [START]}, "un calendario se compone de textos"),
    ],
)
def test_a_calendar_that_cannot_be_read(change, sentence):
    if sentence is None:
        Calendar.from_data({**data(), **change})
        return
    with pytest.raises(CalendarError) as caught:
        Calendar.from_data({**data(), **change})
    assert str(caught.value).startswith(sentence)
    assert str(caught.value).endswith(caught.value.words)


def test_the_way_to_the_field_counts_from_zero():
    with pytest.raises(CalendarError) as caught:
        calendar(hours={"mon": ["08:00-12:00", "9"]})
    assert caught.value.way == ("hours", "mon", 1)


def test_what_is_null_is_not_said():
    said = data()
    assert Calendar.from_data({**said, "hours": {**said["hours"], "mon": None}}).rules.week[0] == ()
    assert Calendar.from_data({**said, "hours": None}).rules.never_open()
    assert Calendar.from_data({**said, "country": "PE", "holidays": None}).rules.holidays


def test_a_calendar_nested_without_end_is_refused():
    whole = data()
    for _ in range(5000):
        whole = {**data(), "also_off": [whole]}
    with pytest.raises(CalendarError, match="un calendario se compone"):
        Calendar.from_data(whole)


@pytest.mark.parametrize("whole", [None, [], "calendario", 5])
def test_a_calendar_is_a_mapping(whole):
    with pytest.raises(CalendarError, match="se esperaban claves y valores"):
        Calendar.from_data(whole)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"unit": "hours", "amount": 1}, "unit: «hours» no vale; vale: business_hours"),
        ({"amount": 1}, "unit: «None» no vale"),
        ({"unit": ["months"], "amount": 1}, "unit: "),
        ({"unit": "months"}, "amount: «None» no es un número entero"),
        ({"unit": "months", "amount": "3"}, "amount: «3» no es un número entero"),
        ({"unit": "months", "amount": True}, "amount: «True» no es un número entero"),
        ({"unit": "months", "amount": 1.5}, "amount: «1.5» no es un número entero"),
        ({"unit": "months", "amount": -1}, "amount: un plazo no puede ser negativo"),
        (None, "un plazo lleva `unit` y `amount`"),
    ],
)
def test_a_term_that_cannot_be_read(written, sentence):
    with pytest.raises(TermError) as caught:
        Term.from_data(written)
    assert str(caught.value).startswith(sentence)


def test_what_else_a_term_says_is_not_of_time():
    assert Term.from_data({"unit": "months", "amount": 3, "extension": "none", "slug": "plazo"}).amount == 3


@pytest.mark.parametrize("unit", ["business_hours", "working_day_hours", "business_days"])
def test_a_calendar_that_never_opens(unit):
    desk = calendar(hours={"mon": []})
    with pytest.raises(CalendarError, match=r"^hours: el calendario no abre nunca"):
        due(term(1, unit), start=START, calendar=desk)
    with pytest.raises(CalendarError, match=r"^hours: el calendario no abre nunca"):
        subtract(term(1, unit), end=START, calendar=desk)
    with pytest.raises(CalendarError, match=r"^hours: el calendario no abre nunca"):
        desk.next_opening(START)
    assert not desk.is_open(START)


def test_a_calendar_whose_every_date_is_closed():
    desk = calendar(closed=[{"from": "1970-01-01", "to": "2100-12-31", "name": "Cerrado"}])
    with pytest.raises(CalendarError, match=r"^hours: el calendario no abre nunca"):
        add(term(1, "business_hours"), start=START, calendar=desk)


@pytest.mark.parametrize(
    "unit", ["business_hours", "working_day_hours", "business_days", "calendar_days", "months"]
)
@pytest.mark.parametrize("amount", [200_000, 10**30])
def test_a_term_past_the_end_of_the_tables(unit, amount):
    with pytest.raises(CalendarError, match="se calcula entre 1970-01-01 y 2100-12-31"):
        add(term(amount * 9, unit), start=START, calendar=calendar())
    with pytest.raises(CalendarError, match="se calcula entre 1970-01-01 y 2100-12-31"):
        subtract(term(amount * 9, unit), end=START, calendar=calendar())


@pytest.mark.parametrize("year", [1, 1900, 1969, 2101, 9999])
def test_an_instant_outside_the_tables(year):
    start = datetime(year, 6, 1, tzinfo=UTC)
    for ask in (calendar().is_open, calendar().next_opening, calendar().next_closing):
        with pytest.raises(CalendarError, match="se calcula entre"):
            ask(start)
    with pytest.raises(CalendarError, match="se calcula entre"):
        due(term(1, "business_days"), start=start, calendar=calendar())


def test_a_term_that_outlives_its_calendar():
    desk = calendar(valid_to="2026-06-05")
    assert add(term(4, "business_days"), start=START, calendar=desk) == at("2026-06-05 17:00", desk)
    with pytest.raises(CalendarError, match=r"^valid_to: el calendario vale hasta 2026-06-05"):
        add(term(5, "business_days"), start=START, calendar=desk)


def test_pauses_that_make_no_sense():
    desk, hour = calendar(), timedelta(hours=1)
    with pytest.raises(WorktimeError, match="termina antes"):
        due(term(1, "months"), start=START, calendar=desk, pauses=[(START, START - hour)])
    with pytest.raises(WorktimeError, match="no lleva zona horaria"):
        due(term(1, "months"), start=START, calendar=desk, pauses=[(START.replace(tzinfo=None), None)])
    with pytest.raises(WorktimeError, match="no se mide hacia atrás"):
        measure("months", start=START, end=START - hour, calendar=desk)
    with pytest.raises(TermError, match="unit: «weeks» no vale"):
        measure("weeks", start=START, end=START, calendar=desk)

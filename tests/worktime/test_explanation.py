"""¿Por qué esta fecha?"""

import json
from datetime import date, timedelta

from tests.worktime.desk import at, calendar, term
from ventanilla.worktime import due

CLOSED = [{"from": "2026-06-04", "to": "2026-06-08", "name": "Receso", "source": "Resolución 12"}]


def told(result, of):
    """Each step as kind, local days and hours, name, amount."""
    lines = []
    for step in result.steps:
        until = f"{step.until.astimezone(of.zone):%d %H:%M}" if step.until else None
        amount = step.amount // timedelta(minutes=1) if isinstance(step.amount, timedelta) else step.amount
        lines.append((str(step.kind), f"{step.since.astimezone(of.zone):%d %H:%M}", until, step.name, amount))
    return lines


def test_hours_with_a_pause_a_recess_and_special_hours():
    special = [{"on": "2026-06-03", "hours": ["08:00-10:00"], "name": "Jura"}]
    desk = calendar(closed=CLOSED, special=special)
    pauses = [(at("2026-06-02 11:00", desk), at("2026-06-02 14:00", desk))]
    result = due(term(13, "business_hours"), start=at("2026-06-01 12:30", desk), calendar=desk, pauses=pauses)
    assert told(result, desk) == [
        ("start", "01 12:30", None, None, None),
        ("counted", "01 13:00", "01 17:00", None, 240),
        ("counted", "02 08:00", "02 11:00", None, 180),
        ("pause", "02 11:00", "02 14:00", None, 120),
        ("counted", "02 14:00", "02 17:00", None, 180),
        ("counted", "03 08:00", "03 10:00", "Jura", 120),
        ("closed", "04 00:00", "09 00:00", "Receso", None),
        ("counted", "09 08:00", "09 09:00", None, 60),
        ("due", "09 09:00", None, None, None),
    ]
    recess = result.steps[6]
    assert (recess.on, recess.to) == (date(2026, 6, 4), date(2026, 6, 8))
    assert recess.source == "Resolución 12"
    assert [step.total for step in result.steps if step.total] == [
        timedelta(hours=n) for n in (4, 7, 10, 12, 13)
    ]


def test_days_with_a_holiday_and_a_pause():
    lima = calendar("America/Lima", "PE")
    pauses = [(at("2026-07-22 07:00", lima), at("2026-07-22 18:00", lima))]
    result = due(term(3, "business_days"), start=at("2026-07-20 12:00", lima), calendar=lima, pauses=pauses)
    assert told(result, lima) == [
        ("start", "20 12:00", None, None, None),
        ("counted", "21 08:00", "21 17:00", None, 1),
        ("pause", "22 07:00", "22 18:00", None, 1),
        ("holiday", "23 00:00", "24 00:00", "Día de la Fuerza Aérea del Perú", None),
        ("counted", "24 08:00", "24 17:00", None, 1),
        ("counted", "27 08:00", "27 17:00", None, 1),
        ("due", "27 17:00", None, None, None),
    ]


def test_a_holiday_on_a_weekday_that_is_closed_anyway_is_not_told():
    panama = calendar("America/Panama", "PA")  # 2026-12-20 is a Sunday, 21 its bridge
    result = due(term(1, "business_days"), start=at("2026-12-18 12:00", panama), calendar=panama)
    assert [step.name for step in result.steps if step.kind == "holiday"] == [
        "Día de Duelo Nacional (puente)"
    ]


def test_calendar_days_are_told_in_runs():
    lima = calendar("America/Lima", "PE")
    pauses = [(at("2026-07-10 12:00", lima), at("2026-07-12 12:00", lima))]
    result = due(term(1, "months"), start=at("2026-07-01 12:00", lima), calendar=lima, pauses=pauses)
    assert told(result, lima) == [
        ("start", "01 12:00", None, None, None),
        ("counted", "02 00:00", "11 00:00", None, 9),
        ("pause", "10 12:00", "12 12:00", None, 1),
        ("counted", "12 00:00", "03 00:00", None, 22),
        ("due", "03 00:00", None, None, None),
    ]


def test_a_pause_that_goes_on_ends_the_explanation():
    desk = calendar()
    pauses = [(at("2026-06-02 10:00", desk), None)]
    hours = due(term(13, "business_hours"), start=at("2026-06-01 08:00", desk), calendar=desk, pauses=pauses)
    assert hours.at is None
    assert told(hours, desk)[-2:] == [
        ("counted", "02 08:00", "02 10:00", None, 120),
        ("pause", "02 10:00", None, None, 0),
    ]
    days = due(term(3, "business_days"), start=at("2026-06-01 08:00", desk), calendar=desk, pauses=pauses)
    assert days.at is None
    assert told(days, desk)[1:] == [
        ("counted", "02 08:00", "02 17:00", None, 1),
        ("pause", "02 10:00", None, None, 0),
    ]


def test_zero_is_start_and_due():
    desk = calendar()
    result = due(term(0, "business_days"), start=at("2026-06-06 10:00", desk), calendar=desk)
    assert [step.kind for step in result.steps] == ["start", "due"]


def test_the_steps_are_plain_json():
    desk = calendar(closed=CLOSED)
    result = due(term(30, "business_hours"), start=at("2026-06-01 08:00", desk), calendar=desk)
    steps = json.loads(json.dumps([step.data() for step in result.steps]))
    assert steps[1] == {
        "kind": "counted",
        "since": "2026-06-01T13:00:00+00:00",
        "until": "2026-06-01T17:00:00+00:00",
        "on": "2026-06-01",
        "amount": 14400,
        "total": 14400,
    }

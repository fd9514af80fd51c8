"""What somebody writes, as instants and pauses of a calendar."""

import pytest

from tests.worktime.desk import calendar, every_day
from ventanilla.worktime import WorktimeError
from ventanilla.worktime.question import instant, pauses


@pytest.mark.parametrize(
    ("zone", "written", "is_at"),
    [
        ("America/Lima", "2026-03-31T09:30", "2026-03-31T14:30:00+00:00"),
        ("America/Lima", "2026-03-31T09:30+02:00", "2026-03-31T07:30:00+00:00"),
        ("America/Lima", "2026-03-31", "2026-03-31T05:00:00+00:00"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00+00:00"),  # its clock goes from 00:00 to 01:00
        ("America/Santiago", "20260906", "2026-09-06T04:00:00+00:00"),
        ("America/Tijuana", "2026-11-01T01:30", "2026-11-01T08:30:00+00:00"),  # twice: the first
    ],
)
def test_a_time_without_an_offset_is_the_one_of_the_calendar(zone, written, is_at):
    assert instant(written, calendar(zone)).isoformat() == is_at


@pytest.mark.parametrize("written", ["2026-09-06T00:00", "2026-09-06T00:59:59", "2026-09-06 00:30"])
def test_an_hour_that_the_clock_leaves_out_is_refused(written):
    with pytest.raises(WorktimeError, match="esa hora no existe en America/Santiago"):
        instant(written, calendar("America/Santiago"))


@pytest.mark.parametrize(
    "written", [None, 0, 20260331, "", "\ud800", "2026-02-30", "1970-12-31", "2100-01-01", [], "x" * 10**6]
)
def test_what_is_no_instant_is_refused_in_few_words(written):
    with pytest.raises(WorktimeError) as caught:
        instant(written, calendar())
    assert len(str(caught.value)) < 200


def test_pauses_with_an_end_and_without():
    desk = calendar(hours=every_day("08:00-12:00"))
    since, until = (instant(day, desk) for day in ("2026-03-02", "2026-03-03"))
    assert (
        pauses("2026-03-02/2026-03-03", desk)
        == pauses([["2026-03-02", "2026-03-03"]], desk)
        == [(since, until)]
    )
    for endless in ("2026-03-02", "2026-03-02/", ["2026-03-02"], ["2026-03-02", None]):
        assert pauses([endless], desk) == [(since, None)]


@pytest.mark.parametrize(
    "written",
    [
        0,
        None,
        {},
        [0],
        [[]],
        [{}],
        [["2026-03-02", 0]],
        [["2026-03-02", ""]],
        ["a/b/c"],
        [["2026-03-02", None, None]],
    ],
)
def test_what_is_no_pause_is_refused(written):
    with pytest.raises(WorktimeError):
        pauses(written, calendar())

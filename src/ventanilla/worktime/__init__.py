"""Business time, pure: calendars, terms, and the instant at which a promise is due, with its reasons.

    week = {"mon": ["08:00-12:00", "13:00-17:00"]}
    calendar = Calendar.from_data({"zone": "America/Lima", "country": "PE", "hours": week})
    result = due(Term.from_data({"unit": "business_days", "amount": 15}), start=at, calendar=calendar)
    result.at, result.steps

What it means, so that two people compute the same date:

Hours of a date
  Intervals are half-open and merge where they touch; an end before its start is on the next date. An
  interval belongs to the date on which it begins, also its part after midnight, and vanishes with it.
  Overlapping intervals are refused, also across midnight.
  Of what is said of one date, special hours win over `working`, `working` over `closed`, `closed` over
  public holidays, those over the week. A closed date with special hours is open in them; an empty list
  of special hours is closed; `working` gives the hours of the weekday, none if it has none.
  A working date is one with any opening of its own. Outside its validity a calendar is closed.
Clock changes
  A wall time is the first instant at which the clock shows it or a later one. Real minutes count: a day
  has 23 or 25 hours, and an hour that comes twice counts twice. Dates follow the same rule.
Units
  Zero is the start itself, and otherwise due is the earliest instant at which the amount has counted: the
  closing, not the next opening.
  business_hours: opening hours. working_day_hours: all hours of working dates, 24 a day.
  business_days: the start's local date is not counted; due is the closing of the n-th working date.
  calendar_days: the same over all dates; due is the end of the date, the first instant of the next.
  months: the same day, or the last of the month, counted as the calendar days until then. So a month that
  was shortened and then held by a pause can be due after one that was started on a later, unpaused day.
  Neither asks whether the desk is open: calendar days and months go on beyond a calendar's validity.
Pauses
  Half-open, in any order, overlapping or open-ended; what lies before the start is nothing. Hours in them do
  not count; a date counts unless its whole opening (calendar days: the whole date) lies inside them. An
  open-ended pause that prevents the amount gives no due date.
Backwards
  Measure is the largest amount that, added to the start, is reached by the end. Subtract is for hours the
  latest start; for days the opening (or midnight) of the date before the n last that are over by the end,
  so that adding again gives the end when this is a closing (months: when no month was shortened).
Two calendars
  `merged(country, campus, unit, channel)`: the nearer level's word of a date silences the farther. In the
  `union` of two, what either rests is off, whatever special hours the other has. The other gives days off and
  nothing else: beyond its own validity it rests no date, and the promise goes on by the first calendar alone.
Ecuador
  A feast whose rest was moved is itself worked, except 1 January and 25 December.
Public holidays
  A calendar may keep its list (`public_holidays`); within its dates nothing else is asked, outside of them, or
  without a list, the installed `holidays` package.
Limits
  1970 to 2100; what needs more, and hours or business days beyond a calendar's own validity, is a CalendarError
  and never a guess.
"""

from ventanilla.worktime.calendar import Calendar
from ventanilla.worktime.counting import add, measure, subtract
from ventanilla.worktime.due import Due, due
from ventanilla.worktime.errors import CalendarEnds, CalendarError, TermError, WorktimeError
from ventanilla.worktime.inheritance import completed, merged, union
from ventanilla.worktime.rules import DayOff
from ventanilla.worktime.step import Kind, Step
from ventanilla.worktime.term import Term, Unit

__all__ = [
    "Calendar", "CalendarEnds", "CalendarError", "DayOff", "Due", "Kind", "Step", "Term", "TermError", "Unit",
    "WorktimeError", "add", "completed", "due", "measure", "merged", "subtract", "union",
]  # fmt: skip

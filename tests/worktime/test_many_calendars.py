"""Many calendars with a few questions each: levels, unions and validity against the walk over every minute."""

import os
from datetime import timedelta
from random import Random

from tests.worktime.oracle import Oracle
from tests.worktime.several import levels
from tests.worktime.test_oracle import UNITS, check_add, check_doors, check_measure, check_subtract
from ventanilla.worktime import Calendar, CalendarError, merged

MANY = int(os.environ.get("WORKTIME_CALENDARS", "1000"))
BEFORE, DAYS = 8, 21
MARGIN = 4320
QUESTIONS = 4  # additions in each unit


def test_a_thousand_calendars_of_several_levels_agree_with_it() -> None:
    assert agree(MANY, Random("levels")) == MANY


def agree(many: int, random: Random) -> int:
    """How many calendars were compared; what crosses itself is no calendar and is drawn again."""
    done = 0
    while done < many:
        said, around = levels(random)
        try:
            calendar = Calendar.from_data(merged(*said))
        except CalendarError as error:
            assert "se cruza" in str(error), error
            continue
        oracle = Oracle(said, around - timedelta(days=BEFORE), DAYS)
        for unit in UNITS:
            for _ in range(QUESTIONS):
                check_add(random, oracle, calendar, unit)
            check_measure(random, oracle, calendar, unit)
            check_subtract(random, oracle, calendar, unit)
        check_doors(random, oracle, calendar, MARGIN)
        done += 1
    return done

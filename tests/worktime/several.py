"""Calendars of several levels, united with others, valid for a time: drawn plainly, a thousand in a second."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.worktime.cases import CLOCKS, DAYS

COUNTRIES = ("PA", "PE", "EC", "MX", "CO")
LUNCH = ["08:00-12:00", "13:00-17:00"]


def levels(random: Random) -> tuple[list[dict[str, Any]], date]:
    """The farthest first, and the date near which each of them says something."""
    zone, around = random.choice(CLOCKS)
    country = {"zone": zone, "country": random.choice(COUNTRIES), "holidays": random.random() < 0.5}
    week = {
        day: hours(random) if random.random() < 0.4 else LUNCH * (day not in {"sat", "sun"}) for day in DAYS
    }
    found: list[dict[str, Any]] = [{**country, "hours": week, **entries(random, around)}]
    for _ in range(random.choice([0, 0, 1, 2])):
        some = {day: hours(random) for day in random.sample(DAYS, random.randrange(3))}
        found.append({"hours": some, **entries(random, around)})
    if random.random() < 0.3:
        found[-1]["also_off"] = [other(random, around)]
    if random.random() < 0.2:
        found[-1]["valid_from"] = (around - timedelta(days=random.randrange(9))).isoformat()
        found[-1]["valid_to"] = (around + timedelta(days=random.randrange(14))).isoformat()
    return found, around


def other(random: Random, around: date) -> dict[str, Any]:
    """The place where somebody lives: only what rests there matters."""
    holidays = random.random() < 0.5
    return {"country": random.choice(COUNTRIES), "holidays": holidays, **entries(random, around)}


def entries(random: Random, around: date) -> dict[str, Any]:
    closed = [(near(random, around), random.choice([0, 0, 3])) for _ in range(random.randrange(3))]
    special = {near(random, around) for _ in range(random.randrange(3))}
    working = {near(random, around) for _ in range(random.randrange(3))}
    return {
        "special": [{"on": day.isoformat(), "hours": hours(random)} for day in sorted(special)],
        "working": [{"on": day.isoformat()} for day in sorted(working)],
        "closed": [
            {"from": day.isoformat(), "to": (day + timedelta(days=n)).isoformat(), "name": "Receso"}
            for day, n in closed
        ],
    }


def near(random: Random, around: date) -> date:
    return around + timedelta(days=random.randrange(-5, 15))


def hours(random: Random) -> list[str]:
    """None, some, and now and then past midnight."""
    cuts = sorted(random.sample(range(1, 288), random.choice([0, 2, 2, 4, 6])))
    found = [f"{clock(a)}-{clock(b)}" for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    late = (cuts[-1] if cuts else 200) + random.randrange(1, 40)
    if random.random() < 0.15 and late < 288:
        found.append(f"{clock(late)}-{clock(random.randrange(min(late, 60)))}")
    return found


def clock(step: int) -> str:
    return f"{step // 12:02}:{step % 12 * 5:02}"

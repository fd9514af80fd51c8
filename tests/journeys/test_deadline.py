"""`ventanilla deadline` asks a running desk: the institution's own terms and calendars."""

import json
from collections.abc import Callable

import pytest


@pytest.mark.requirement("UPN-11")
def test_the_terms_of_an_institution_give_their_dates(command: Callable[..., str]) -> None:
    told = json.loads(command("deadline", "upn", "reclamo", "--start", "2026-10-05T09:00", "--json"))
    assert (told["amount"], told["unit"]) == (15, "business_days")
    assert told["due"].startswith("2026-10-27")
    queja = json.loads(command("deadline", "upn", "queja", "--start", "2026-10-05T09:00", "--json"))
    assert queja["due"].startswith("2026-10-20")


@pytest.mark.requirement("UME-11")
def test_a_campus_has_its_own_calendar(command: Callable[..., str]) -> None:
    hours = ["--start", "2026-11-28T10:00", "--complexity", "low", "--json"]
    here, there = (
        json.loads(command("deadline", "umecit", "primer-contacto", *hours, *campus))
        for campus in ((), ("--campus", "colombia"))
    )
    assert {here["zone"], there["zone"]} == {"America/Panama", "America/Bogota"}


def test_what_an_institution_does_not_have_is_said_with_what_it_has(command: Callable[..., str]) -> None:
    with pytest.raises(AssertionError, match=r"no hay un plazo «quejas»; hay .*queja"):
        command("deadline", "upn", "quejas", "--start", "2026-10-05")
    with pytest.raises(AssertionError, match="no hay una sede «arequipa»"):
        command("deadline", "upn", "queja", "--start", "2026-10-05", "--campus", "arequipa")

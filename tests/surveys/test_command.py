"""What the surveys say, read by the quality office: by service, and every answer."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.surveys.actions import answer, invite
from ventanilla.tickets.actions.attend import close


def told(*words: str) -> str:
    out = StringIO()
    call_command("surveys", *words, stdout=out)
    return out.getvalue()


def rated(world: World, score: int, comment: str = "") -> str:
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        survey = invite(ticket=close(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY), at=MONDAY)
        assert survey is not None
        answer(survey_id=survey.pk, score=score, comment=comment, at=MONDAY)
    return ticket.code


def test_scores_are_gathered_by_service(world: World) -> None:
    rated(world, 5)
    rated(world, 2)
    assert told("faro") == "constancia: 2 of 2 answered, mean 3.50\n"
    assert told("puerto") == ""


def test_every_answer_is_a_line_and_no_formula(world: World) -> None:
    code = rated(world, 1, "=HYPERLINK(1)")
    assert f"{code},constancia,2026-03-09 15:00:00+00:00,1,'=HYPERLINK(1)" in told("faro", "--csv")


def test_an_unknown_institution_is_named(world: World) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        told("nowhere")

"""The survey behind its link: no log-in, once, and never by merely opening it (UDG-10)."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.surveys import links
from ventanilla.surveys.actions import invite
from ventanilla.surveys.models import Survey
from ventanilla.tickets.actions import attend


def invited(world: World, service: str = "constancia", agent: str = "bruno") -> Survey:
    ticket = world.ticket(world.ana, service)
    with acting_in(world.faro):
        ticket = attend.close(ticket_id=ticket.pk, agent=getattr(world, agent), at=MONDAY)
        survey = invite(ticket=ticket, at=MONDAY)
    assert survey is not None
    return survey


@pytest.fixture
def survey(world: World) -> Survey:
    return invited(world)


@pytest.fixture
def anybody(world: World, visitor: Any) -> Any:
    return visitor(world.faro)


def path(survey: Survey) -> str:
    return f"/survey/{links.token(survey)}/"


def now_of(world: World, survey: Survey) -> Survey:
    with acting_in(world.faro):
        survey.refresh_from_db()
    return survey


def test_the_page_asks_in_the_institutions_words_without_log_in(
    anybody: Any, survey: Survey, statements: Any
) -> None:
    with statements(8):
        answer = anybody.get(path(survey))
    page = answer.content.decode()
    for told in ("¿Cómo le atendimos?", "Muy bien", "Muy mal", "¿Algo más?", "Constancia de estudios"):
        assert told in page
    assert page.count('type="radio"') == 5


def test_an_answer_is_thanked_and_the_second_told_that_it_is_late(
    world: World, anybody: Any, survey: Survey, statements: Any
) -> None:
    with statements(8):
        answer = anybody.post(path(survey), {"score": "4", "comment": "Bien <b>atendida</b> 😀"})
    assert answer.status_code == 302
    thanks = anybody.client.get(answer["Location"]).content.decode()
    assert "Gracias." in thanks
    for again in (anybody.get(path(survey)), anybody.post(path(survey), {"score": "1"})):
        assert "Esta encuesta ya fue respondida" in again.content.decode()
    found = now_of(world, survey)
    assert (found.score, found.comment) == (4, "Bien <b>atendida</b> 😀")


def test_opening_answers_nothing_also_with_a_score_in_the_link(
    world: World, anybody: Any, survey: Survey
) -> None:
    page = anybody.get(path(survey), {"score": "2"}).content.decode()
    assert 'value="2" checked' in page
    assert now_of(world, survey).answered_at is None


def test_a_reader_without_cookies_can_answer(world: World, visitor: Any, survey: Survey) -> None:
    strict = visitor(world.faro)
    strict.client = Client(enforce_csrf_checks=True, headers={"accept-language": "es"})
    assert strict.post(path(survey), {"score": "5"}).status_code == 302
    assert now_of(world, survey).score == 5


@pytest.mark.parametrize("score", ["", "0", "6", "-1", "cinco", "٣٣", "1e3", "9" * 400, "\0"])
def test_a_score_that_is_none_is_asked_for_again_with_the_comment_kept(
    world: World, anybody: Any, survey: Survey, score: str
) -> None:
    page = anybody.post(path(survey), {"score": score, "comment": "Mi comentario"}).content.decode()
    assert "Elija una de las respuestas." in page
    assert "Mi comentario" in page
    assert now_of(world, survey).answered_at is None


def test_a_comment_too_long_is_kept_with_the_choice(world: World, anybody: Any, survey: Survey) -> None:
    page = anybody.post(path(survey), {"score": "3", "comment": "ñ" * 2_001}).content.decode()
    assert "El comentario tiene 2001 caracteres y caben 2000." in page
    assert 'value="3" checked' in page
    assert now_of(world, survey).answered_at is None


def test_a_changed_link_and_one_of_another_institution_do_not_exist(
    world: World, anybody: Any, visitor: Any, survey: Survey
) -> None:
    token = links.token(survey)
    forged = signing.dumps([world.faro.pk, survey.pk], salt="ventanilla.documents.link")
    for words in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x" + token, "x", forged, "ñ:1:2"):
        assert anybody.get(f"/survey/{words}/").status_code == 404
        assert anybody.post(f"/survey/{words}/", {"score": "5"}).status_code == 404
    assert visitor(world.puerto).get(path(survey)).status_code == 404
    assert visitor(world.puerto).post(path(survey), {"score": "5"}).status_code == 404
    assert now_of(world, survey).answered_at is None


def test_after_sixty_days_the_link_says_so(
    anybody: Any, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = path(survey)
    assert timedelta(days=60) == links.LASTS
    late = time.time() + links.LASTS.total_seconds() + 5
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    answer = anybody.get(url)
    assert answer.status_code == 410
    assert "Esta encuesta ha terminado" in answer.content.decode()


def test_a_confidential_service_is_not_named(world: World, anybody: Any) -> None:
    survey = invited(world, "bienestar", "gema")
    page = anybody.get(path(survey)).content.decode()
    assert "Bienestar" not in page
    assert "acoso" not in page
    assert "FARO-26-" in page

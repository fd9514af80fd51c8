"""An agent is told in writing how he attends: by his director, for ever as it was written, and he answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.world import MONDAY, World
from ventanilla.institutions.models import Unit
from ventanilla.journal.models import Event
from ventanilla.people.models import Person, Role
from ventanilla.quality import queries, rules
from ventanilla.quality.actions import evaluate, receive
from ventanilla.quality.models import Acknowledgement, Evaluation, EvaluationDraft

MARCH = evaluate.Days(date(2026, 3, 1), date(2026, 3, 31))
WORDS = {"strengths": "Explica con claridad.", "improvements": "", "agreements": "Un curso en mayo."}
FIGURES = {"rules": 1, "figures": []}
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture
def registro() -> Unit:
    found: Unit = Unit.objects.get(slug="registro")
    return found


@pytest.fixture
def draft(world: World, registro: Unit) -> EvaluationDraft:
    found = evaluate.begin(
        author=world.carla, agent=world.bruno, unit=registro, days=MARCH, figures=FIGURES, at=MONDAY
    )
    return evaluate.save(draft=found, words=WORDS, at=MONDAY)


@pytest.fixture
def delivered(world: World, draft: EvaluationDraft) -> Evaluation:
    return evaluate.deliver(draft_id=draft.pk, author=world.carla, at=MONDAY + DAY)


def fresh(person: Person) -> Person:
    """As his next click finds him."""
    found: Person = Person.objects.get(pk=person.pk)
    return found


def test_a_director_evaluates_the_agents_of_his_unit(world: World, registro: Unit) -> None:
    assert rules.may_evaluate(world.carla, world.bruno, registro.pk)
    for who in ("bruno", "hugo", "ines", "julia", "fabia", "ana"):
        assert not rules.may_evaluate(getattr(world, who), world.bruno, registro.pk), who
    tesoreria = Unit.objects.get(slug="tesoreria")
    assert not rules.may_evaluate(world.carla, world.fabia, tesoreria.pk)
    assert not rules.may_evaluate(world.carla, world.fabia, registro.pk)  # she does not attend there


def test_a_director_is_evaluated_by_administrators_and_nobody_evaluates_himself(
    world: World, registro: Unit
) -> None:
    assert rules.may_evaluate(world.hugo, world.carla, registro.pk)
    assert not rules.may_evaluate(world.carla, world.carla, registro.pk)
    Role.objects.create(person=world.bruno, kind="director", unit=registro)
    assert not rules.may_evaluate(world.carla, fresh(world.bruno), registro.pk)
    Role.objects.create(person=world.hugo, kind="director", unit=registro)
    assert not rules.may_evaluate(fresh(world.hugo), fresh(world.hugo), registro.pk)


def test_a_draft_is_its_authors(world: World, draft: EvaluationDraft) -> None:
    assert queries.own_draft(world.carla, draft.pk) == draft
    for who in (world.bruno, world.hugo, world.ines):
        assert queries.own_draft(who, draft.pk) is None
    assert not Event.objects.filter(kind__startswith="evaluation.").exists()


def test_delivered_it_is_there_for_whom_it_is_for_and_for_nobody_else(
    world: World, delivered: Evaluation
) -> None:
    found = queries.evaluation(delivered.pk)
    assert found is not None
    for who in ("bruno", "carla", "ines"):
        assert rules.may_read(getattr(world, who), found), who
    for who in ("ana", "diego", "fabia", "gema", "hugo", "julia"):
        assert not rules.may_read(getattr(world, who), found), who
    assert not EvaluationDraft.objects.exists()
    assert [row.pk for row in queries.of_agent(world.bruno).rows] == [delivered.pk]
    assert [row.pk for row in queries.readable(world.carla).rows] == [delivered.pk]
    assert [row.pk for row in queries.readable(world.ines).rows] == [delivered.pk]
    for other in (world.bruno, world.hugo, world.fabia, world.julia):
        assert queries.readable(other).rows == []


def test_that_of_a_director_is_read_by_administrators(world: World, registro: Unit) -> None:
    draft = evaluate.begin(
        author=world.hugo, agent=world.carla, unit=registro, days=MARCH, figures=FIGURES, at=MONDAY
    )
    evaluate.save(draft=draft, words=WORDS, at=MONDAY)
    made = evaluate.deliver(draft_id=draft.pk, author=world.hugo, at=MONDAY)
    assert made.of_director
    assert rules.may_read(world.hugo, made)
    assert rules.may_read(world.carla, made)
    assert not rules.may_read(world.bruno, made)
    assert queries.readable(world.carla).rows == []  # of herself she reads among her own
    assert [row.pk for row in queries.readable(world.hugo).rows] == [made.pk]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quality_evaluation SET strengths = 'Otra cosa'",
        "DELETE FROM quality_evaluation",
        "UPDATE quality_remark SET body = ''",
        "DELETE FROM quality_acknowledgement",
    ],
)
def test_nobody_changes_what_was_delivered(delivered: Evaluation, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_journal_keeps_that_it_was_and_not_what_it_says(world: World, delivered: Evaluation) -> None:
    (event,) = Event.objects.filter(kind="evaluation.delivered")
    assert (event.subject_kind, event.subject_id, event.actor_id) == (
        "person",
        world.bruno.pk,
        world.carla.pk,
    )
    assert event.data["evaluation"] == delivered.pk
    assert "claridad" not in str(event.data)


def test_a_correction_is_another_one_that_names_the_first(world: World, delivered: Evaluation) -> None:
    draft = evaluate.correct(author=world.carla, evaluation=delivered, at=MONDAY + 2 * DAY)
    assert (draft.strengths, draft.figures) == (WORDS["strengths"], FIGURES)
    assert evaluate.correct(author=world.carla, evaluation=delivered, at=MONDAY + 2 * DAY) == draft
    evaluate.save(draft=draft, words={**WORDS, "improvements": "Citar la norma."}, at=MONDAY + 2 * DAY)
    second = evaluate.deliver(draft_id=draft.pk, author=world.carla, at=MONDAY + 3 * DAY)
    first = queries.evaluation(delivered.pk)
    assert first is not None
    assert (second.corrects_id, vars(first)["corrected_by"]) == (delivered.pk, second.pk)
    assert first.improvements == ""
    assert Event.objects.filter(kind="evaluation.delivered", data__corrects=delivered.pk).exists()
    with pytest.raises(PermissionError):
        evaluate.correct(author=world.bruno, evaluation=delivered, at=MONDAY)


def test_of_two_corrections_one_is_delivered(world: World, registro: Unit, delivered: Evaluation) -> None:
    Role.objects.create(person=world.diego, kind="director", unit=registro)
    drafts = [
        evaluate.correct(author=author, evaluation=delivered, at=MONDAY)
        for author in (world.carla, fresh(world.diego))
    ]
    evaluate.deliver(draft_id=drafts[0].pk, author=world.carla, at=MONDAY)
    with pytest.raises(evaluate.CorrectedAlready):
        evaluate.deliver(draft_id=drafts[1].pk, author=fresh(world.diego), at=MONDAY)
    assert EvaluationDraft.objects.filter(pk=drafts[1].pk).exists()  # nothing is lost


def test_one_with_nothing_in_it_is_not_delivered(world: World, draft: EvaluationDraft) -> None:
    evaluate.save(draft=draft, words={}, at=MONDAY)
    with pytest.raises(evaluate.NothingSaid):
        evaluate.deliver(draft_id=draft.pk, author=world.carla, at=MONDAY)
    with pytest.raises(evaluate.TooLong, match="agreements"):
        evaluate.save(draft=draft, words={"agreements": "x" * 10_001}, at=MONDAY)


def test_whose_role_is_taken_meanwhile_delivers_nothing(world: World, draft: EvaluationDraft) -> None:
    Role.objects.filter(person=world.carla).delete()
    with pytest.raises(PermissionError):
        evaluate.deliver(draft_id=draft.pk, author=fresh(world.carla), at=MONDAY)
    assert not Evaluation.objects.exists()


def test_delivered_twice_it_is_delivered_once(world: World, draft: EvaluationDraft) -> None:
    evaluate.deliver(draft_id=draft.pk, author=world.carla, at=MONDAY)
    with pytest.raises(EvaluationDraft.DoesNotExist):
        evaluate.deliver(draft_id=draft.pk, author=world.carla, at=MONDAY)


def test_the_agent_answers_as_often_as_he_likes(world: World, delivered: Evaluation) -> None:
    key = uuid4()
    receive.remark(evaluation=delivered, agent=world.bruno, body="De acuerdo.", key=key, at=MONDAY + DAY)
    with pytest.raises(receive.SaidAlready):
        receive.remark(evaluation=delivered, agent=world.bruno, body="De acuerdo.", key=key, at=MONDAY + DAY)
    receive.remark(evaluation=delivered, agent=world.bruno, body="Y algo más.", key=uuid4(), at=MONDAY + DAY)
    assert [one.body for one in queries.remarks(delivered)] == ["De acuerdo.", "Y algo más."]
    assert Event.objects.filter(kind="evaluation.commented", data__to=world.carla.pk).count() == 2
    for body, problem in (("  ", receive.NothingSaid), ("x" * 10_001, receive.TooLong)):
        with pytest.raises(problem):
            receive.remark(evaluation=delivered, agent=world.bruno, body=body, key=uuid4(), at=MONDAY)


def test_and_says_that_he_has_read_it_once(world: World, delivered: Evaluation) -> None:
    for _ in range(2):
        receive.acknowledge(evaluation=delivered, agent=world.bruno, at=MONDAY + DAY)
    assert Acknowledgement.objects.count() == 1
    assert Event.objects.filter(kind="evaluation.acknowledged").count() == 1


@pytest.mark.parametrize("who", ["carla", "hugo", "ines", "ana"])
def test_nobody_answers_in_his_place(world: World, delivered: Evaluation, who: str) -> None:
    person = getattr(world, who)
    with pytest.raises(PermissionError):
        receive.acknowledge(evaluation=delivered, agent=person, at=MONDAY)
    with pytest.raises(PermissionError):
        receive.remark(evaluation=delivered, agent=person, body="Ya.", key=uuid4(), at=MONDAY)


def test_a_list_goes_on(world: World, delivered: Evaluation) -> None:
    for _ in range(55):
        delivered.pk = None
        delivered.save(force_insert=True)
    first = queries.readable(world.carla)
    assert len(first.rows) == queries.PAGE
    rest = queries.readable(world.carla, after=first.older)
    assert len(rest.rows) == 6
    assert rest.older == 0


def test_the_agent_is_told_without_a_word_of_it(
    world: World, delivered: Evaluation, work: Any, catcher: Any
) -> None:
    work()
    (mail,) = catcher.messages(to="bruno@faro.test")
    assert "Su evaluación" in mail.subject
    text = str(mail)
    assert f"/office/evaluations/{delivered.pk}/" in mail.text
    assert "claridad" not in text

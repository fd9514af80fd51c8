"""Who evaluates whom, and who reads it, in sentences."""

from ventanilla.people.models import Person, RoleKind
from ventanilla.people.rules import OF_A_UNIT, administers
from ventanilla.quality.models import Evaluation


def attends_in(agent: Person, unit_id: int) -> bool:
    """Agents and directors of the unit."""
    return agent.has_role(*OF_A_UNIT, unit_id=unit_id)


def directs(person: Person, unit_id: int) -> bool:
    """As his own role says, not as an administrator."""
    return person.has_role(RoleKind.DIRECTOR, unit_id=unit_id)


def may_evaluate(person: Person | None, agent: Person, unit_id: int) -> bool:
    """The unit's directors its agents, administrators its directors; nobody himself."""
    if person is None or person.pk == agent.pk or not attends_in(agent, unit_id):
        return False
    return administers(person) if directs(agent, unit_id) else directs(person, unit_id)


def is_agent(person: Person | None, evaluation: Evaluation) -> bool:
    return person is not None and evaluation.agent_id == person.pk


def may_read(person: Person | None, evaluation: Evaluation) -> bool:
    """The agent, who wrote it, the unit's directors and quality; administrators those of directors. Nobody else."""
    if person is None:
        return False
    if person.pk in {evaluation.agent_id, evaluation.author_id}:
        return True
    if person.has_role(RoleKind.QUALITY):
        return True
    return administers(person) if evaluation.of_director else directs(person, evaluation.unit_id)


def may_correct(person: Person | None, evaluation: Evaluation) -> bool:
    """Who might write it today: its author, or who follows him in his office. Never its subject."""
    if person is None or is_agent(person, evaluation):
        return False
    return administers(person) if evaluation.of_director else directs(person, evaluation.unit_id)

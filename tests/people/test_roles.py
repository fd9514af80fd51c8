"""Roles change hands with a reason; nobody locks the institution out."""

import pytest

from tests.world import MONDAY, World
from ventanilla.institutions.models import Unit
from ventanilla.journal.models import Event
from ventanilla.people.actions.roles import (
    HasIt,
    HasNot,
    LastAdministrator,
    NoReason,
    NoUnit,
    give,
    take,
)
from ventanilla.people.models import Person, Role, RoleChange, RoleKind


def unit(slug: str) -> Unit:
    found: Unit = Unit.objects.get(slug=slug)
    return found


def role_of(person: Person, kind: str = RoleKind.AGENT) -> int:
    return int(Role.objects.get(person=person, kind=kind).pk)


def test_an_administrator_makes_somebody_an_agent_and_says_why(acting: World) -> None:
    reason = "Reemplaza  a Bruno\nen marzo"
    give(
        person=acting.diego,
        kind="agent",
        unit=unit("registro"),
        by=acting.hugo,
        reason=reason,
        at=MONDAY,
    )
    assert Role.objects.filter(person=acting.diego, kind="agent", unit=unit("registro")).exists()
    change = RoleChange.objects.get()
    assert (change.given, change.by_id, change.reason) == (True, acting.hugo.pk, "Reemplaza a Bruno en marzo")
    event = Event.objects.get(kind="role.given")
    assert (event.subject_id, event.actor_id) == (acting.diego.pk, acting.hugo.pk)
    assert event.data["change"] == change.pk
    assert "Bruno" not in str(event.data)


def test_a_role_is_taken_back(acting: World) -> None:
    take(role_id=role_of(acting.bruno), person=acting.bruno, by=acting.hugo, reason="Se retira", at=MONDAY)
    assert not Role.objects.filter(person=acting.bruno).exists()
    assert Event.objects.get(kind="role.taken").data["role"] == "agent"
    with pytest.raises(HasNot):
        take(role_id=1, person=acting.bruno, by=acting.hugo, reason="Otra vez", at=MONDAY)


def test_without_a_reason_or_a_unit_nothing_changes(acting: World) -> None:
    for reason in ("", "  ", "x" * 401):
        with pytest.raises(NoReason):
            give(
                person=acting.diego,
                kind="quality",
                unit=None,
                by=acting.hugo,
                reason=reason,
                at=MONDAY,
            )
    with pytest.raises(NoUnit):
        give(person=acting.diego, kind="agent", unit=None, by=acting.hugo, reason="Llega", at=MONDAY)
    with pytest.raises(HasIt):
        give(
            person=acting.bruno,
            kind="agent",
            unit=unit("registro"),
            by=acting.hugo,
            reason="Llega",
            at=MONDAY,
        )
    assert not RoleChange.objects.exists()


def test_a_director_hands_out_the_agents_of_his_unit_and_nothing_else(acting: World) -> None:
    more = {"person": acting.diego, "by": acting.carla, "reason": "Llega", "at": MONDAY}
    give(kind="agent", unit=unit("registro"), **more)  # type: ignore[arg-type]
    for kind, where in (("agent", "tesoreria"), ("director", "registro"), ("administrator", None)):
        with pytest.raises(PermissionError):
            give(kind=kind, unit=unit(where) if where else None, **more)  # type: ignore[arg-type]
    take(role_id=role_of(acting.diego), person=acting.diego, by=acting.carla, reason="Se va", at=MONDAY)
    with pytest.raises(PermissionError):
        take(role_id=role_of(acting.fabia), person=acting.fabia, by=acting.carla, reason="No", at=MONDAY)


def test_the_last_administrator_stays(acting: World) -> None:
    own = {"person": acting.hugo, "by": acting.hugo, "reason": "Me voy", "at": MONDAY}
    with pytest.raises(LastAdministrator):
        take(role_id=role_of(acting.hugo, "administrator"), **own)  # type: ignore[arg-type]
    give(person=acting.ines, kind="administrator", unit=None, by=acting.hugo, reason="Sigue", at=MONDAY)
    take(role_id=role_of(acting.hugo, "administrator"), **own)  # type: ignore[arg-type]
    assert [role.person_id for role in Role.objects.filter(kind="administrator")] == [acting.ines.pk]

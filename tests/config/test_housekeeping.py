"""What is only needed for a while goes; what is needed stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

from tests.world import World
from ventanilla.config.housekeeping import forget_owned, forget_shared
from ventanilla.config.tasks import keep_house
from ventanilla.institutions.acting import acting_in
from ventanilla.lib import jobs, throttle
from ventanilla.lib.clock import now
from ventanilla.notify.models import Delivery
from ventanilla.people.actions.request import request_registration
from ventanilla.people.models import Registration
from ventanilla.tickets.models import Draft


def job_statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        return [str(row[0]) for row in cursor.fetchall()]


def set_status(*steps: str) -> None:
    with connection.cursor() as cursor:
        for step in steps:
            cursor.execute("UPDATE procrastinate_jobs SET status = %s", [step])


def test_sessions_that_are_over_go_with_their_entry_in_the_list(client_of, world: World):
    for person in (world.ana, world.diego):
        client_of(person).get("/")
    ended, kept = Session.objects.order_by("expire_date")
    Session.objects.filter(pk=ended.pk).update(expire_date=now() - timedelta(days=1))
    for session in (ended, kept):
        UserSession.objects.update_or_create(
            session_key=session.pk, defaults={"user_id": world.ana.account_id, "ip": "::1"}
        )
    forget_shared(at=now())
    assert list(Session.objects.values_list("pk", flat=True)) == [kept.pk]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [kept.pk]


def test_jobs_that_ended_a_week_ago_go_and_those_that_wait_stay():
    set_status("cancelled")
    jobs.forget_finished(before=now() + timedelta(minutes=1))
    jobs.defer("react", institution_id=1, event_id=1)
    forget_shared(at=now() + timedelta(days=30))
    assert job_statuses() == ["todo"]
    set_status("doing", "failed")
    forget_shared(at=now() + timedelta(days=6))
    assert job_statuses() == ["failed"]
    forget_shared(at=now() + timedelta(days=8))
    assert job_statuses() == []


def test_counts_of_a_past_hour_go():
    limit = throttle.Limit("test", times=1, per=timedelta(hours=1))
    throttle.count(limit, "ana", at=now())
    forget_shared(at=now() + timedelta(hours=2))
    assert throttle.forget_past(at=now() + timedelta(days=1)) == 0


def test_a_registration_goes_a_week_after_its_end_and_with_it_the_address_it_was_sent_to(
    acting: World, catcher, work
):
    request_registration(email="nora@faro.test", data={}, language="es", at=now())
    work()
    assert Delivery.objects.get().registration is not None
    forget_owned(at=now() + timedelta(days=7))
    assert Registration.objects.count() == 1
    forget_owned(at=now() + timedelta(days=9))
    assert Registration.objects.count() == 0
    [row] = Delivery.objects.all()
    assert (row.registration, row.address, row.status) == (None, "", "sent")


def test_a_draft_goes_after_thirty_days(acting: World):
    service = acting.version("constancia").service
    Draft.objects.create(key=uuid4(), service=service, person=acting.ana, saved_at=now())
    forget_owned(at=now() + timedelta(days=29))
    assert Draft.objects.count() == 1
    forget_owned(at=now() + timedelta(days=31))
    assert Draft.objects.count() == 0


def test_house_is_kept_for_every_institution(world: World):
    for institution, person in ((world.faro, world.ana), (world.puerto, world.elena)):
        with acting_in(institution):
            service = world.version("constancia").service
            Draft.objects.create(key=uuid4(), service=service, person=person, saved_at=now())
    keep_house.func(timestamp=int((now() + timedelta(days=31)).timestamp()))
    for institution in (world.faro, world.puerto):
        with acting_in(institution):
            assert Draft.objects.count() == 0


@pytest.mark.usefixtures("world")
def test_house_is_kept_once_more_without_harm():
    keep_house.func(timestamp=int(now().timestamp()))
    keep_house.func(timestamp=int(now().timestamp()))

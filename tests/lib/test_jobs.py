"""A job belongs to the transaction that needs it, wherever that is deferred."""

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from ventanilla.lib import jobs


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'event_id' = '4711'")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("in_worker", [False, True])
def test_a_job_is_rolled_back_with_its_transaction_also_in_a_worker(in_worker: bool):
    connector = DjangoConnector().get_worker_connector() if in_worker else app.connector
    with app.replace_connector(connector):
        with transaction.atomic():
            jobs.defer("react", institution_id=1, event_id=4711)
            assert waiting() == 1
            transaction.set_rollback(True)
        assert waiting() == 0
        jobs.defer("react", institution_id=1, event_id=4711)
        assert waiting() == 1


def test_the_waits_grow_to_six_hours_and_no_further():
    assert [jobs.wait(n) for n in (0, 1, 2, 8, 9, 1000)] == [3, 9, 27, 19_683, 21_600, 21_600]
    assert sum(jobs.wait(n) for n in range(24)) == pytest.approx(4 * 86_400, rel=0.1)

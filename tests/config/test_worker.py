"""Two workers that find the same job of a dead one."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from ventanilla.config.management.commands.worker import rescue
from ventanilla.lib import jobs

pytestmark = pytest.mark.commits


def test_a_job_that_another_worker_rescued_first_ends_nobody():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        jobs.defer("react", institution_id=1, event_id=1)
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")

    async def both() -> None:
        with app.replace_connector(DjangoConnector().get_worker_connector()) as working:
            async with working.open_async():
                [job] = await working.job_manager.get_stalled_jobs()
                await rescue(working, job)
                await rescue(working, job)

    asyncio.run(both())
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, attempts FROM procrastinate_jobs")
        assert cursor.fetchall() == [("todo", 1)]

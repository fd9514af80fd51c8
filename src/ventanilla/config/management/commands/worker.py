"""`ventanilla worker`: does the jobs of the queue, as the application's role, until it is told to stop."""

import asyncio
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from psycopg.errors import RaiseException

from ventanilla.lib.roles import PrivilegedRole, refuse_privileged

HEARTBEAT = 2.0
#: A worker that was not heard of for so long is dead, and its jobs are done again.
DEAD_AFTER = 10.0


class Command(BaseCommand):
    help = "Do the jobs of the queue until SIGTERM; a second worker beside it shares the work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at a time")

    def handle(self, *args: Any, concurrency: int, **options: Any) -> None:
        try:
            refuse_privileged()
        except PrivilegedRole as error:
            raise CommandError(str(error)) from error
        with app.replace_connector(DjangoConnector().get_worker_connector()) as worker_app:
            asyncio.run(work(worker_app, concurrency))


async def work(app: App, concurrency: int) -> None:
    """Ends in peace after SIGTERM or SIGINT: running jobs are finished first."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(concurrency + 1, "job"))
    asked = asyncio.Event()
    for how in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(how, asked.set)
    async with app.open_async():
        tasks = [
            asyncio.create_task(part)
            for part in (asked.wait(), serve(app, concurrency), rescue_for_ever(app))
        ]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    if not asked.is_set():
        reason = next((str(end) for end in ends if isinstance(end, Exception)), "a part of it ended")
        raise CommandError(f"the worker lost its database: {reason}")


async def serve(app: App, concurrency: int) -> None:
    await app.run_worker_async(
        concurrency=concurrency,
        listen_notify=True,
        delete_jobs="successful",
        install_signal_handlers=False,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=DEAD_AFTER,
        task_middleware=[with_living_connection],
    )


async def rescue_for_ever(app: App) -> None:
    """A job whose worker was killed waits for nobody: it goes back to the queue."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
            await rescue(app, job)
        await asyncio.sleep(HEARTBEAT)


async def rescue(app: App, job: Job) -> None:
    """Two workers find the same job: the second one's attempt is refused by the queue, and that is all."""
    try:
        await app.job_manager.retry_job(job)
    except ConnectorException as error:
        if not isinstance(error.__cause__, RaiseException):
            raise


def with_living_connection(run: Callable[[], Any], context: Any, worker: Any) -> Any:
    """What Django does around a request: a connection that died with the server is not used again."""
    close_old_connections()
    try:
        return run()
    finally:
        close_old_connections()

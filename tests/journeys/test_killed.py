"""`kill -9` while people send requests: what was acknowledged is there, once, with its event and its mail.

The database writes to the disk (fsync on); web, worker and database are real processes. Requests come over HTTP
from people who send the same form again when their connection breaks.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.killed import Acknowledged, Browser, Crowd, Stage
from tests.journeys.site import eventually

WHO = ("ana@faro.test", "diego@faro.test", "bruno@faro.test", "carla@faro.test")
KILLS = 3
BETWEEN = 2.5  # seconds of undisturbed work before each kill
#: A dead worker is noticed after 10 s (DEAD_AFTER), and looked for every 2: then its jobs are done again.
RESCUED = 60.0


@pytest.fixture(scope="module")
def stage(static: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="ventanilla-kill-") as folder:
        Path(folder).chmod(0o711)  # root's server runs as another user, who must get through
        running = Stage(Path(folder), tmp_path_factory.mktemp("killed"), static)
        yield running
        running.stop()


@pytest.mark.parametrize("part", ["web", "worker", "database"])
def test_what_was_acknowledged_survives_the_kill_of(stage: Stage, part: str, capsys: Any) -> None:
    stage.another_hour()
    crowd = Crowd([Browser(stage.site, email) for email in WHO])
    crowd.begin()
    for _ in range(KILLS):
        time.sleep(BETWEEN)
        assert crowd.sending.wait(20), "nobody sends anything"
        stage.kill(part)
    time.sleep(BETWEEN)
    acknowledged = crowd.end()
    again = sum(one.attempts > 1 for one in acknowledged)
    assert again or part == "worker", f"the kills cut off no form on its way: {crowd.troubles}"
    assert len(acknowledged) >= len(WHO) * KILLS
    took = until_told(stage)
    check(stage, acknowledged)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{part}: {len(acknowledged)} acknowledged, {again} of them sent again, {dict(crowd.troubles)}; "
            f"the last mail {took:.1f} s after the last request\n"
        )


def test_a_worker_killed_between_the_relays_250_and_its_commit_repeats_the_message_id(stage: Stage) -> None:
    stage.another_hour()
    until_told(stage)
    worker = stage.site.processes["worker"]
    stage.catcher.plots["diego@faro.test"] = lambda: os.killpg(worker.pid, signal.SIGKILL)
    before = len(stage.catcher.messages(to="diego@faro.test"))
    diego = Browser(stage.site, "diego@faro.test")
    diego.sign_in()

    done = diego.submit("constancia", {"motivo": "Una sola", "idioma": "es"})

    eventually(lambda: worker.poll() is not None, "the worker was killed")
    ((status,),) = delivery(stage, done, "status")
    assert status == "waiting", "it was killed too late"
    stage.supervise()
    until_told(stage)
    one, again = stage.catcher.messages(to="diego@faro.test")[before:]
    ((message_id, status, attempts),) = delivery(stage, done, "message_id, status, attempts")
    assert one.headers["Message-ID"] == again.headers["Message-ID"] == message_id
    assert done.code in one.text
    assert one.text == again.text
    assert (status, attempts) == ("sent", 1)
    check(stage, [done])


def delivery(stage: Stage, of: Acknowledged, columns: str) -> list[Any]:
    return stage.rows(
        f"SELECT {columns} FROM notify_delivery d JOIN tickets_ticket t ON t.id = d.ticket_id WHERE t.code = %s",
        of.code,
    )


def until_told(stage: Stage) -> float:
    """Waits for the worker to have told everything; returns the seconds."""
    begin = time.monotonic()

    def nothing_waits() -> bool:
        stage.supervise()
        ((waiting,),) = stage.rows(
            "SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')) "
            "+ (SELECT count(*) FROM notify_delivery WHERE status = 'waiting')"
        )
        return bool(waiting == 0)

    eventually(nothing_waits, f"all is told ({stage.site.tail('worker')})", patience=RESCUED)
    return time.monotonic() - begin


def check(stage: Stage, acknowledged: list[Acknowledged]) -> None:
    tickets = {
        code: (key, events, confirmations)
        for code, key, events, confirmations in stage.rows(
            "SELECT code, submission_key, "
            "(SELECT count(*) FROM journal_event e WHERE e.institution_id = t.institution_id "
            " AND e.subject_kind = 'ticket' AND e.subject_id = t.id AND e.kind = 'ticket.submitted'), "
            "(SELECT array_agg(message_id || ' ' || status) FROM notify_delivery d "
            " WHERE d.institution_id = t.institution_id AND d.ticket_id = t.id AND d.kind = 'confirmation') "
            "FROM tickets_ticket t"
        )
    }
    for one in acknowledged:
        assert one.code in tickets, f"{one} was acknowledged and is lost"
        assert tickets[one.code][0] == one.key, one
    keys = Counter(key for key, _, _ in tickets.values())
    assert keys.most_common(1)[0][1] == 1
    mails = Counter(str(letter.headers["Message-ID"]) for letter in stage.catcher.messages())
    told = []
    for code, (_, events, confirmations) in tickets.items():
        assert events == 1, f"{code} has {events} events of its arrival"
        assert len(confirmations or []) == 1, f"{code}: {confirmations}"
        message_id, status = confirmations[0].split(" ")
        assert status == "sent", code
        assert mails[message_id] >= 1, f"{code} was not mailed"
        told.append(message_id)
    assert set(mails) == set(told), "mails that nobody knows of"
    assert "the record is whole" in stage.site.command("journal", "verify")
    assert stage.rows("SELECT id FROM procrastinate_jobs WHERE status = 'failed'") == []

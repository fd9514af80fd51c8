"""The floor, measured as the operations are."""

from typing import Any

from bench.client import Client
from bench.floor.writings import Writer, Writing
from bench.operations import Page
from bench.race import Lane, progress, race
from bench.stage import Stage

WSGI, SETTINGS = "bench.floor.wsgi:application", "bench.floor.settings"
CROWD = 8


class Form(Lane):
    """The bare form, and the form sent."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def prepare(self, n: int) -> str:
        return f"El texto de la solicitud {n}: necesito ayuda con mi caso de este semestre."

    def act(self, prepared: str) -> None:
        self._client.send(self._client.get("/bare/form/").form("/bare/form/"), body=prepared)


def floor(stage: Stage, acts: dict[str, Any]) -> dict[str, Any]:
    """What each costs; the forms' and the writings' with one client and with eight."""
    found: dict[str, Any] = {}
    with stage.web(WSGI, DJANGO_SETTINGS_MODULE=SETTINGS):
        port, listed = stage.addresses.web, f"/bare/list/?unit={acts['unit_id']}"

        def visitor() -> Client:
            return Client(port, "", acts["bare"])

        note(found, "an answer without a database", race(stage, [Page(visitor(), ["/bare/"])]))
        note(found, "a bare list of 25", race(stage, [Page(visitor(), [listed])]))
        for clients in (1, CROWD):
            note(
                found,
                f"a bare form, GET + POST, {clients} client(s)",
                race(stage, [Form(visitor()) for _ in range(clients)]),
            )
    clear(stage)
    for clients in (1, CROWD):
        writers = [writer(stage, acts, n) for n in range(clients)]
        submits: list[Lane] = [Writing(one, one.new_ticket) for one in writers]
        note(found, f"a submit as plain SQL, {clients} client(s)", race(stage, submits))
        replies: list[Lane] = [Writing(one, one.new_reply) for one in writers]
        note(found, f"a reply as plain SQL, {clients} client(s)", race(stage, replies))
    return found


def clear(stage: Stage) -> None:
    """The bare form's tickets have no journal: what is measured next must verify."""
    bare = "SELECT id FROM tickets_ticket WHERE code LIKE 'FLOOR-%'"
    with stage.connect("owner") as connection:
        connection.execute(f"DELETE FROM tickets_message WHERE ticket_id IN ({bare})")
        connection.execute("DELETE FROM tickets_ticket WHERE code LIKE 'FLOOR-%'")


def note(found: dict[str, Any], name: str, figures: Any) -> None:
    found[name] = figures.as_json()
    progress(
        f"floor, {name}: {figures.cpu} ms of CPU, {figures.p50} / {figures.p95} ms, {figures.rate} a second"
    )


def writer(stage: Stage, acts: dict[str, Any], n: int) -> Writer:
    key = stage.environment()["JOURNAL_KEY"].encode()
    return Writer(stage.connect(), acts["institution_id"], acts["reply"][n]["id"], key)

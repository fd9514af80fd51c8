"""What people do at a desk, through its real pages, and what each may cost.

An operation whose page is not there is left out with a line that says so; it is never made up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import uuid4

from bench.client import Client
from bench.race import Lane

BULK = 20
#: As tickets/queue/view.py names them.
VIEWS = ("unit", "mine", "unassigned", "due", "waiting", "breached", "confidential", "answered", "ended")
SORTS = {"answered": ("activity",), "ended": ("ended",)}
OPEN_SORTS = ("due", "activity", "created")
STATES = {"waiting": "waiting_student", "answered": "answered", "ended": "closed"}


@dataclass(frozen=True)
class Page(Lane):
    """Reads addresses in turn."""

    client: Client
    paths: Sequence[str]

    def prepare(self, n: int) -> str:
        return self.paths[n % len(self.paths)]

    def act(self, prepared: str) -> None:
        self.client.get(prepared)


@dataclass(frozen=True)
class Submit(Lane):
    """The form, and then the form sent; as many students as there are take turns."""

    clients: Sequence[Client]
    service: str
    answers: dict[str, Any]

    def prepare(self, n: int) -> Client:
        return self.clients[n % len(self.clients)]

    def act(self, prepared: Client) -> None:
        address = f"/services/{self.service}/request/"
        form = prepared.get(address).form(address)
        done = prepared.send(form, declared="on", **self.answers)
        assert done.place.endswith("/confirmation/"), done.place


@dataclass(frozen=True)
class Sending(Lane):
    """A form that is on the screen, sent: of a ticket of one's own, in turn."""

    client: Callable[[dict[str, Any]], Client]
    tickets: Sequence[dict[str, Any]]
    page: str  # with {code}
    action: str
    answers: Callable[[int], dict[str, Any]]

    def prepare(self, n: int) -> Any:
        ticket = self.tickets[n % len(self.tickets)]
        client = self.client(ticket)
        return client, client.get(self.page.format(**ticket)).form(self.action), self.answers(n)

    def act(self, prepared: Any) -> None:
        client, form, answers = prepared
        client.send(form, **answers)


@dataclass(frozen=True)
class Bulk(Lane):
    """One thing for twenty tickets: what would happen, and then let it happen."""

    client: Client
    tickets: Sequence[dict[str, Any]]

    def prepare(self, n: int) -> Any:
        form = self.client.get("/desk/").form("/desk/bulk/")
        first = n * BULK % len(self.tickets)
        chosen = [*self.tickets, *self.tickets][first : first + BULK]
        return form, f"medida-{n}", [ticket["code"] for ticket in chosen]

    def act(self, prepared: Any) -> None:
        form, tag, codes = prepared
        asked = {"deed": "tag", "value": tag, "ticket": codes}
        preview = self.client.send(form, status=200, **asked).form("/desk/bulk/")
        self.client.send(preview, deed="tag", value=tag, confirmed="yes")


@dataclass(frozen=True)
class Operation:
    """`lanes` gives as many clients as asked for. `target` is milliseconds of CPU; `growth` against 10,000."""

    name: str
    lanes: Callable[[int], list[Lane]]
    target: float | None = None
    growth: float | None = None
    writes: bool = False
    crowd: bool = False  # measured with eight clients, too
    statements: int = 8


class Desk:
    """Everybody who does something, each on a kept connection."""

    def __init__(self, port: int, acts: dict[str, Any]) -> None:
        self.port, self.acts, self.prefix = port, acts, f"/{acts['institution']}"
        self._students: dict[str, Client] = {}

    def signed_in(self, session: str) -> Client:
        return Client(self.port, self.prefix, session)

    def student(self, ticket: dict[str, Any]) -> Client:
        session = ticket["requester"]
        if session not in self._students:
            self._students[session] = self.signed_in(session)
        return self._students[session]

    def pages(self, session: str, *paths: str) -> Callable[[int], list[Lane]]:
        """Those that answer."""

        def lanes(clients: int) -> list[Lane]:
            left = [path for path in paths if path not in self.acts["broken"]]
            return [Page(self.signed_in(session), left) for _ in range(clients)]

        return lanes

    def submitting(self, clients: int) -> list[Lane]:
        sessions = list(dict.fromkeys(ticket["requester"] for ticket in self.acts["own"]))
        everybody = [self.signed_in(session) for session in sessions]
        service, answers = self.acts["service"], self.acts["answers"]
        return [Submit(everybody[n::clients], service, answers) for n in range(clients)]

    def _shared(self, clients: int, name: str) -> list[list[dict[str, Any]]]:
        """Nobody touches another's tickets."""
        return [self.acts[name][n::clients] for n in range(clients)]

    def answering(self, clients: int) -> list[Lane]:
        def words(n: int) -> dict[str, Any]:
            return {
                "kind": "answer",
                "body": f"Le respondemos por {n}.ª vez: el certificado está listo.",
                "key": str(uuid4()),
            }

        return [
            Sending(self._agent(), part, "/desk/tickets/{code}/", "/messages/", words)
            for part in self._shared(clients, "act")
        ]

    def replying(self, clients: int) -> list[Lane]:
        def words(n: int) -> dict[str, Any]:
            return {"body": f"Agrego un dato más a mi caso, el {n}."}

        return [
            Sending(self.student, part, "/tickets/{code}/", "/messages/", words)
            for part in self._shared(clients, "reply")
        ]

    def assigning(self, clients: int) -> list[Lane]:
        people = [self.acts["agent_id"], *self.acts["colleagues"]]

        def to(n: int) -> dict[str, Any]:
            return {"person": str(people[n // len(self.acts["act"]) % len(people)])}

        return [
            Sending(self._agent(), part, "/desk/tickets/{code}/assignment/", "/assignment/", to)
            for part in self._shared(clients, "act")
        ]

    def acting_on_many(self, clients: int) -> list[Lane]:
        return [Bulk(self.signed_in(self.acts["agent"]), part) for part in self._shared(clients, "act")]

    def _agent(self) -> Callable[[dict[str, Any]], Client]:
        client = self.signed_in(self.acts["agent"])
        return lambda _ticket: client


def view_paths(view: str, filters: dict[str, str]) -> list[str]:
    """Every pair of filters with every order, of one view."""
    values = {**filters, "state": STATES.get(view, filters["state"])}
    known = [name for name, value in values.items() if value]
    found = []
    for sort in SORTS.get(view, OPEN_SORTS):
        for one, other in combinations(known, 2):
            found.append(f"/desk/?view={view}&sort={sort}&{one}={values[one]}&{other}={values[other]}")
    return found


def operations(desk: Desk) -> list[Operation]:
    """Those that write come last."""
    return [*portal(desk), *lists(desk), *writings(desk)]


def portal(desk: Desk) -> list[Operation]:
    own, long = next(ticket["requester"] for ticket in desk.acts["own"]), desk.acts["long"]
    question = desk.acts["question"].replace(" ", "+")
    mine, theirs = f"/tickets/{long['code']}/", f"/desk/tickets/{long['code']}/"
    return [
        Operation("portal home", desk.pages(own, "/"), crowd=True),
        Operation("search of services", desk.pages(own, f"/?q={question}")),
        Operation("my requests", desk.pages(own, "/tickets/"), crowd=True),
        Operation("ticket page, student, 100 messages", desk.pages(long["requester"], mine), 14, crowd=True),
        Operation("ticket page, agent, 100 messages", desk.pages(desk.acts["agent"], theirs), 14, crowd=True),
    ]


def lists(desk: Desk) -> list[Operation]:
    agent, acts = desk.acts["agent"], desk.acts
    whole = [
        Operation(f"queue: {view}", desk.pages(agent, f"/desk/?view={view}"), 16, 1.3, crowd=view == "unit")
        for view in VIEWS
    ]
    narrowed = [
        Operation(
            f"queue: {view}, any two filters and order",
            desk.pages(agent, *view_paths(view, acts["filters"])),
            16,
            1.3,
        )
        for view in VIEWS
    ]
    searches = [
        Operation(
            f"ticket search, found in {share:.1%}", desk.pages(agent, f"/desk/?q={pair.replace(' ', '+')}"), 20,
            crowd=share == max(acts["pairs"].values()),
        )
        for pair, share in acts["pairs"].items()
    ]  # fmt: skip
    board = desk.pages(acts["director"], f"/office/board/?unit={acts['unit']}")
    return [*whole, *narrowed, *searches, Operation("director's board", board)]


def writings(desk: Desk) -> list[Operation]:
    many = f"bulk action, {BULK} tickets (preview + POST)"
    return [
        Operation("submit (GET + POST)", desk.submitting, 12, writes=True, crowd=True, statements=14),
        Operation("reply of the requester (POST)", desk.replying, 12, writes=True, crowd=True, statements=14),
        Operation("reply of the agent (POST)", desk.answering, 12, writes=True, crowd=True, statements=14),
        Operation("assign (POST)", desk.assigning, 12, writes=True, crowd=True, statements=14),
        Operation(many, desk.acting_on_many, writes=True, statements=14),
    ]

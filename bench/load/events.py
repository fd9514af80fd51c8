"""What the journal is told of a ticket's life: kinds, data and digests as the actions give them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bench.load import lives
from bench.load.journal import Told
from bench.load.subjects import Dates, Subject
from ventanilla.institutions.versions import digest
from ventanilla.journal.chain import instant, text_digest


class Saying(NamedTuple):
    """A message or a note."""

    step: lives.Step
    pk: int
    text: str
    salt: bytes


def told_of(
    subject: Subject,
    code: str,
    life: lives.Life,
    sayings: Sequence[Saying],
    dates: Dates,
    answers: dict[str, Any],
) -> list[Told]:
    """In the order of time, which is that of recording."""
    said = {(saying.step.kind, saying.step.at): saying for saying in sayings}
    found = []
    for step in life.steps:
        saying = said.get((step.kind, step.at))
        data = data_of(subject, step, saying)
        if step.kind == "submitted":
            data = {**submission(subject, code, dates, answers), "state": step.state}
        elif step.kind != "breached":
            data["state"] = step.state
        by_requester = step.kind in lives.BY_REQUESTER
        actor: int | None = subject.requester if by_requester else subject.somebody
        channel = subject.channel if by_requester else "desk"
        if step.kind == "breached":
            actor, channel = None, "system"
        found.append(Told(f"ticket.{step.kind}", step.at, actor, channel, data))
    return found


def data_of(subject: Subject, step: lives.Step, saying: Saying | None) -> dict[str, Any]:
    if saying is not None and step.kind == "noted":
        return {"note": saying.pk, "text": text_digest(saying.salt, saying.text)}
    if saying is not None:
        return {"message": saying.pk, "text": text_digest(saying.salt, saying.text), "documents": []}
    match step.kind:
        case "assigned":
            return {"to": subject.somebody, "unit": subject.offer.unit_id}
        case "taken":
            return {"to": subject.somebody}
        case "closed":
            return {"reason": "desk"}
        case "breached":
            due = instant(step.at)
            return {"clock": step.clock, "due": due, "unit": subject.offer.unit_id, "to": subject.agent}
    return {}


def submission(subject: Subject, code: str, dates: Dates, answers: dict[str, Any]) -> dict[str, Any]:
    offer = subject.offer
    rows = {clock.name: clock.row for clock in offer.clocks[subject.campus]}
    return {
        "code": code,
        "service": offer.version.slug,
        "version": offer.version.n,
        "requester": subject.requester,
        "unit": offer.unit_id,
        "rule": None,
        "text": text_digest(subject.salt, digest(answers)),
        "declaration": text_digest(subject.salt, offer.declaration) if offer.declaration else None,
        "documents": [],
        "deadlines": [
            {
                "clock": name,
                "start": instant(start),
                "due": instant(due),
                "term": rows[name].term_id,
                "calendar": rows[name].calendar_id,
            }
            for name, (start, due) in dates.items()
        ],
    }

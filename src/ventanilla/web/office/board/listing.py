"""The cases behind a number of the board."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.people.models import Person
from ventanilla.people.rules import administers
from ventanilla.reports.cases import Wish, page
from ventanilla.reports.figures import share, time
from ventanilla.reports.models import FactKind
from ventanilla.reports.pledges import pledges
from ventanilla.tickets import rules
from ventanilla.web.office.board.asking import Asked

WORDS: dict[str, Any] = {
    FactKind.ARRIVED: _("Requests that arrived"),
    FactKind.CONTACTED: _("First contacts"),
    FactKind.ANSWERED: _("Answers"),
    FactKind.BREACHED: _("Terms that expired"),
    FactKind.EXTENDED: _("Extensions"),
    FactKind.REOPENED: _("Answers that were taken up again"),
    FactKind.RATED: _("Surveys that were answered"),
}


def wish(given: Mapping[str, str], asked: Asked) -> Wish | None:
    """None for what no list holds."""
    kind = given.get("kind", "")
    if kind not in WORDS:
        return None
    numbers = {name: _number(given.get(name, "")) for name in ("agent", "service")}
    return Wish(asked.unit.pk, kind, asked.period, late=bool(given.get("late")), **numbers)


def context(request: Any, asked: Asked, wanted: Wish) -> dict[str, Any]:
    """Four statements at most."""
    found = page(wanted, zone=request.institution.zoneinfo, after=request.GET.get("after", ""))
    of = {"kind": wanted.kind, "agent": wanted.agent, "service": wanted.service}
    here = asked.url("board_cases", **of, late="1" if wanted.late else "")
    tabs = []
    if wanted.kind in {FactKind.ANSWERED, FactKind.CONTACTED}:
        tabs = [
            _tab(_("All"), asked.url("board_cases", **of), not wanted.late),
            _tab(_("Only those that were late"), asked.url("board_cases", **of, late="1"), wanted.late),
        ]
    return {
        "asked": asked,
        "title": WORDS[wanted.kind],
        "whose": _whose(wanted),
        "rows": [_row(fact, request.person) for fact in found.rows],
        "tabs": tabs,
        "older": asked.url("board_cases", **of, late="1" if wanted.late else "", after=found.older)
        if found.older
        else "",
        "newest": here if request.GET.get("after") else "",
        "crumbs": [(gettext("Board"), asked.url()), (WORDS[wanted.kind], "")],
    }


def _whose(wanted: Wish) -> Any:
    """Of an agent or a service, its name."""
    if wanted.agent:
        found = Person.objects.filter(pk=wanted.agent).first()
        return found.full_name if found else ""
    if wanted.agent == 0:
        return gettext("Nobody")
    if wanted.service:
        known = pledges([wanted.service])
        return known[wanted.service].name if wanted.service in known else ""
    return ""


def _row(fact: Any, reader: Person) -> dict[str, Any]:
    """Of a confidential request, whoever may not read it learns no more than that it counts."""
    ticket = fact.ticket
    may_read = rules.may_attend(reader, ticket) or (administers(reader) and not ticket.confidential)
    told = may_read or not ticket.confidential
    return {
        "fact": fact,
        "code": ticket.code if told else "",
        "url": reverse("desk:ticket", args=[ticket.code]) if may_read else "",
        "service": fact.service_name if told else "",
        "agent": fact.agent.full_name if fact.agent else "",
        "time": "" if fact.minutes is None else time(fact.minutes),
        "use": "" if fact.use is None else share(fact.use / 1000),
        "rating": "" if fact.rating is None else share(fact.rating / 1000),
    }


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() and len(words) < 19 else None


def _tab(words: Any, url: str, current: bool) -> dict[str, Any]:
    return {"words": words, "url": url, "current": current, "count": None}

"""To the desk: nobody could be chosen, nobody may choose, or the requests of somebody who leaves have passed on."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from ventanilla.assignment.words import REASONS
from ventanilla.channels.base import Item, Letter, Words
from ventanilla.institutions.models import Unit
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import greeting, subject
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.models import PassedOn, Succession
from ventanilla.tickets.succession import with_unsaid

#: More are not listed in a mail; the queue has them all.
MOST = 30


def nobody(case: Case) -> Letter:
    """Of a confidential request, nothing but its number and the reasons."""
    excluded = case.event.data["excluded"]
    told = (f"{REASONS[reason]}: {excluded[reason]}" for reason in REASONS if reason in excluded)
    return Letter(
        subject=subject(case, gettext("Nobody is available for a request")),
        greeting=greeting(case),
        lines=(
            gettext("Nobody of the unit could be made responsible for this request."),
            gettext("It stays in your queue until you hand it to somebody."),
        ),
        facts=(*_facts(case), (gettext("Why"), "; ".join(told))),
        button=(gettext("Hand it out"), case.address("desk:assignment", case.ticket.code)),
    )


def to_hand_out(case: Case) -> Letter:
    """Of an excepted service (UNE-07); of a confidential request nothing but its number."""
    return Letter(
        subject=subject(case, gettext("A request waits for you to hand it out")),
        greeting=greeting(case),
        lines=(
            gettext("Its service is neither drawn nor dealt out: the director says by name who attends it."),
            gettext("It stays in your queue until you hand it to somebody."),
        ),
        facts=_facts(case),
        button=(gettext("Hand it out"), case.address("desk:assignment", case.ticket.code)),
    )


def _facts(case: Case) -> tuple[tuple[str, Words], ...]:
    ticket = case.ticket
    service = () if ticket.confidential else ((gettext("Service"), case.said(ticket.version.name)),)
    return ((gettext("Number"), ticket.code), *service, (gettext("Unit"), case.said(ticket.unit.name)))


def succeeded(case: Case) -> Letter:
    """To whom they passed: how many, and which."""
    row = _succession(case)
    passed = PassedOn.objects.filter(succession=row, to=case.reader).order_by("id")
    count = passed.count()
    words = ngettext(
        "%(n)d request of %(who)s is yours now", "%(n)d requests of %(who)s are yours now", count
    ) % {"n": count, "who": row.person.full_name}
    return Letter(
        subject=words,
        greeting=greeting(case),
        lines=(f"{words}.", gettext("Whoever attended them does not do so any more.")),
        items=_items(case, passed[:MOST]),
        button=(gettext("See my requests"), case.address("desk:queue") + "?view=mine"),
    )


def succession_done(case: Case) -> Letter:
    """To whoever asked for it: how many, and what is left for him to hand out."""
    row = _succession(case)
    passed = PassedOn.objects.filter(succession=row).order_by("id")
    orphans = passed.filter(to=None)
    count, left = passed.count(), orphans.count()
    words = ngettext("%(n)d request of %(who)s passed on", "%(n)d requests of %(who)s passed on", count) % {
        "n": count,
        "who": row.person.full_name,
    }
    rest = ngettext(
        "%(n)d of them waits in the queue for somebody to attend it.",
        "%(n)d of them wait in the queue for somebody to attend them.",
        left,
    ) % {"n": left}
    return Letter(
        subject=words,
        greeting=greeting(case),
        lines=(
            f"{words}.",
            rest if left else gettext("Each of them is attended by somebody."),
            *_unsaid(case, row),
        ),
        items=_items(case, orphans[:MOST]),
        button=(gettext("See what nobody attends"), case.address("desk:queue") + "?view=unassigned"),
    )


def _unsaid(case: Case, row: Succession) -> tuple[str, ...]:
    """What he had scheduled is named on the page of the handover."""
    unit: Any = with_unsaid(Unit.objects.filter(pk=row.unit_id), row.person_id).get()
    count = len(unit.unsaid_rows)
    words = ngettext(
        "%(n)d message that he wrote there has not left: the page of the handover tells which.",
        "%(n)d messages that he wrote there have not left: the page of the handover tells which.",
        count,
    ) % {"n": count}
    return (words,) if count else ()


def _succession(case: Case) -> Succession:
    found: Succession = Succession.objects.select_related("person").get(pk=case.event.data["succession"])
    return found


def _items(case: Case, rows: QuerySet[Any]) -> tuple[Item, ...]:
    """Number and service; of what is confidential the number alone, and nothing that the reader may not read."""
    reader: Person | None = case.reader
    found = []
    for row in rows.select_related("ticket__version"):
        ticket = row.ticket
        if rules.may_read_on_desk(reader, ticket):
            words: Words = "" if ticket.confidential else case.said(ticket.version.name)
            found.append(Item(ticket.code, words, case.address("desk:ticket", ticket.code)))
    return tuple(found)

"""To the desk: a deadline comes near, expired, or reached the next level. Short: which, when, what to do, where."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from ventanilla.channels.base import Item, Letter, Words
from ventanilla.notify.case import Case, Outdated
from ventanilla.notify.wording import referral
from ventanilla.notify.wording.requester import greeting, subject
from ventanilla.tickets import rules
from ventanilla.tickets.clocks import STAGE, is_step, name_of
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import expired
from ventanilla.tickets.stepping import step_id
from ventanilla.tickets.why import silence


def warned(case: Case) -> Letter:
    next_step = gettext("Answer before then. If it can be extended, that is only possible before it expires.")
    return _letter(case, gettext("A deadline is near"), _due(case), next_step)


def breached(case: Case) -> Letter:
    row = _row(case)
    if row.met_at is not None:
        next_steps = [gettext("It was met late, on %(when)s.") % {"when": case.when(row.met_at)}]
    else:
        next_steps = [gettext("Attend it as soon as you can. That it expired stays on record.")]
        next_steps += [] if case.is_confidential else silence(row)
    return _letter(case, gettext("A deadline has expired"), _expired(case), *next_steps)


def escalated(case: Case) -> Letter:
    next_step = gettext("It reaches you because nobody has met it since.")
    return _letter(case, gettext("An expired deadline needs you"), _unmet(case), next_step)


def together(told: Sequence[tuple[str, Case]]) -> Letter:
    """Several for the same person and the same opening: one mail, each with its link."""
    count = len(told)
    if any(kind == "handed_over" for kind, _ in told):
        return _contacts(told)
    words = ngettext("%(n)d deadline needs your attention", "%(n)d deadlines need your attention", count)
    first = told[0][1]
    return Letter(
        subject=words % {"n": count},
        greeting=greeting(first),
        lines=(gettext("These deadlines came near or expired while your desk was closed:"),),
        items=tuple(Item(_called(case), SENTENCES[kind](case), _door(case)) for kind, case in told),
    )


def _contacts(told: Sequence[tuple[str, Case]]) -> Letter:
    """What was handed over in a day; a deadline that waited for the same opening goes along."""
    count, first = len(told), told[0][1]
    words = ngettext("%(n)d matter for your unit", "%(n)d matters for your unit", count)
    return Letter(
        subject=words % {"n": count},
        greeting=greeting(first),
        lines=(
            gettext(
                "Since the last opening the desk closed these contacts, and hands them over to your unit:"
            ),
        ),
        items=tuple(
            Item(
                _called(case),
                SENTENCES[kind](case),
                case.address("desk:handovers") if kind == "handed_over" else _door(case),
            )
            for kind, case in told
        ),
    )


def is_overtaken(case: Case) -> bool:
    """A warning: the deadline was met, expired, or was promised anew with warnings of its own."""
    row = _row(case)
    told = f"warning:{case.event.data['left']}" in row.told
    return not row.runs or expired(row) or row.due_at <= case.at or not told


def is_settled(case: Case) -> bool:
    """An escalation: what had expired was met, or the case ended without it."""
    row = _row(case)
    return not row.runs or not expired(row)


def _letter(case: Case, words: str, sentence: str, *next_steps: str) -> Letter:
    return Letter(
        subject=subject(case, words),
        greeting=greeting(case),
        lines=(sentence, *next_steps),
        facts=_facts(case),
        button=(gettext("See the request"), _door(case)),
    )


def _due(case: Case) -> str:
    due_at = case.when(_row(case).due_at)
    return gettext("%(clock)s: it is due on %(when)s.") % {"clock": _clock(case), "when": due_at}


def _expired(case: Case) -> str:
    return gettext("%(clock)s: it expired on %(when)s.") % _what_expired(case)


def _unmet(case: Case) -> str:
    return gettext("%(clock)s: it expired on %(when)s and is not met yet.") % _what_expired(case)


SENTENCES = {
    "warned": _due,
    "breached": _expired,
    "escalated": _unmet,
    "handed_over": referral.handed_over_line,
}


def _what_expired(case: Case) -> dict[str, str]:
    return {"clock": _clock(case), "when": case.when(case.instant("due"))}


def _clock(case: Case) -> str:
    clock = case.event.data["clock"]
    if case.is_confidential and clock.startswith(STAGE):
        return gettext("A stage's deadline")  # its name would tell what the matter is
    return case.said(name_of(clock, case.ticket.version.data)).words


def _called(case: Case) -> str:
    if case.is_confidential:
        return case.ticket.code
    return f"{case.ticket.code} · {case.said(case.ticket.version.name).words}"


def _facts(case: Case) -> tuple[tuple[str, Words], ...]:
    """Of a confidential request, nothing but its number."""
    ticket = case.ticket
    if case.is_confidential:
        return ((gettext("Number"), ticket.code),)
    return (
        (gettext("Number"), ticket.code),
        (gettext("Service"), case.said(ticket.version.name)),
        (gettext("Unit"), case.said(ticket.unit.name)),
        (gettext("Attended by"), ticket.assignee.full_name if ticket.assignee else gettext("Nobody yet")),
    )


def _door(case: Case) -> str:
    """Whoever may not read the request finds its deadline among what expired."""
    if rules.may_read_on_desk(case.reader, case.ticket):
        return case.address("desk:ticket", case.ticket.code)
    clock = case.event.data["clock"]
    if is_step(clock):
        return case.address("desk:step", str(step_id(clock)))
    return case.address("office:breaches")


def _row(case: Case) -> Deadline:
    row: Deadline | None = Deadline.objects.filter(ticket=case.ticket, clock=case.event.data["clock"]).first()
    if row is None:
        raise Outdated("the ticket has no such deadline")
    return row

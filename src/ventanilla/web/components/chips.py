"""State and deadline as word, sign and colour, in this order of importance."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.people import moments
from ventanilla.tickets.states import State

CALM, GOOD, WARN, BAD = "calm", "good", "warn", "bad"
SIGNS = {CALM: "○", GOOD: "●", WARN: "▲", BAD: "✕"}
SOON = timedelta(hours=24)

TONES: dict[str, str] = {
    State.SUBMITTED: CALM,
    State.IN_PROGRESS: GOOD,
    State.WAITING_STUDENT: WARN,
    State.CORRECTING: WARN,
    State.WAITING_UNIT: GOOD,
    State.ANSWERED: GOOD,
    State.CLOSED: CALM,
    State.WITHDRAWN: CALM,
}
STATE_SIGNS: dict[str, str] = {State.ANSWERED: "✓", State.CLOSED: "✓", State.WITHDRAWN: "–"}
#: What waits for the student waits for somebody else when an agent reads it.
DESK_WORDS: dict[str, str | Promise] = {
    State.WAITING_STUDENT: _("Waiting for the requester"),
    State.CORRECTING: _("Being corrected by the requester"),
}


@dataclass(frozen=True)
class Chip:
    words: str
    tone: str = CALM
    sign: str = ""
    at: datetime | None = None
    lead: str = ""  # left to the ear alone in a column that is headed by it


def html(chip: Chip) -> SafeString:
    """One span: what is shown fifty times on a page is not a template."""
    sign = format_html('<span aria-hidden="true">{}</span> ', chip.sign) if chip.sign else ""
    lead = format_html('<span class="lead">{} </span>', chip.lead) if chip.lead else ""
    words = (
        format_html('<time datetime="{}">{}</time>', chip.at.isoformat(), chip.words)
        if chip.at
        else chip.words
    )
    return format_html('<span class="chip {}">{}{}{}</span>', chip.tone, sign, lead, words)


def of_state(state: str, *, words: str = "", desk: bool = False) -> Chip:
    """`words` are the institution's own for the stage; without them the state's name."""
    known = State(state)
    told = words or str((DESK_WORDS.get(known) if desk else None) or known.label)
    tone = TONES[known] if not (desk and TONES[known] == WARN) else CALM
    return Chip(told, tone, STATE_SIGNS.get(known, SIGNS[tone]))


def of_deadline(
    due: datetime, *, now: datetime, met: datetime | None = None, still: datetime | None = None
) -> Chip:
    """Calm while there is more than a day, a warning within it, bad once it has passed; when it was met.

    What stands `still` since then has no date that could pass.
    """
    if met:
        return _of_met(due, met, now=now)
    if still:
        return Chip(gettext("Stands still"), CALM, "‖")
    when = moments.short(due, now=now)
    if due <= now:
        return Chip(gettext("Expired: %(when)s") % {"when": when}, BAD, SIGNS[BAD], due)
    tone = WARN if due - now <= SOON else CALM
    return Chip(when, tone, SIGNS[tone], due, lead=gettext("Due:"))


def _of_met(due: datetime, met: datetime, *, now: datetime) -> Chip:
    told = {"when": moments.short(met, now=now)}
    if met > due:
        return Chip(gettext("Met late: %(when)s") % told, WARN, SIGNS[WARN], met)
    return Chip(gettext("Met: %(when)s") % told, GOOD, "✓", met)

"""The figures of a period: what each is called, how it is counted and what it says. One table for page and paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.reports.done import Done
from ventanilla.reports.models import FactKind
from ventanilla.tickets.quantities import how_many

HOURS = "business_hours"
#: From ten hours on nobody plans with minutes.
LONG = 600


@dataclass(frozen=True)
class Figure:
    """`kind`: the facts that it is made of, which a list shows; `late`: of these, those that were not in time."""

    slug: str
    name: Any
    how: Any
    read: Callable[[Done], float | int | None]
    say: Callable[[Any], str]
    kind: str
    late: bool = False

    def told(self, done: Done) -> str:
        """Empty where there is nothing to say, or too little to say it in per cent."""
        value = self.read(done)
        return "" if value is None else self.say(value)


def share(value: float) -> str:
    return gettext("%(n)d %%") % {"n": round(100 * value)}


def time(minutes: float) -> str:
    """Of a day and more, in whole hours."""
    whole = 60 * round(minutes / 60) if minutes >= LONG else round(minutes)
    return how_many(HOURS, timedelta(minutes=whole))


FIGURES = {
    figure.slug: figure
    for figure in (
        Figure(
            "answered",
            _("Answered"),
            _(
                "Answers sent, and requests closed without one, on the days of the period; whoever sent it has it. "
                "A request that was taken up again and answered again counts each time."
            ),
            lambda done: done.answered,
            str,
            FactKind.ANSWERED,
        ),
        Figure(
            "in_time",
            _("In time"),
            _("Of the answers, those sent before the promised date, extensions and pauses included."),
            lambda done: done.answer_share,
            share,
            FactKind.ANSWERED,
            late=True,
        ),
        Figure(
            "contact",
            _("First contact"),
            _(
                "Opening hours from the beginning to the first word to the requester: half took no longer. "
                "What stopped the clock is left out."
            ),
            lambda done: done.contact_typical,
            time,
            FactKind.CONTACTED,
        ),
        Figure(
            "contact_slow",
            _("First contact, nine of ten"),
            _("The same time: nine of ten took no longer."),
            lambda done: done.contact_slow,
            time,
            FactKind.CONTACTED,
        ),
        Figure(
            "contact_in_time",
            _("First contact in time"),
            _("Of the first contacts that were promised a time, those within it."),
            lambda done: done.contact_share,
            share,
            FactKind.CONTACTED,
            late=True,
        ),
        Figure(
            "answer",
            _("Time to the answer"),
            _(
                "Opening hours from the beginning to the answer: half took no longer. What stopped the clock is left "
                "out, as is the time in which the requester had an answer."
            ),
            lambda done: done.answer_typical,
            time,
            FactKind.ANSWERED,
        ),
        Figure(
            "answer_slow",
            _("Time to the answer, nine of ten"),
            _("The same time: nine of ten took no longer."),
            lambda done: done.answer_slow,
            time,
            FactKind.ANSWERED,
        ),
        Figure(
            "use",
            _("Use of the time"),
            _(
                "How much of the time that each service is given by its complexity, without extensions, the answer "
                "took: half used no more. All of it is 100 %."
            ),
            lambda done: done.answer_typical_use,
            share,
            FactKind.ANSWERED,
        ),
        Figure(
            "pause",
            _("In pause"),
            _(
                "Of the opening hours from the beginning to the answers, those in which the clock stood still because "
                "it was somebody else's turn."
            ),
            lambda done: done.pause_share,
            share,
            FactKind.ANSWERED,
        ),
        Figure(
            "extended",
            _("Extensions"),
            _("Terms that were given more time on the days of the period; whoever asked for it has it."),
            lambda done: done.extended,
            str,
            FactKind.EXTENDED,
        ),
        Figure(
            "reopened",
            _("Taken up again"),
            _("Answers that the requester did not leave at that; whose answer it was has it."),
            lambda done: done.reopened,
            str,
            FactKind.REOPENED,
        ),
        Figure(
            "breached",
            _("Expired terms"),
            _("Terms that expired on the days of the period; whoever was responsible then has it."),
            lambda done: done.breached,
            str,
            FactKind.BREACHED,
        ),
        Figure(
            "satisfaction",
            _("Satisfaction"),
            _(
                "What the surveys say, from 0 % (the worst of the scale) to 100 % (its best), on average; "
                "whose answer it was has it."
            ),
            lambda done: done.satisfaction,
            share,
            FactKind.RATED,
        ),
    )
}

"""What stands around the conversation: one function a panel, in the order in which they show.

A panel is a small partial template and what it shows. To add one: a function that looks at the `Sight` and
returns a `Panel` or None, a line in PANELS, and what it needs of the database in beside.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.tickets import outward, steps
from ventanilla.tickets.models import OPEN_STEPS
from ventanilla.web.desk.relations import beside as relating
from ventanilla.web.desk.ticket import contacting, progressing, reading, requester, serviced
from ventanilla.web.desk.ticket.conversation import Composing
from ventanilla.web.desk.ticket.sight import Sight
from ventanilla.web.desk.ticket.unsent import why

TOP, FIRST, REQUEST, ASIDE, MAIN = "top", "first", "request", "aside", "main"


@dataclass(frozen=True)
class Panel:
    """`place`: TOP above everything, what must be seen first; FIRST and ASIDE beside the conversation, on a phone
    before and after it; REQUEST at its head; MAIN below it.

    `folded` panels are a <details> that is shut; `show` is in the template as `panel.show`.
    """

    template: str
    title: Any = ""
    show: Any = field(default=None)
    place: str = ASIDE
    folded: bool = False


def undelivered(sight: Sight) -> Panel | None:
    lost = reading.lost(sight.beside("lost_rows"))
    return Panel("desk/ticket/_undelivered.html", show=lost, place=TOP) if lost else None


def unsent(sight: Sight) -> Panel | None:
    """What waited and was refused: why, and the words; the reader's own, and of who attends it no more."""
    refused = Composing.of(sight.ticket, sight.reader).unsent
    shown = [
        {
            "why": why(one.problem) if one.mine else "",
            "who": "" if one.mine else one.who,
            "at": one.at,
            "text": one.text,
            "url": one.take_up,
            "macro": one.macro,
        }
        for one in refused
        if one.mine or sight.attends
    ]
    return Panel("desk/ticket/_unsent.html", show=shown, place=TOP) if shown else None


def clocks(sight: Sight) -> Panel | None:
    return Panel("desk/ticket/_clocks.html", _("Clocks"), sight.clocks, FIRST)


def progress(sight: Sight) -> Panel | None:
    """The stages of its service, as the requester sees them too."""
    return Panel("desk/ticket/_progress.html", _("How it is going"), progressing.steps(sight), FIRST)


def person(sight: Sight) -> Panel | None:
    return Panel("desk/ticket/_person.html", _("Person"), requester.shown(sight))


def contacts(sight: Sight) -> Panel | None:
    return Panel("desk/ticket/_contacts.html", _("Contact attempts"), contacting.shown(sight))


def tags(sight: Sight) -> Panel | None:
    names = sight.beside("tag_names")
    if not names and not sight.attends:
        return None
    url = reverse("desk:tags", args=[sight.ticket.code])
    return Panel("desk/ticket/_tags.html", _("Tags"), {"names": names, "changes": sight.attends, "url": url})


def followers(sight: Sight) -> Panel | None:
    people = [f"{row['given']} {row['family']}".strip() for row in sight.beside("follower_rows")]
    mine = any(row["by"] == sight.reader.pk for row in sight.beside("follower_rows"))
    url = reverse("desk:unfollowing" if mine else "desk:followers", args=[sight.ticket.code])
    title = gettext("Followers") + f" ({len(people)})"
    show = {"people": people, "mine": mine, "url": url}
    return Panel("desk/ticket/_followers.html", title, show, folded=True)


def service(sight: Sight) -> Panel | None:
    """What the catalogue says, for whoever does not know this service by heart."""
    return Panel("desk/ticket/_service.html", _("About the service"), serviced.shown(sight), folded=True)


def asked(sight: Sight) -> Panel | None:
    return Panel("desk/ticket/_asked.html", show=reading.answered(sight.ticket), place=REQUEST)


def other_units(sight: Sight) -> Panel | None:
    rows = steps.read_rows(sight.beside("step_rows"))
    open_ones = any(row["status"] in OPEN_STEPS for row in rows)
    show = {"rows": rows, "open": open_ones and sight.attends}
    return Panel("desk/step/_panel.html", _("Steps of other units"), show) if rows else None


def referrals(sight: Sight) -> Panel | None:
    rows = outward.read(sight.beside("referral_rows"))
    show = {"rows": rows, "code": sight.ticket.code, "attends": sight.attends}
    return Panel("desk/referral/_panel.html", _("Referrals"), show) if rows else None


def critical(sight: Sight) -> Panel | None:
    rows = outward.read(sight.beside("escalation_rows"))
    show = {"rows": rows, "code": sight.ticket.code}
    return (
        Panel("desk/escalation/_panel.html", _("Critical matter"), show) if rows and sight.attends else None
    )


def evidence(sight: Sight) -> Panel | None:
    rows = sight.beside("evidence_rows")
    url = reverse("desk:evidence", args=[sight.ticket.code]) if rows else ""
    return (
        Panel("desk/offence/_panel.html", _("Sealed evidence"), {"url": url})
        if rows and sight.attends
        else None
    )


def nudged(sight: Sight) -> Panel | None:
    """Seen first, until the desk has said something again."""
    ticket = sight.ticket
    if ticket.nudged_at is None or not ticket.is_open:
        return None
    return Panel("desk/relations/_nudged.html", show=ticket.nudged_at, place=TOP)


def related(sight: Sight) -> Panel | None:
    rows = relating.related(sight.beside("link_rows"))
    show = {"rows": rows, "code": sight.ticket.code}
    return Panel("desk/relations/_panel.html", _("Linked requests"), show) if rows else None


def before(sight: Sight) -> Panel | None:
    """It had come to another service or unit."""
    rows = relating.before(sight.ticket, sight.beside("before_rows"))
    return Panel("desk/relations/_before.html", _("Passed on"), rows) if rows else None


def lacking(sight: Sight) -> Panel | None:
    labels = relating.lacking(sight.ticket, sight.beside("paper_questions"))
    return Panel("desk/relations/_lacking.html", _("Still missing"), labels) if labels else None


PANELS: tuple[Callable[[Sight], Panel | None], ...] = (
    nudged,
    lacking,
    before,
    related,
    unsent,
    undelivered,
    progress,
    clocks,
    person,
    contacts,
    tags,
    asked,
    service,
    followers,
    other_units,
    referrals,
    critical,
    evidence,
)


def arranged(sight: Sight) -> dict[str, list[Panel]]:
    """The panels of a page by place."""
    found: dict[str, list[Panel]] = {place: [] for place in (TOP, FIRST, REQUEST, ASIDE, MAIN)}
    for panel in _shown(sight):
        found[panel.place].append(panel)
    return found


def _shown(sight: Sight) -> Iterable[Panel]:
    return (panel for panel in (make(sight) for make in PANELS) if panel is not None)

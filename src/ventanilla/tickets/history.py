"""The journal of a ticket in words: who did what, when, through which channel (UME-02)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.journal.models import Event
from ventanilla.journal.queries import events_of
from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.parts import parts

WORDS: dict[str, Any] = {
    "ticket.submitted": _("The request was registered"),
    "ticket.taken": _("An agent took the request"),
    "ticket.assigned": _("The request was assigned"),
    "ticket.passed_on": _("The request passed on from whoever leaves"),
    "ticket.nobody_available": _("Nobody was available to be responsible"),
    "ticket.awaits_director": _("It waits for the director to hand it out"),
    "ticket.answered": _("The answer was sent"),
    "ticket.asked": _("The requester was asked for something"),
    "ticket.returned": _("The request was returned to be corrected"),
    "ticket.replied": _("The requester wrote"),
    "ticket.warned": _("A deadline comes near"),
    "ticket.breached": _("A deadline expired"),
    "ticket.escalated": _("The expired deadline was escalated"),
    "ticket.extension_asked": _("More time was asked for"),
    "ticket.extended": _("The deadline was extended"),
    "ticket.extension_refused": _("The extension was not granted"),
    "ticket.extension_ended": _("The term ended before anybody decided on the extension"),
    "ticket.deadline_moved": _("The deadline moved"),
    "ticket.classified": _("The user type was set"),
    "ticket.noted": _("Internal note"),
    "ticket.step_asked": _("Another unit was asked for a step"),
    "ticket.step_taken": _("The other unit took its step"),
    "ticket.step_done": _("The other unit did its step"),
    "ticket.step_returned": _("The other unit asks for something before its step"),
    "ticket.step_cancelled": _("A step of another unit was cancelled"),
    "ticket.referred": _("The matter was referred"),
    "ticket.referral_answered": _("The answer to the referral was noted"),
    "ticket.transferred": _("The request was transferred to the competent body"),
    "ticket.handed_over": _("The matter was handed over to the unit that follows it up"),
    "ticket.handover_received": _("The unit that follows it up has it"),
    "ticket.marked_critical": _("The request was marked as critical"),
    "ticket.critical_decided": _("The director decided whether it goes to top management"),
    "ticket.critical_acknowledged": _("Top management acknowledged it"),
    "ticket.critical_answered": _("Top management answered"),
    "ticket.evidence_sealed": _("The evidence was attached and sealed"),
    "ticket.closed": _("The request was closed"),
    "ticket.withdrawn": _("The request was withdrawn"),
    "ticket.tagged": _("A tag was put on it"),
    "ticket.untagged": _("A tag was taken off"),
    "ticket.read": _("The confidential request was read"),
    "ticket.confirmation_resent": _("The confirmation was sent again"),
    "ticket.merged": _("It was joined with another request"),
    "ticket.absorbed": _("Another request was joined with it"),
    "ticket.split": _("A part of it became a request of its own"),
    "ticket.linked": _("It was linked with another request"),
    "ticket.unlinked": _("A link with another request was removed"),
    "ticket.reopened": _("The request was taken up again"),
    "ticket.reclassified": _("It was passed to the right service"),
    "ticket.completed": _("The requester gave what was missing"),
    "ticket.nudged": _("The requester asked how it goes"),
    "ticket.exported": _("The case was made into a file"),
    "ticket.unsent": _("A message waited and was not sent"),
    "ticket.contacted": _("The desk tried to reach the requester"),
    "ticket.mentioned": _("A note named somebody of the desk"),
    "ticket.followed": _("Somebody of the desk follows the request"),
    "ticket.unfollowed": _("Somebody of the desk no longer follows the request"),
    "delivery.failed": _("A message could not be delivered"),
    "survey.invited": _("The survey was sent"),
    "survey.answered": _("The survey was answered"),
}
CHANNELS: dict[str, Any] = {
    "portal": _("Portal"),
    "desk": _("Desk"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "in_person": _("In person"),
    "whatsapp": _("WhatsApp"),
    "social": _("Social networks"),
    "mailbox": _("Suggestion box"),
    "survey": _("Survey"),
    "system": _("Automatic"),
}
#: What is the desk's own business: a requester's history leaves it out.
INTERNAL = frozenset(
    {
        "ticket.passed_on",
        "ticket.nobody_available",
        "ticket.awaits_director",
        "ticket.noted",
        "ticket.tagged",
        "ticket.untagged",
        "ticket.linked",
        "ticket.unlinked",
        "ticket.read",
        "ticket.classified",
        "ticket.warned",
        "ticket.escalated",
        "ticket.extension_asked",
        "ticket.extension_refused",
        "ticket.extension_ended",
        "ticket.unsent",
        "ticket.mentioned",
        "ticket.followed",
        "ticket.unfollowed",
        "ticket.step_taken",
        "ticket.step_returned",
        "ticket.referral_answered",
        "ticket.handover_received",
        "ticket.marked_critical",
        "ticket.critical_decided",
        "ticket.critical_acknowledged",
        "ticket.critical_answered",
    }
)


@dataclass(frozen=True)
class Line:
    at: datetime
    kind: str
    what: str
    who: str
    channel: str


def lines(ticket: Ticket, *, internal: bool) -> list[Line]:
    """In the order of happening; two statements. `internal` adds notes and readings, for the desk alone."""
    events = [e for e in events_of("ticket", parts(ticket.pk)) if internal or e.kind not in INTERNAL]
    people = Person.objects.in_bulk({e.actor_id for e in events if e.actor_id})
    return [
        Line(
            at=event.at,
            kind=event.kind,
            what=str(WORDS.get(event.kind, event.kind)),
            who=_who(event, people),
            channel=str(CHANNELS.get(event.channel, event.channel)),
        )
        for event in events
    ]


def _who(event: Event, people: dict[int, Person]) -> str:
    if event.actor_id in people:
        return people[event.actor_id].full_name
    return gettext("Whoever has the survey's link") if event.channel == "survey" else gettext("The desk")

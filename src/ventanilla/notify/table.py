"""Which event is told to whom, and in which letter. Everything that this package decides is on this page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from ventanilla.channels.base import Letter
from ventanilla.journal.models import Event
from ventanilla.notify import assigning, audience, clearance, involved, openings, relating
from ventanilla.notify.audience import Recipient
from ventanilla.notify.case import Case
from ventanilla.notify.wording import (
    accounts,
    alarms,
    correction,
    critical,
    desk,
    evaluation,
    extension,
    moved,
    offence,
    referral,
    relations,
    requester,
    step,
    survey,
    unsent,
)
from ventanilla.notify.wording.assignment import nobody, succeeded, succession_done, to_hand_out
from ventanilla.notify.wording.clearance import nobody_cleared


class Notice(NamedTuple):
    """`opening`: the hours that its readers keep; a mail that nobody would read now leaves when they come."""

    kind: str
    audience: Callable[[Event], Iterable[Recipient]]
    opening: Callable[[Event, datetime], datetime | None] = openings.at_once


CODES = (
    Notice("registration_code", audience.newcomer),
    Notice("registration_known", audience.registered_already),
    Notice("password_code", audience.owner_without_password),
)
NOTICES: dict[str, tuple[Notice, ...]] = {
    "registration.requested": CODES,
    "registration.resent": CODES,
    "registration.corrected": CODES,
    "password.reset_requested": CODES,
    "password.changed": (Notice("password_changed", audience.person),),
    "ticket.submitted": (Notice("confirmation", relating.requester_of_what_begins),),
    "ticket.confirmation_resent": (Notice("confirmation", audience.requester),),
    "ticket.answered": (Notice("answered", relating.requester_of_what_was_answered),),
    "ticket.asked": (Notice("asked", audience.requester),),
    "ticket.returned": (Notice("returned", audience.requester),),
    "ticket.extension_asked": (Notice("extension_asked", audience.directors_who_decide),),
    "ticket.extended": (
        Notice("extended", audience.requester),
        Notice("extension_granted", audience.who_asked_for_time),
    ),
    "ticket.extension_refused": (Notice("extension_refused", audience.who_asked_for_time),),
    "ticket.taken": (Notice("taken", audience.requester_once),),
    "ticket.assigned": (
        Notice("taken", audience.requester_once),
        Notice("assigned", audience.new_assignee),
    ),
    "ticket.deadline_moved": (Notice("deadline_moved", audience.requester_whose_date_moved),),
    "ticket.warned": (
        Notice("correction_ends", audience.requester_who_corrects),
        Notice("warned", audience.desk_of_its_own_time, openings.of_unit),
    ),
    "ticket.breached": (Notice("breached", audience.desk_of_its_own_time, openings.of_unit),),
    "ticket.escalated": (Notice("escalated", audience.level, openings.of_level),),
    "ticket.closed": (
        Notice("closed", relating.requester_of_what_was_closed),
        Notice("attended", relating.requester_who_left_with_it),
        Notice("correction_over", audience.requester_whose_correction_ended),
    ),
    "ticket.replied": (Notice("replied", relating.attending_unless_thanked),),
    "ticket.absorbed": (
        Notice("joined", audience.requester),
        Notice("joined_at_desk", relating.responsible_of_the_joined),
    ),
    "ticket.split": (Notice("split", audience.requester),),
    "ticket.reclassified": (Notice("reclassified", audience.requester),),
    "ticket.reopened": (
        Notice("reopened", relating.requester_unless_it_was_he),
        Notice("taken_up", relating.attending_what_he_took_up),
    ),
    "ticket.completed": (Notice("completed", audience.attending),),
    "ticket.nudged": (Notice("nudged", relating.responsible_and_directors),),
    "ticket.withdrawn": (Notice("withdrawn", audience.attending),),
    "ticket.step_asked": (Notice("step_asked", involved.unit_of_step),),
    "ticket.step_done": (Notice("step_done", involved.who_asked_for_step),),
    "ticket.step_returned": (Notice("step_returned", involved.who_asked_for_step),),
    "ticket.step_cancelled": (Notice("step_cancelled", involved.unit_of_cancelled_step),),
    "ticket.referred": (
        Notice("referral", involved.addressee),
        Notice("referred", involved.requester_of_referral),
    ),
    "ticket.transferred": (
        Notice("remission", involved.addressee),
        Notice("transferred", audience.requester),
    ),
    "ticket.handed_over": (Notice("handed_over", involved.unit_that_follows_up, openings.of_next_day),),
    "ticket.marked_critical": (Notice("marked_critical", involved.directors_of_ticket),),
    "ticket.critical_decided": (
        Notice("critical_up", involved.executive_of_what_goes_up),
        Notice("critical_decided", involved.who_marked_it),
    ),
    "ticket.critical_acknowledged": (Notice("critical_acknowledged", involved.who_sent_it_up),),
    "ticket.critical_answered": (Notice("critical_answered", involved.who_sent_it_up),),
    "offence.reported": (Notice("offence_reported", involved.directors_who_judge),),
    "offence.dismissed": (Notice("offence_decided", involved.who_reported),),
    "offence.case_opened": (Notice("offence_decided", involved.who_reported),),
    "ticket.nobody_available": (Notice("nobody", assigning.who_hands_it_out, openings.of_unit),),
    "ticket.awaits_director": (Notice("to_hand_out", assigning.who_hands_it_out, openings.of_unit),),
    clearance.NOBODY_CLEARED: (Notice("nobody_cleared", clearance.administrators),),
    "succession.finished": (
        Notice("succeeded", assigning.successors),
        Notice("succession_done", assigning.who_asked_for_succession),
    ),
    "ticket.mentioned": (Notice("mentioned", audience.mentioned),),
    "ticket.unsent": (
        Notice("unsent", audience.author),
        Notice("left_unsent", audience.who_goes_on),
    ),
    "evaluation.delivered": (Notice("evaluation", audience.person),),
    "evaluation.commented": (Notice("evaluation_commented", audience.evaluator),),
    "survey.invited": (Notice("survey", audience.requester),),
}

LETTERS: dict[str, Callable[[Case], Letter]] = {
    "registration_code": accounts.registration_code,
    "registration_known": accounts.registration_known,
    "password_code": accounts.password_code,
    "password_changed": accounts.password_changed,
    "confirmation": requester.confirmation,
    "answered": requester.answered,
    "asked": requester.asked,
    "returned": requester.returned,
    "extended": extension.extended,
    "extension_asked": extension.asked,
    "extension_granted": extension.granted,
    "extension_refused": extension.refused,
    "taken": requester.taken,
    "deadline_moved": moved.moved,
    "closed": requester.closed,
    "correction_ends": correction.ends,
    "correction_over": correction.over,
    "warned": alarms.warned,
    "breached": alarms.breached,
    "escalated": alarms.escalated,
    "replied": desk.replied,
    "joined": relations.joined,
    "joined_at_desk": relations.joined_at_desk,
    "split": relations.split,
    "reclassified": relations.reclassified,
    "reopened": relations.reopened,
    "taken_up": relations.taken_up,
    "completed": relations.completed,
    "nudged": relations.nudged,
    "attended": relations.attended,
    "assigned": desk.assigned,
    "withdrawn": desk.withdrawn,
    "step_asked": step.asked,
    "step_done": step.done,
    "step_returned": step.returned,
    "step_cancelled": step.cancelled,
    "referral": referral.outside,
    "referred": referral.told,
    "remission": referral.remission,
    "transferred": referral.transferred,
    "handed_over": referral.handed_over,
    "marked_critical": critical.marked,
    "critical_up": critical.up,
    "critical_decided": critical.decided,
    "critical_acknowledged": critical.acknowledged,
    "critical_answered": critical.answered,
    "offence_reported": offence.reported,
    "offence_decided": offence.decided,
    "nobody": nobody,
    "to_hand_out": to_hand_out,
    "nobody_cleared": nobody_cleared,
    "succeeded": succeeded,
    "succession_done": succession_done,
    "mentioned": desk.mentioned,
    "unsent": unsent.unsent,
    "left_unsent": unsent.left,
    "evaluation": evaluation.delivered,
    "evaluation_commented": evaluation.commented,
    "survey": survey.survey,
}
#: Of the desk's clocks; what one person would find in the same morning comes in one mail.
ALARMS = frozenset({"warned", "breached", "escalated"})
#: What a letter that waited finds over: it is not sent.
OVER: dict[str, Callable[[Case], bool]] = {
    "warned": alarms.is_overtaken,
    "escalated": alarms.is_settled,
    "correction_ends": alarms.is_overtaken,
}
#: Mails that answer what the reader has just sent (RFC 3834: auto-replied).
REPLIES = frozenset({"confirmation"})

#: Of a confidential ticket, these letters say nothing of it by themselves; all others become `news`.
DISCREET = frozenset(
    {
        *(
            "confirmation",
            "survey",
            "returned",
            "correction_ends",
            "correction_over",
            *("nobody", "to_hand_out"),
            *("unsent", "left_unsent"),
            *ALARMS,
        ),
        *("step_asked", "step_done", "step_returned", "step_cancelled", "referral", "remission"),
        *("marked_critical", "critical_up", "critical_decided", "critical_acknowledged", "critical_answered"),
        *("offence_reported", "offence_decided"),
        *("joined", "split"),
    }
)
FOR_AGENTS = frozenset(
    {
        *("replied", "assigned", "withdrawn", "extension_asked", "extension_granted", "extension_refused"),
        "mentioned",
        *("joined_at_desk", "taken_up", "completed", "nudged"),
    }
)


def is_needless(kind: str, case: Case) -> bool:
    return kind in OVER and OVER[kind](case)


def letter_of(told: Sequence[tuple[str, Case]]) -> Letter:
    """Of one delivery, or of several alarms to the same person."""
    if len(told) == 1:
        return letter_for(*told[0])
    return alarms.together(told)


def letter_for(kind: str, case: Case) -> Letter:
    if case.is_confidential and kind not in DISCREET:
        return (desk if kind in FOR_AGENTS else requester).news(case)
    return LETTERS[kind](case)

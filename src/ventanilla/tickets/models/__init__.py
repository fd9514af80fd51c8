"""A ticket and what hangs on it."""

from ventanilla.tickets.models.breach import Breach
from ventanilla.tickets.models.conversation import Attachment, Message, Note
from ventanilla.tickets.models.deadline import Deadline, Extension
from ventanilla.tickets.models.draft import Draft
from ventanilla.tickets.models.escalation import Escalation
from ventanilla.tickets.models.offence import Evidence, Offence
from ventanilla.tickets.models.pause import Pause
from ventanilla.tickets.models.referral import Referral
from ventanilla.tickets.models.step import OPEN_STEPS, Step
from ventanilla.tickets.models.relation import Link, Reclassification
from ventanilla.tickets.models.ticket import IS_OPEN, IS_TURN, IS_WAITING, Ticket, TicketNumber

__all__ = [
    "IS_OPEN",
    "IS_TURN",
    "IS_WAITING",
    "OPEN_STEPS",
    "Attachment",
    "Breach",
    "Deadline",
    "Draft",
    "Escalation",
    "Evidence",
    "Extension",
    "Link",
    "Message",
    "Note",
    "Offence",
    "Pause",
    "Reclassification",
    "Referral",
    "Step",
    "Ticket",
    "TicketNumber",
]

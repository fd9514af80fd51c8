"""A ticket and what hangs on it."""

from ventanilla.tickets.models.breach import Breach
from ventanilla.tickets.models.canned import Canned, Macro
from ventanilla.tickets.models.contact import ContactAttempt, Follower
from ventanilla.tickets.models.conversation import Attachment, Message, Note
from ventanilla.tickets.models.deadline import Deadline, Extension
from ventanilla.tickets.models.draft import Draft
from ventanilla.tickets.models.escalation import Escalation
from ventanilla.tickets.models.offence import Evidence, Offence
from ventanilla.tickets.models.pause import Pause
from ventanilla.tickets.models.pending import Pending
from ventanilla.tickets.models.presence import AgentDraft, Presence
from ventanilla.tickets.models.referral import Referral
from ventanilla.tickets.models.relation import Link, Reclassification
from ventanilla.tickets.models.saved import SavedView
from ventanilla.tickets.models.step import OPEN_STEPS, Step
from ventanilla.tickets.models.succession import PassedOn, Succession
from ventanilla.tickets.models.tag import Tag
from ventanilla.tickets.models.tally import Tally
from ventanilla.tickets.models.ticket import IS_OPEN, IS_TURN, IS_WAITING, Ticket, TicketNumber
from ventanilla.tickets.models.words import TicketWords

__all__ = [
    "IS_OPEN",
    "IS_TURN",
    "IS_WAITING",
    "OPEN_STEPS",
    "AgentDraft",
    "Attachment",
    "Breach",
    "Canned",
    "ContactAttempt",
    "Deadline",
    "Draft",
    "Escalation",
    "Evidence",
    "Extension",
    "Follower",
    "Link",
    "Macro",
    "Message",
    "Note",
    "Offence",
    "PassedOn",
    "Pause",
    "Pending",
    "Presence",
    "Reclassification",
    "Referral",
    "SavedView",
    "Step",
    "Succession",
    "Tag",
    "Tally",
    "Ticket",
    "TicketNumber",
    "TicketWords",
]

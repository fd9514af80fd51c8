"""A ticket and what hangs on it."""

from ventanilla.tickets.models.breach import Breach
from ventanilla.tickets.models.conversation import Attachment, Message, Note
from ventanilla.tickets.models.deadline import Deadline, Extension
from ventanilla.tickets.models.draft import Draft
from ventanilla.tickets.models.pause import Pause
from ventanilla.tickets.models.ticket import IS_OPEN, IS_TURN, IS_WAITING, Ticket, TicketNumber

__all__ = [
    "IS_OPEN",
    "IS_TURN",
    "IS_WAITING",
    "Attachment",
    "Breach",
    "Deadline",
    "Draft",
    "Extension",
    "Message",
    "Note",
    "Pause",
    "Ticket",
    "TicketNumber",
]

"""What follows from an event: kind → tasks, each `(institution_id, event_id)` and safe to repeat.

The way up is data: nobody who records an event knows what stands above him.
"""

TELL = "notify.tell"

REACTIONS: dict[str, tuple[str, ...]] = {
    "registration.requested": (TELL,),
    "registration.resent": (TELL,),
    "registration.corrected": (TELL,),
    "password.reset_requested": (TELL,),
    "password.changed": (TELL,),
    "ticket.submitted": (TELL,),
    "ticket.assigned": (TELL,),
    "ticket.taken": (TELL,),
    "ticket.answered": (TELL,),
    "ticket.asked": (TELL,),
    "ticket.returned": (TELL,),
    "ticket.replied": (TELL,),
    "ticket.warned": (TELL,),
    "ticket.breached": (TELL,),
    "ticket.escalated": (TELL,),
    "ticket.extension_asked": (TELL,),
    "ticket.extended": (TELL,),
    "ticket.extension_refused": (TELL,),
    "ticket.deadline_moved": (TELL,),
    "ticket.closed": (TELL, "surveys.invite"),
    "ticket.withdrawn": (TELL,),
    "ticket.confirmation_resent": (TELL,),
    "survey.invited": (TELL,),
}

#: Nothing follows, and why.
QUIET: dict[str, str] = {
    "institution.applied": "who applied it reads the command's answer",
    "institution.exported": "who exported it reads the command's answer",
    "registration.verified": "the page goes on",
    "person.registered": "the page welcomes",
    "person.invited": "staff hand the code over themselves",
    "person.activated": "the page welcomes",
    "person.changed": "the person did it, and sees it",
    "catalogue.published": "who publishes sees it, and the next student",
    "category.changed": "as above",
    "calendar.published": "as above; deadlines are moved by a person who asks for it",
    "unit.changed": "as above",
    "service.switched_on": "as above",
    "service.switched_off": "as above",
    "person.confirmed": "the person did it, and sees it",
    "person.synchronised": "the profile says what the directory holds",
    "directory.imported": "who applied it reads the page",
    "role.given": "the director tells it himself",
    "role.taken": "the director tells it himself",
    "ticket.classified": "it changes nothing for the requester",
    "ticket.noted": "notes stay on the desk",
    "ticket.read": "kept for whoever asks who read it",
    "delivery.failed": "shown on the ticket: a mail about a mail would fail too",
    "survey.answered": "read in the results",
}

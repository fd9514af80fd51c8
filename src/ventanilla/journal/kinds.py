"""Every event name on one page. A kind that is not here cannot be recorded."""

KINDS: dict[str, str] = {
    # institution
    "institution.applied": "a folder was applied and changed something; data: identity",
    # what the office publishes; data: slug, version, digests before and now, fields
    "catalogue.published": "a service has a new version",
    "category.changed": "a category says something else",
    "calendar.published": "a calendar has a new version; open deadlines keep theirs",
    "unit.changed": "a unit says something else",
    "service.switched_on": "a service is offered again; data: slug",
    "service.switched_off": "a service is no longer offered; data: slug",
    "institution.exported": "what the office changed was written into the folder; data: files",
    # people
    "registration.requested": "somebody asked to register; data: outcome is decided in the worker",
    "registration.resent": "the code was asked for again",
    "registration.corrected": "the address was corrected before it was verified",
    "registration.verified": "the address was proven",
    "person.registered": "a person exists from now on; data: account, types, registration",
    "person.invited": "staff handed a one-time activation code to a person; data: activation",
    "person.activated": "a one-time activation code of a person was used",
    "person.changed": "contact data or choices were changed by the person; data: fields",
    "person.confirmed": "the person said that the data are still right",
    "person.synchronised": "the directory gave the person other data; data: fields, import",
    "directory.imported": "a file of the directory was applied; data: file (hash), counts, partial, confirmed",
    "password.reset_requested": "a code to set a new password was asked for",
    "password.changed": "the password of the person's account was changed",
    "role.given": "a role was given; data: role, unit, change, reason",
    "role.taken": "a role was taken back; data: role, unit, change, reason",
    # ticket
    "ticket.submitted": "a request arrived; data: service, version, code, deadlines, text, declaration",
    "ticket.assigned": "an agent is responsible from now on; data: to, unit",
    "ticket.taken": "an agent took the ticket for himself",
    "ticket.answered": "the answer was sent; data: message, text",
    "ticket.asked": "the requester was asked for something; data: message, text",
    "ticket.returned": "the requester was asked to put the request right; data: message, text",
    "ticket.replied": "the requester wrote; data: message, text",
    "ticket.noted": "an internal note; data: note, text",
    "ticket.closed": "the ticket was closed; data: reason",
    "ticket.withdrawn": "the requester withdrew the ticket",
    "ticket.classified": "the agent said which user type the requester is; data: user_type",
    "ticket.read": "a confidential ticket was read",
    "ticket.warned": "a deadline comes near; data: clock, due, left (in the term's unit)",
    "ticket.breached": "a deadline expired, at the event's instant; data: clock, due, unit, to",
    "ticket.escalated": "an expired deadline reached the next level; data: clock, due, to, level",
    "ticket.extension_asked": "more time was asked for; data: extension, clock, amount, from, to, reason",
    "ticket.extended": "a deadline was extended; data: extension, clock, amount, from, to, reason",
    "ticket.extension_refused": "more time was not given; data: as above, decision",
    "ticket.deadline_moved": "a calendar or a term changed; data: moves (clock, from, to, calendar, before, term)",
    "ticket.confirmation_resent": "the requester asked for the confirmation again",
    # deliveries
    "delivery.failed": "a message could not be delivered for good; data: delivery, channel",
    # survey
    "survey.invited": "the survey was sent; data: survey",
    "survey.answered": "the survey was answered; data: survey",
}

#: What may be told later than it happened (a call noted afterwards, a mail that waited, a worker that was down).
BACKDATED = frozenset({"ticket.submitted", "ticket.replied", "ticket.breached"})

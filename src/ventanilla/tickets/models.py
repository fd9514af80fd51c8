"""A ticket and what hangs on it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.catalogue.models import Service, ServiceVersion
from ventanilla.documents.models import Document
from ventanilla.institutions.models import CalendarVersion, Campus, TermVersion, Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.breach import Breach as Breach
from ventanilla.tickets.pause import Pause as Pause
from ventanilla.tickets.states import OPEN, WAITING, State

IS_OPEN = models.Q(state__in=sorted(OPEN))
IS_WAITING = models.Q(state__in=sorted(WAITING))
#: The requester is the next: something to do, or an answer that he has not seen.
IS_TURN = IS_WAITING | models.Q(unread=True)


class Ticket(Owned):
    """One request, whatever the channel. Life: tickets/states.py; truth: the journal; this row is its summary.

    `only_open_key` holds requester and service while the ticket is open and the service allows one, else null:
    a unique key makes the second impossible. `due_at` is the earliest deadline not yet met, or the last one;
    `paused_at` since when that one stands still.
    """

    code = models.CharField(max_length=24)
    submission_key = models.UUIDField()
    service = Reference(Service)
    version = Reference(ServiceVersion)
    unit = Reference(Unit)
    campus = Reference(Campus, null=True)
    requester = Reference(Person)
    registered_by = Reference(Person)
    assignee = Reference(Person, null=True)
    channel = models.CharField(max_length=20)
    request_type = models.CharField(max_length=80)
    user_type = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.SUBMITTED)
    title = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)  # by question name, as validated by the version's form
    declaration = models.TextField(blank=True)  # the words that were declared true, empty where not asked
    evidence_statement = models.TextField(blank=True)  # why there is no evidence, where the service allows it
    salt = models.BinaryField(max_length=16)
    confidential = models.BooleanField(default=False)
    only_open_key = models.CharField(max_length=60, null=True)
    wants_notices = models.BooleanField(default=True)
    unread = models.BooleanField(default=False)  # the requester has not seen the last answer
    created_at = models.DateTimeField()
    last_activity_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "code"], name="ticket_code"),
            models.UniqueConstraint(fields=["institution", "submission_key"], name="ticket_submitted_once"),
            models.UniqueConstraint(fields=["institution", "only_open_key"], name="ticket_only_open"),
        ]
        # `confidential` stands last in the units' indexes: whoever may not read those rows does not fetch them.
        indexes = [
            models.Index(
                fields=["institution", "requester", "-created_at", "-id"], name="ticket_of_requester"
            ),
            models.Index(
                fields=["institution", "requester", "-created_at", "-id"],
                name="ticket_running_of_requester",
                condition=models.Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["institution", "requester", "-created_at", "-id"],
                name="ticket_turn_of_requester",
                condition=IS_TURN,
            ),
            models.Index(
                fields=["institution", "unit", "due_at", "id", "confidential"],
                name="ticket_open_of_unit",
                condition=IS_OPEN,
            ),
            models.Index(
                fields=["institution", "assignee", "unit", "due_at", "id"],
                name="ticket_open_of_assignee",
                condition=IS_OPEN,
            ),
            models.Index(
                fields=["institution", "unit", "due_at", "id", "confidential"],
                name="ticket_unassigned_of_unit",
                condition=IS_OPEN & models.Q(assignee__isnull=True),
            ),
            models.Index(
                fields=["institution", "unit", "due_at", "id", "confidential"],
                name="ticket_waiting_of_unit",
                condition=IS_WAITING,
            ),
            models.Index(
                fields=["institution", "unit", "-last_activity_at", "-id", "confidential"],
                name="ticket_answered_of_unit",
                condition=models.Q(state=State.ANSWERED),
            ),
            models.Index(
                fields=["institution", "unit", "-closed_at", "-id", "confidential"],
                name="ticket_ended_of_unit",
                condition=models.Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class TicketNumber(Owned):
    """The last number given in a year. Numbers may be missing (a submit that failed); codes say so nowhere."""

    year = models.IntegerField()
    last = models.IntegerField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "year"], name="ticket_number_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Message(Owned):
    """What requester and desk say to each other. Internal notes are another thing: see Note."""

    class Kind(models.TextChoices):
        REQUEST = "request"
        REPLY = "reply"
        QUESTION = "question"
        ANSWER = "answer"

    ticket = Reference(Ticket)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    author = Reference(Person, null=True)
    by_requester = models.BooleanField()
    body = models.TextField()
    salt = models.BinaryField(max_length=16)
    channel = models.CharField(max_length=20)
    key = models.UUIDField(null=True)  # the form's own: the same form twice says it once
    created_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="message_said_once")]
        indexes = [models.Index(fields=["institution", "ticket", "id"], name="message_of_ticket")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Note(Owned):
    """An internal note: never shown, mailed or exported to the requester."""

    ticket = Reference(Ticket)
    author = Reference(Person)
    body = models.TextField()
    salt = models.BinaryField(max_length=16)
    created_at = models.DateTimeField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "ticket", "id"], name="note_of_ticket")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Attachment(Owned):
    """A document on a ticket: the answer to a question of the form, or beside a message."""

    ticket = Reference(Ticket)
    document = Reference(Document)
    message = Reference(Message, null=True)
    question = models.CharField(max_length=80, blank=True)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["institution", "ticket", "id"], name="attachment_of_ticket"),
            models.Index(fields=["institution", "document"], name="attachment_of_document"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"


class Deadline(Owned):
    """A promise: what the requester was told when it was made, with the versions that it follows from.

    A summary: `due_at` and `paused_at` are computed from `start_at`, `amount` (in the term's unit, chosen by
    complexity), `added` (by extensions), the versions, and the pauses in the journal (tickets/reckoning.py).
    `local` is a second calendar that binds as well: where the requester lives (Ecuador, COA art. 159).
    A clock has run out of use (`dropped_at`) when its ticket ended without it. `breached_at` is for ever.
    `look_at` is when the watch must look again: a warning, the expiry, an escalation; `told` what it has told.
    """

    ticket = Reference(Ticket)
    clock = models.CharField(max_length=100)  # tickets/clocks.py
    term = Reference(TermVersion)
    calendar = Reference(CalendarVersion)
    local = Reference(CalendarVersion, null=True)
    amount = models.IntegerField()
    added = models.IntegerField(default=0)
    start_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    told = ArrayField(models.CharField(max_length=20), default=list)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "ticket", "clock"], name="deadline_of_ticket")
        ]
        indexes = [
            models.Index(
                fields=["institution", "look_at", "id"],
                name="deadline_to_look_at",
                condition=models.Q(look_at__isnull=False),
            ),
            models.Index(
                fields=["institution", "calendar", "id"],
                name="deadline_running_by_calendar",
                condition=models.Q(met_at__isnull=True, dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def runs(self) -> bool:
        """Whether it is still to be met, standing still or not."""
        return self.met_at is None and self.dropped_at is None


class Extension(Owned):
    """More time for a deadline, with its reason: granted at once, or asked of a second person first (UME-07)."""

    class Status(models.TextChoices):
        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"

    deadline = Reference(Deadline)
    status = models.CharField(max_length=10, choices=Status.choices)
    amount = models.IntegerField()  # in the unit of the deadline's term
    reason = models.TextField()
    salt = models.BinaryField(max_length=16)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    asked_by = Reference(Person)
    asked_at = models.DateTimeField()
    decided_by = Reference(Person, null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)  # the words of who decided
    key = models.UUIDField(null=True)  # the form's own: the same form twice asks once

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["institution", "deadline", "id"], name="extension_of_deadline")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "deadline"],
                condition=models.Q(status="asked"),
                name="extension_asked_once",
            ),
            models.UniqueConstraint(fields=["institution", "deadline", "key"], name="extension_of_form"),
        ]

    def __str__(self) -> str:
        return f"extension {self.pk}"


class Draft(Owned):
    """What was written and not yet sent: kept when a form has errors or the session had expired.

    `key` is the form's token, and becomes the ticket's submission_key.
    """

    key = models.UUIDField()
    service = Reference(Service)
    person = Reference(Person, null=True)
    answers = models.JSONField(default=dict)
    documents = models.JSONField(default=dict)  # question name → [document id]
    saved_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="draft_key")]
        indexes = [models.Index(fields=["institution", "saved_at"], name="draft_saved")]

    def __str__(self) -> str:
        return f"draft {self.pk}"

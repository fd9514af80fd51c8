"""A ticket: one request."""

from django.db import models

from ventanilla.catalogue.models import Service, ServiceVersion
from ventanilla.institutions.models import Campus, Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
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
    merged_into = Reference("tickets.Ticket", null=True)  # never itself merged: see actions/merge.py
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
    nudged_at = models.DateTimeField(null=True)  # when the requester last asked how it goes, the term being over

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
            models.Index(
                fields=["institution", "merged_into", "id"],
                name="ticket_merged_into",
                condition=models.Q(merged_into__isnull=False),
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

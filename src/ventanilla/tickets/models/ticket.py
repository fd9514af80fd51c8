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

#: What lists filter by and are ordered by: in the index itself, so that a row that does not fit is never fetched.
FILTERED = [
    "state", "service", "campus", "channel", "user_type", "term", "assignee", "requester", "confidential",
    "created_at", "last_activity_at", "paused_at", "breached_at",
]  # fmt: skip


def _list(name: str, *led: str, by: str, where: models.Q = IS_OPEN, covers: bool = True) -> models.Index:
    """The index of a list: `led` by what is equal, ordered `by`. One that `covers` answers filters by itself.

    What is confidential stands apart in each: whoever may not read it does not walk past it.
    """
    key = ["institution", *led, by, "id"]
    key.insert(key.index("unit") + 1, "confidential")
    include = [column for column in FILTERED if column not in key] if covers else None
    return models.Index(fields=key, include=include, name=f"ticket_{name}", condition=where)


#: What the desk's lists read (tickets/queue), in either direction. Each change of an open ticket writes them all.
LISTS = [
    _list("open_by_due", "unit", by="due_at"),
    _list("open_by_activity", "unit", by="last_activity_at"),
    _list("open_by_creation", "unit", by="created_at"),
    _list("open_of_service", "unit", "service", by="due_at"),
    _list("open_of_agent", "assignee", "unit", by="due_at"),
    _list("open_in_state", "unit", "state", by="due_at"),
    _list("unassigned", "unit", by="due_at", where=IS_OPEN & models.Q(assignee__isnull=True), covers=False),
    _list("breached", "unit", by="due_at", where=IS_OPEN & models.Q(breached_at__isnull=False), covers=False),
    _list("answered", "unit", by="last_activity_at", where=models.Q(state=State.ANSWERED)),
    _list("ended", "unit", by="closed_at", where=models.Q(closed_at__isnull=False)),
    _list("ended_of_service", "unit", "service", by="closed_at", where=models.Q(closed_at__isnull=False)),
    _list("ended_of_agent", "assignee", "unit", by="closed_at", where=models.Q(closed_at__isnull=False)),
]


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
    accused = Reference(Person, null=True)  # of a disciplinary case: he neither sees nor attends it (UNE-12)
    merged_into = Reference("tickets.Ticket", null=True)  # never itself merged: see actions/merge.py
    channel = models.CharField(max_length=20)
    request_type = models.CharField(max_length=80)
    user_type = models.CharField(max_length=80, blank=True)
    term = models.CharField(max_length=80, blank=True)  # the slug that its answer follows
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
    breached_at = models.DateTimeField(null=True)  # the first time that the desk broke a promise
    nudged_at = models.DateTimeField(
        null=True
    )  # when the requester last asked how it goes, the term being over

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "code"], name="ticket_code"),
            models.UniqueConstraint(fields=["institution", "submission_key"], name="ticket_submitted_once"),
            models.UniqueConstraint(fields=["institution", "only_open_key"], name="ticket_only_open"),
        ]
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
                fields=["institution", "merged_into", "id"],
                name="ticket_merged_into",
                condition=models.Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["institution", "accused", "id"],
                name="ticket_accusing",
                condition=models.Q(accused__isnull=False),
            ),
            *LISTS,
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

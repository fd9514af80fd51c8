"""What counts in a unit's figures, and the sums of its days. Both follow from the journal and can be made anew."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ventanilla.catalogue.models import Service
from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket


class FactKind(models.TextChoices):
    ARRIVED = "arrived"
    CONTACTED = "contacted"  # the desk spoke to the requester for the first time
    ANSWERED = "answered"  # or was closed without an answer of its own
    BREACHED = "breached"
    EXTENDED = "extended"
    REOPENED = "reopened"
    RATED = "rated"


LATE = models.Q(kept=False)


class Fact(Owned):
    """One thing that counts, told by one event of a ticket's journal (`n`): what a number of a page is made of.

    `agent` is whose figure it is: who spoke, who was responsible when it expired, whose answer was taken up again
    or rated. `day` is the institution's. Times are minutes of opening hours: `minutes` without what stopped the
    clock, `whole` with it; `use` is `minutes` in thousandths of the time that the service is given.
    """

    ticket = Reference(Ticket)
    n = models.IntegerField()
    kind = models.CharField(max_length=10, choices=FactKind.choices)
    unit = Reference(Unit)
    agent = Reference(Person, null=True)
    service = Reference(Service)
    complexity = models.CharField(max_length=10, blank=True)
    day = models.DateField()
    at = models.DateTimeField()
    minutes = models.IntegerField(null=True)
    whole = models.IntegerField(null=True)
    use = models.IntegerField(null=True)
    kept = models.BooleanField(null=True)  # null: nothing was promised
    rating = models.IntegerField(null=True)  # thousandths: 0 the worst of the scale, 1000 its best

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "ticket", "n", "kind"], name="fact_of_event")
        ]
        indexes = [
            models.Index(fields=["institution", "unit", "day"], name="fact_of_day"),
            models.Index(
                fields=["institution", "unit", "kind", "-at", "-id"], name="fact_late_newest", condition=LATE
            ),
            models.Index(
                fields=["institution", "unit", "agent", "kind", "-at", "-id"],
                name="fact_late_of_agent_newest",
                condition=LATE,
            ),
            models.Index(
                fields=["institution", "unit", "service", "kind", "-at", "-id"],
                name="fact_late_of_service_newest",
                condition=LATE,
            ),
            models.Index(fields=["institution", "unit", "kind", "-at", "-id"], name="fact_newest"),
            models.Index(
                fields=["institution", "unit", "agent", "kind", "-at", "-id"], name="fact_of_agent_newest"
            ),
            models.Index(
                fields=["institution", "unit", "service", "kind", "-at", "-id"], name="fact_of_service_newest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Daily(Owned):
    """The facts of one day by agent and service, summed up. The lists keep every time, for medians that are true."""

    unit = Reference(Unit)
    agent = Reference(Person, null=True)
    service = Reference(Service)
    complexity = models.CharField(max_length=10, blank=True)
    day = models.DateField()
    arrived = models.IntegerField()
    contacted = models.IntegerField()
    contact_promised = models.IntegerField()
    contact_kept = models.IntegerField()
    contact_minutes = ArrayField(models.IntegerField())
    contact_use = ArrayField(models.IntegerField())
    answered = models.IntegerField()
    answer_kept = models.IntegerField()
    answer_minutes = ArrayField(models.IntegerField())
    answer_use = ArrayField(models.IntegerField())
    whole_minutes = models.IntegerField()  # from the beginning to the answer
    paused_minutes = models.IntegerField()  # of these, while the clock stood still
    breached = models.IntegerField()
    extended = models.IntegerField()
    reopened = models.IntegerField()
    rated = models.IntegerField()
    rating_sum = models.IntegerField()  # thousandths

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "unit", "day", "agent", "service", "complexity"],
                name="daily_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

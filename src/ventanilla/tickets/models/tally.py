"""How many tickets each view holds, kept as they change and never counted."""

from django.db import models

from ventanilla.institutions.owned import Owned


class Tally(Owned):
    """A difference: `n` more or fewer in a view of a unit; the sum is what the view holds.

    Written by triggers on the tickets (migration 0009) and only ever inserted, so that nobody waits for anybody;
    a job adds up what belongs together (tickets/actions/compact.py). A view without a name and n = 0 is a pulse:
    something that lists show changed (its tags are no column: actions/tagging.py). `unit` and `person` are ids as
    values: a foreign key would be checked with every row.
    """

    unit = models.BigIntegerField()
    person = models.BigIntegerField(null=True)
    view = models.CharField(max_length=20, blank=True)
    confidential = models.BooleanField()
    n = models.IntegerField()

    class Meta(Owned.Meta):
        indexes = [
            models.Index(
                fields=["institution", "unit", "id"],
                include=["view", "person", "confidential", "n"],
                name="tally_of_unit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.view} {self.n:+}"

"""The written evaluation of an agent (UNE-16).

It stands here and not with `people`: it speaks of service that was rendered, not of who somebody is, and who keeps
the quality of the desk reads it too. The figures come from above, as values (reports/board.py).
"""

from django.db import models

from ventanilla.institutions.models import Unit
from ventanilla.institutions.owned import Owned, Reference
from ventanilla.people.models import Person

#: What a director writes, in this order.
PARTS = ("strengths", "improvements", "agreements")


class Words(Owned):
    """What both have: of whom, of which days, with which figures, and what is said of them.

    `figures` is frozen as it was read at `figures_at`, with the words that say how each number is counted.
    """

    unit = Reference(Unit)
    agent = Reference(Person)
    author = Reference(Person)
    since = models.DateField()
    until = models.DateField()  # the last day, included
    figures = models.JSONField()
    figures_at = models.DateTimeField()
    strengths = models.TextField(blank=True)
    improvements = models.TextField(blank=True)
    agreements = models.TextField(blank=True)

    class Meta(Owned.Meta):
        abstract = True


class EvaluationDraft(Words):
    """What its author writes and nobody else sees. Life: begun → saved … → delivered, which removes it, or thrown
    away. `corrects` is the delivered one that it would take the place of."""

    corrects = Reference("quality.Evaluation", null=True)
    saved_at = models.DateTimeField()

    class Meta(Words.Meta):
        indexes = [models.Index(fields=["institution", "author", "id"], name="evaluation_draft_of_author")]

    def __str__(self) -> str:
        return f"draft of evaluation {self.pk}"


class Evaluation(Words):
    """Delivered: the application may insert and read, nobody changes it. A correction is another one, which names it.

    `of_director`: its subject directed the unit, so that it was an administrator's to write.
    """

    corrects = Reference("quality.Evaluation", null=True)
    of_director = models.BooleanField()
    salt = models.BinaryField(max_length=16)
    delivered_at = models.DateTimeField()

    class Meta(Words.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "corrects"], name="evaluation_corrected_once")
        ]
        indexes = [
            models.Index(fields=["institution", "agent", "-id"], name="evaluation_of_agent"),
            models.Index(fields=["institution", "unit", "-id"], name="evaluation_of_unit"),
            models.Index(fields=["institution", "-id"], name="evaluation_newest"),
            models.Index(
                fields=["institution", "-id"],
                name="evaluation_of_directors",
                condition=models.Q(of_director=True),
            ),
        ]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"


class Remark(Owned):
    """What the agent says to his evaluation: beside it for ever, as it was written."""

    evaluation = Reference(Evaluation)
    body = models.TextField()
    salt = models.BinaryField(max_length=16)
    at = models.DateTimeField()
    key = models.UUIDField()  # the form's own: the same form twice says it once

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="remark_said_once")]
        indexes = [models.Index(fields=["institution", "evaluation", "id"], name="remark_of_evaluation")]

    def __str__(self) -> str:
        return f"remark {self.pk}"


class Acknowledgement(Owned):
    """The agent has read it: that is all it says."""

    evaluation = Reference(Evaluation)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["institution", "evaluation"], name="acknowledged_once")
        ]

    def __str__(self) -> str:
        return f"acknowledgement {self.pk}"

"""The one question after closing, as a form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from ventanilla.lib.text import printable
from ventanilla.surveys.rules import LONGEST
from ventanilla.web.components.field import Choice, Field


class Scale(Field):
    """Always buttons, also for ten steps: each is one touch."""

    @property
    def is_radio(self) -> bool:
        return True


@dataclass
class Opinion:
    score: str = ""
    comment: str = ""
    wrong_score: str = ""
    wrong_comment: str = ""

    def fields(self, data: dict[str, Any]) -> list[Field]:
        """The question and the comment in the institution's words, as they were when it was invited."""
        steps = [Choice(str(n), words) for n, words in enumerate(data["scale"], 1)]
        return [
            Scale(
                name="score",
                kind="choice",
                label=data["question"],
                required=True,
                value=self.score,
                errors=[self.wrong_score] if self.wrong_score else [],
                choices=steps[::-1],  # the best first
            ),
            Field(
                name="comment",
                kind="long",
                label=data["comment"],
                help=gettext("Your answer and your comment are kept with this request."),
                value=printable(self.comment),
                errors=[self.wrong_comment] if self.wrong_comment else [],
                max_length=LONGEST,
                rows=4,
            ),
        ]

    @property
    def number(self) -> int:
        """The score as a number; 0, which no scale has, for anything else."""
        return int(self.score) if self.score.isdecimal() and len(self.score) < 4 else 0

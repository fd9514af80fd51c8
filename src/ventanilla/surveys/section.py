"""surveys.yaml: the question after closing."""

from typing import Annotated

from pydantic import Field

from ventanilla.institutions.whole import whole
from ventanilla.lib.shape import Shape
from ventanilla.lib.text import Line, Text


class SurveyWords(Shape):
    """`scale` are the labels from worst (1) to best."""

    question: Text
    scale: Annotated[list[Text], Field(min_length=2, max_length=10)]
    comment: Text
    thanks: Text
    source: Line | None = None
    proposed: bool = False


SURVEYS = whole("surveys", SurveyWords, called="encuesta", required=True)

"""surveys.yaml: the question after closing."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from ventanilla.institutions.held import held_whole
from ventanilla.institutions.keeping import keep_whole
from ventanilla.lib.section import Content, Section
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


def apply(content: Content, at: datetime) -> list[str]:
    return keep_whole("surveys", content.one("surveys").data(), called="encuesta")


SURVEYS = Section(
    name="surveys",
    files="surveys.yaml",
    shape=SurveyWords,
    apply=apply,
    held=held_whole("surveys"),
    noun="encuesta",
)

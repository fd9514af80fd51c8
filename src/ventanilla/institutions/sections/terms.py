"""terms.yaml: promises of time with their public words and their source."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from ventanilla.institutions.keeping import keep_versions
from ventanilla.institutions.models import TermVersion
from ventanilla.lib.section import Content, Section
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Text


class Term(Shape):
    """`business_hours` count opening hours; `working_day_hours` all 24 hours of a working day (UME-06).

    `extension` says whether a promise may be prolonged before it expires, and how far (MEN-08, UPN-12).
    """

    slug: Slug
    name: Text
    unit: Literal["business_hours", "working_day_hours", "business_days", "calendar_days", "months"]
    amount: Annotated[int, Field(gt=0, le=5000)]
    extension: Literal["none", "once", "up_to_double"] = "none"
    reason: Text | None = None
    source: Line | None = None
    proposed: bool = False


def apply(content: Content, at: datetime) -> list[str]:
    return keep_versions(TermVersion, content.values("terms"), called="plazos", at=at)


TERMS = Section(name="terms", files="terms.yaml", shape=Term, many=True, apply=apply)

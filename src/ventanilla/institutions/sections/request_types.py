"""request_types.yaml: what a request can be in the institution's words: duda, queja, petición…"""

from collections.abc import Iterator
from datetime import datetime

from ventanilla.institutions.held import held_whole
from ventanilla.institutions.keeping import keep_whole
from ventanilla.lib.section import Content, Section
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem


class Kind(Shape):
    """One of several ways to be this type (the four kinds of a petición), with its own term."""

    slug: Slug
    name: Text
    definition: Passage | None = None
    example: Passage | None = None
    term: Slug | None = None


class RequestType(Shape):
    """`where` tells how and where it is lodged, `evidence` what is added to it."""

    slug: Slug
    name: Text
    definition: Passage
    example: Passage | None = None
    where: Passage | None = None
    evidence: Passage | None = None
    term: Slug | None = None
    kinds: list[Kind] = []
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["request_types"]:
        if item.value is None:
            continue
        yield from content.dangling(item, "terms", item.value.term, "term")
        for n, kind in enumerate(item.value.kinds):
            yield from content.dangling(item, "terms", kind.term, "kinds", n, "term")


def apply(content: Content, at: datetime) -> list[str]:
    data = [request_type.data() for request_type in content.values("request_types")]
    return keep_whole("request_types", data, called="tipos de solicitud")


REQUEST_TYPES = Section(
    name="request_types",
    files="request_types.yaml",
    shape=RequestType,
    many=True,
    ordered=True,
    check=check,
    apply=apply,
    held=held_whole("request_types"),
    noun="tipo de solicitud",
)

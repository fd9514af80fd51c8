"""request_types.yaml: what a request can be in the institution's words: duda, queja, petición…"""

from collections.abc import Iterator

from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content
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


REQUEST_TYPES = whole(
    "request_types",
    RequestType,
    called="tipos de solicitud",
    noun="tipo de solicitud",
    many=True,
    required=True,
    ordered=True,
    check=check,
)

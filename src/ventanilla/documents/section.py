"""documents.yaml: what counts as evidence, and by which rules documents are looked at (UPN-07, UNE-03 to 09)."""

from collections.abc import Iterator

from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem


class Evidence(Shape):
    """One kind of evidence, with an example of what it shows."""

    slug: Slug
    name: Text
    example: Passage | None = None
    source: Line | None = None
    proposed: bool = False


class Rule(Shape):
    """What the institution does with documents, or asks of whoever brings them."""

    slug: Slug
    name: Text
    text: Passage
    source: Line | None = None
    proposed: bool = False


class Documents(Shape):
    """`needed_for` are the request types that ask for evidence; `correction` is the term to mend a fault."""

    why: Passage | None = None
    needed_for: list[Slug] = []
    evidence: list[Evidence] = []
    rules: list[Rule] = []
    correction: Slug | None = None
    source: Line | None = None


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["documents"]:
        if item.value is None:
            continue
        yield from content.dangling(item, "terms", item.value.correction, "correction")
        for n, slug in enumerate(item.value.needed_for):
            yield from content.dangling(item, "request_types", slug, "needed_for", n)
        yield from item.repeated([one.slug for one in item.value.evidence], "evidence", key="slug")
        yield from item.repeated([one.slug for one in item.value.rules], "rules", key="slug")
        yield from _check_services(content, item.value)


def _check_services(content: Content, documents: Documents) -> Iterator[Problem]:
    """Services of these types ask for evidence: none is forgotten (UPN-07)."""
    for item in content.items["services"]:
        service = item.value
        if service and service.request_type in documents.needed_for and service.evidence == "none":
            words = (
                f"documents.yaml pide pruebas para `{service.request_type}`: "
                "falta `evidence: required` o `statement`"
            )
            yield item.problem(words, "request_type")


DOCUMENTS = whole("documents", Documents, called="documentos", check=check)

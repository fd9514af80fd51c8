"""referrals.yaml: whom the desk refers to: areas outside it, and bodies that are competent by law (UDG-06, MEN-08)."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from ventanilla.institutions.models import Section
from ventanilla.institutions.sections.units import Email
from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.words import root, telling
from ventanilla.lib.yamlfile import Problem


class Destination(Shape):
    """`area`: of the institution, outside the desk. `body`: competent by law, to which a petition is transferred.

    `topics` are the words by which the desk proposes it; `words` are what the agent finds written for it.
    """

    slug: Slug
    kind: Literal["area", "body"] = "area"
    name: Text
    topics: list[Text] = []
    words: Passage | None = None
    email: Email | None = None
    phone: Line | None = None
    address: Line | None = None
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["referrals"]:
        if item.value is not None and not (item.value.email or item.value.phone or item.value.address):
            yield item.problem(
                "falta por dónde se le escribe o se le llama (`email`, `phone` o `address`)", "slug"
            )


def destinations() -> list[dict[str, Any]]:
    """As the institution acted for has them: one statement."""
    data = Section.objects.filter(name="referrals").values_list("data", flat=True).first()
    return list(data or [])


def proposed(known: Iterable[dict[str, Any]], *texts: str) -> dict[str, Any] | None:
    """The one whose topics share most words with the texts; None where none does."""
    about = _words(texts)
    scored = [(len(about & _words(_said(one))), -n, one) for n, one in enumerate(known)]
    best = max(scored, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] else None


def _said(one: dict[str, Any]) -> Iterator[str]:
    for text in [one["name"], *one.get("topics", [])]:
        yield from [text] if isinstance(text, str) else text.values()


def _words(texts: Iterable[str]) -> set[str]:
    return {root(word) for text in texts for word in telling(text)}


REFERRALS = whole("referrals", Destination, called="derivaciones", noun="destino", many=True, check=check)

"""What an institution's search finds, as entries: services, guides and the parts of the guideline.

What weighs is how surely the words say what it is about: the name and the keywords before the summary, the
summary before what stands in the form.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ventanilla.lib.finding import Entry, Phrase
from ventanilla.lib.finding.entry import phrases

Kind = Literal["service", "guide", "part", "page"]
NAME, KEYWORD, SUMMARY, CATEGORY, OPTION, ASIDE = 3.0, 1.9, 1.3, 0.3, 0.7, 0.2
PAGE_WORD = 1.6
GUIDE, PART, PAGE = 0.9, 1.05, 0.62  # beside a service


@dataclass(frozen=True)
class Key:
    """`slug` of a service or guide; of a part its place on the guideline's page (`p4`); of a page its name."""

    kind: Kind
    slug: str


def entries(
    services: Mapping[str, Any], sections: Mapping[str, Any], categories: Mapping[str, Any]
) -> Iterator[Entry]:
    """Of the data of services and categories by slug, and of sections by name."""
    for slug, data in services.items():
        yield service(slug, data, categories.get(data["category"], {}))
    for data in sections.get("guides") or []:
        yield guide(data)
    for n, data in enumerate((sections.get("guideline") or {}).get("parts", []), 1):
        yield part(n, data)


def service(slug: str, data: Mapping[str, Any], category: Mapping[str, Any]) -> Entry:
    questions = data["form"]
    options = [option["label"] for question in questions for option in question.get("options", [])]
    asides = [data["for_whom"], *data.get("needs", []), data.get("where"), *data.get("tips", [])]
    return Entry(
        Key("service", slug),
        (
            *phrases([data["name"]], NAME, telling=True),
            *phrases(data.get("keywords", []), KEYWORD, telling=True),
            *phrases([data["summary"]], SUMMARY),
            *phrases([category.get("name")], CATEGORY, telling=True),
            *phrases(options, OPTION),
            *phrases([*asides, *(question["label"] for question in questions)], ASIDE),
        ),
    )


def guide(data: Mapping[str, Any]) -> Entry:
    steps = [text for step in data["steps"] for text in (step["text"], step.get("note"))]
    return Entry(
        Key("guide", data["slug"]),
        (
            *phrases([data["name"]], NAME, telling=True),
            *phrases([data.get("about")], SUMMARY),
            *phrases([*steps, *data.get("tips", [])], OPTION),
        ),
        worth=GUIDE,
        card={"title": data["name"], "text": data.get("about")},
    )


def part(n: int, data: Mapping[str, Any]) -> Entry:
    return Entry(
        Key("part", f"p{n}"),
        (
            *phrases([data["title"]], NAME, telling=True),
            *phrases(_inside(data), SUMMARY),
        ),
        worth=PART,
        card={"title": data["title"], "number": data.get("number")},
    )


def page(name: str, *, title: Any, words: Iterable[Any]) -> Entry:
    """A page of the desk itself, with the words by which it is looked for."""
    said: tuple[Phrase, ...] = tuple(phrases(words, PAGE_WORD, telling=True))
    return Entry(Key("page", name), (*phrases([title], NAME, telling=True), *said), worth=PAGE)


def _inside(data: Mapping[str, Any]) -> Iterator[Any]:
    yield data.get("text")
    yield from data.get("points", [])
    for inner in data.get("parts", []):
        yield inner["title"]
        yield from _inside(inner)

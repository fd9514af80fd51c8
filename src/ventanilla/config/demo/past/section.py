"""What must fit together in past.yaml: services that exist, answers that their forms accept, words for each gap.

A story that does not fit is left out, and said: an invented past never stands in the way of a folder or the office.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ventanilla.catalogue.rules import validate
from ventanilla.config.demo.past.filling import OWN, answers_of, gaps
from ventanilla.config.demo.past.shape import Past, Story
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.yamlfile import Problem

#: Dates in past.yaml are relative to the day of the request: any day proves them.
SOME_DAY = datetime(2026, 6, 15, 12, tzinfo=UTC)


def fitting(content: Content) -> tuple[Past | None, list[Problem]]:
    """The past without what does not fit the folder, and why that does not."""
    items = [item for item in content.items["past"] if item.value is not None]
    if not items:
        return None, []
    (item,) = items
    past: Past = item.value
    people = list(_check_people(content, item))
    services = {service.slug: service for service in content.values("services")}
    wrong = {
        n: [
            *content.dangling(item, "services", story.service, "stories", n, "service"),
            *_check_story(item, n, services.get(story.service)),
        ]
        for n, story in enumerate(past.stories)
    }
    left = [story for n, story in enumerate(past.stories) if not wrong[n]]
    problems = [*people, *(problem for found in wrong.values() for problem in found)]
    return (None if people or not left else past.model_copy(update={"stories": left})), problems


def _check_people(content: Content, item: Item) -> Iterator[Problem]:
    requesters = item.value.requesters
    people = content.one("people")
    for n, slug in enumerate(requesters.types if people else []):
        known = [user_type.slug for user_type in people.user_types]
        yield from item.unknown(slug, known, "user_types", "requesters", "types", n)
    for n, slug in enumerate(requesters.campuses):
        yield from content.dangling(item, "campuses", slug, "requesters", "campuses", n)


def _check_story(item: Item, n: int, service: Any) -> Iterator[Problem]:
    past: Past = item.value
    story = past.stories[n]
    wanting = sorted({gap for text in texts_of(story) for gap in gaps(text)} - OWN - past.words.keys())
    for gap in wanting:
        yield from item.unknown(gap, sorted(past.words), "words", "stories", n)
    if wanting or service is None:
        return
    if (story.question is None) != (story.reply is None):
        yield item.problem("`question` y `reply` van juntas", "stories", n)
    told: set[str] = set()
    for words in each(past.words):
        for name, sentence in _wrong(story, service, words):
            if name not in told:
                yield item.problem(f"`{name}`: {sentence}", "stories", n, "answers")
            told.add(name)


def texts_of(story: Story) -> Iterator[str]:
    for given in story.answers.values():
        yield from given if isinstance(given, list) else [given]
    for lines in story.files.values():
        yield from lines
    said = (story.statement, story.question, story.reply, story.answer, story.note)
    yield from (text for text in said if text is not None)


def each(words: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    """Every word once, the lists side by side."""
    for n in range(max(map(len, words.values()), default=1)):
        yield {name: values[n % len(values)] for name, values in words.items()} | dict.fromkeys(OWN, "Ana")


def _wrong(story: Story, service: Any, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    _clean, errors = validate(
        service.form,
        answers_of(story, words, SOME_DAY.date()),
        dict.fromkeys(story.files, 1),
        at=SOME_DAY,
        language="es",
    )
    yield from errors.items()
    if service.evidence == "statement" and not story.files and story.statement is None:
        yield "statement", "el servicio pide prueba: ponga `files` o `statement`"
    if service.evidence == "required" and not story.files:
        yield "files", "el servicio pide prueba: ponga `files`"


PAST = Section(name="past", files="past.yaml", shape=Past, required=False)

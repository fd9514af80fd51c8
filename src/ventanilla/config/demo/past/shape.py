"""past.yaml: what invented requesters asked for, and what the desk answered. Only the demo reads it."""

from typing import Annotated

from pydantic import Field

from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, words_within

Words = Annotated[str, words_within(4000, lines=True)]
Many = Annotated[list[Line], Field(min_length=1)]


class Requesters(Shape):
    """From these lists people are put together who have no account; a value that is there twice comes twice as often.

    In `code` each # becomes a digit.
    """

    given_names: Many
    surnames: Many
    types: Annotated[list[Slug], Field(min_length=1)]
    campuses: list[Slug] = []
    code: Line | None = None
    most: Annotated[int, Field(ge=5, le=400)] = 45


class Story(Shape):
    """A request and what is said about it; {word} stands for one of `words`, {day-3} for a date in the form."""

    service: Slug
    answers: dict[str, str | list[str]]
    files: dict[str, Many] = {}
    statement: Words | None = None
    question: Words | None = None
    reply: Words | None = None
    answer: Words
    note: Words | None = None


class Doubt(Shape):
    """With it a requester comes back after the answer, and what he is told then."""

    says: Words
    answer: Words


class Comments(Shape):
    """What people write beside their score."""

    good: Many
    fair: Many
    poor: Many


class Past(Shape):
    greeting: Line
    farewell: Line
    apology: Line
    thanks: Many
    doubts: Annotated[list[Doubt], Field(min_length=1)]
    comments: Comments
    reasons: Annotated[list[Words], Field(min_length=1)]
    granted: Many
    requesters: Requesters
    words: dict[str, Many] = {}
    stories: Annotated[list[Story], Field(min_length=1)]

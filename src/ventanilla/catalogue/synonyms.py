"""synonyms.yaml: what people say, and what that means in the words of this institution (UME-03)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ventanilla.institutions.whole import whole
from ventanilla.lib.finding import Synonyms
from ventanilla.lib.section import Content
from ventanilla.lib.shape import Shape
from ventanilla.lib.text import Line
from ventanilla.lib.words import all_words
from ventanilla.lib.yamlfile import Problem, read

EVERYDAY = Path(__file__).with_name("everyday.yaml")

#: One phrase, or several.
Lines = Annotated[
    list[Line],
    BeforeValidator(
        lambda given: [given] if isinstance(given, str) else given, json_schema_input_type=str | list[str]
    ),
    Field(min_length=1, max_length=60),
]


class Synonym(Shape):
    """Each of the phrases in `says` also means each of those in `means`; accents and endings do not matter."""

    says: Lines
    means: Lines


class Words(Shape):
    """The whole file. Circles do no harm: each phrase is followed once."""

    synonyms: Annotated[list[Synonym], Field(max_length=1000)]


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["synonyms"]:
        for n, one in enumerate(item.value.synonyms if item.value is not None else []):
            for key in ("says", "means"):
                for m, words in enumerate(getattr(one, key)):
                    if not all_words(words):
                        yield item.problem(f"`{words}` no tiene ninguna palabra", "synonyms", n, key, m)


def synonyms_of(data: Any) -> Synonyms:
    """Everyday words, and those of the section as it is kept, which may be missing or empty."""
    own = (data or {}).get("synonyms", [])
    return Synonyms((says, one["means"]) for one in [*everyday(), *own] for says in one["says"])


@cache
def everyday() -> list[dict[str, Any]]:
    """What is said at any university (everyday.yaml, beside this file)."""
    document, _ = read(EVERYDAY, file=EVERYDAY.name)
    found: list[dict[str, Any]] = Words.model_validate(document.value).data()["synonyms"]
    return found


SYNONYMS = whole("synonyms", Words, called="sinónimos", check=check)

"""The shape of one question of a form."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ventanilla.lib.shape import Shape
from ventanilla.lib.text import Text

QuestionType = Literal["text", "long", "choice", "several", "date", "number", "money", "campus", "file"]
Extension = Literal["pdf", "jpg", "png", "webp", "docx", "xlsx", "odt", "ods", "txt", "mp3", "mp4", "zip"]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Value = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]


class Option(Shape):
    value: Value
    label: Text


#: Question → the value or values that let it hold; all questions must agree.
#: A file question has the value `yes` or `no`: whether a file was given.
Condition = Annotated[dict[Name, Value | list[Value]], Field(min_length=1)]


class Question(Shape):
    """`when`: shown only if it holds. `required_when`: required only if it holds, `required` always.

    `min` and `max`: for date a day (2026-03-31, today, today-30), for number and money a number, for several
    how many options, for file how many files. `earlier`: the answer is the number of an earlier request, which what
    is written here `joins` (UME-09), or only `mentions`. Without such a question the page asks beside the form.
    """

    name: Name
    label: Text
    type: QuestionType
    required: bool = False
    help: Text | None = None
    options: list[Option] = []
    when: Condition | None = None
    required_when: Condition | None = None
    min: Annotated[str, StringConstraints(max_length=20)] | None = None
    max: Annotated[str, StringConstraints(max_length=20)] | None = None
    max_length: Annotated[int, Field(gt=0, le=20_000)] | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    accept: list[Extension] = []
    max_mb: Annotated[int, Field(gt=0, le=25)] | None = None
    earlier: Literal["joins", "mentions"] | None = None

    @property
    def longest(self) -> int:
        """How many characters an answer may have."""
        return self.max_length or {"text": 200, "long": 4000}.get(self.type, 200)

    @property
    def places(self) -> int:
        """How many decimal places a number may have."""
        return self.decimals if self.decimals is not None else (2 if self.type == "money" else 0)

    @property
    def accepted(self) -> tuple[str, ...]:
        """The extensions that a file may have, without dot; `jpg` stands for `jpeg` too."""
        given = tuple(self.accept) or ("pdf", "jpg", "png")
        return (*given, "jpeg") if "jpg" in given else given

    @property
    def largest_mb(self) -> int:
        return self.max_mb or 10

    @property
    def most_files(self) -> int:
        return int(self.max) if self.type == "file" and self.max else 1 if self.type == "file" else 0

    @property
    def values(self) -> tuple[str, ...]:
        """What an answer may be, for questions with options and for conditions on them."""
        return ("yes", "no") if self.type == "file" else tuple(option.value for option in self.options)

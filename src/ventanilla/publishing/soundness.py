"""What is wrong with a draft: the sentences of the folder, without the words that belong to files."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from ventanilla.institutions.models import Institution
from ventanilla.lib.section import Item
from ventanilla.lib.shape import Shape, problems_in
from ventanilla.publishing.kind import Kind
from ventanilla.publishing.surroundings import PAGE

#: A folder's sentence begins with the key that it is about; a page shows it at the field.
KEY = re.compile(r"^`[^`]*`: ")
ASIDE = re.compile(r" \(`[^`]*`\)")


class Fault(NamedTuple):
    """`way` is the path of the field (`needs.2`), empty where no single field is to blame."""

    way: str
    words: str


class Unsound(Exception):
    """The draft cannot be: `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.way}: {fault.words}" for fault in faults))
        self.faults = faults


def shaped(kind: Kind, data: dict[str, Any], institution: Institution) -> Shape:
    """The draft as the folder would read it; raises Unsound."""
    try:
        shape: Shape = kind.section.shape.model_validate(data)
    except ValidationError as error:
        raise Unsound(list(_faults(problems_in(kind.section.shape, error, PAGE, ())))) from error
    content = kind.around(institution)
    others = [item for item in content.items.get(kind.section.name, []) if item.slug != data["slug"]]
    folder = data.get(kind.section.folder_key or "", "")
    content.items[kind.section.name] = [*others, Item(data["slug"], shape, PAGE, folder=folder)]
    if faults := list(_faults(kind.section.check(content))):
        raise Unsound(faults)
    return shape


def _faults(problems: Any) -> Iterator[Fault]:
    for problem in problems:
        words = ASIDE.sub("", KEY.sub("", problem.words))
        yield Fault(
            problem.file, f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?')) else '.'}"
        )

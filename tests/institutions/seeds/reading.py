"""What the folders say, read as the desk reads them, to be compared with what the seeds say.

The seeds are what each institution published; their facts stand in these tests as read there, never computed
from the folder. `*.txt` beside this file are the documents that a folder must hold word by word.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ventanilla.config.sections import SECTIONS
from ventanilla.lib.folder import read_folder
from ventanilla.lib.section import Content, understand

INSTITUTIONS = Path(__file__).resolve().parents[3] / "institutions"
HERE = Path(__file__).resolve().parent


def content_of(folder: str) -> Content:
    """What a folder says, `sac/tenants/soacha` together with its family; it must be in order."""
    content, problems = understand(read_folder(INSTITUTIONS / folder), SECTIONS)
    assert [str(problem) for problem in problems] == []
    return content


def spanish(value: Any) -> str:
    """The Spanish words of a text, in one line."""
    return " ".join((value["es"] if isinstance(value, dict) else value or "").split())


def by_slug(items: list[Any]) -> dict[str, Any]:
    return {item.slug: item for item in items}


def words(text: str) -> list[str]:
    """The words of a text, capitals, marks and lines apart: what must not be lost when it is set anew."""
    return re.findall(r"\w+", text.casefold())


def document(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def all_spanish(value: Any) -> Iterator[str]:
    """Every Spanish text inside a shape."""
    if hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            if name not in {"source", "slug"}:
                yield from all_spanish(getattr(value, name))
    elif isinstance(value, str) or (isinstance(value, dict) and "es" in value):
        yield spanish(value)
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from all_spanish(inner)

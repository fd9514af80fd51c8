"""How many of the questions in tests/catalogue/questions find what they are about: `python -m tests.questions`.

The questions were written by somebody who had not seen the folders; `held.yaml` is only ever counted, never read
while tuning. A topic is what the seeds call it; topics.yaml says what in the desk is about it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ventanilla.lib.words import fold

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests/catalogue/questions"
FOLDERS = {
    **{slug: slug for slug in ("umecit", "upn", "unemi", "udgvirtual")},
    "sac": "sac/tenants/soacha",
}
AMONG = 3


@dataclass(frozen=True)
class Desk:
    """What one institution's folder offers to find, and its services by category."""

    index: Any
    categories: dict[str, list[str]]

    def found(self, question: str) -> list[str]:
        return [name_of(hit.entry.key) for hit in self.index.find(question)[:AMONG]]


def name_of(key: Any) -> str:
    return str(key.slug) if key.kind == "service" else f"{key.kind}:{key.slug}"


@cache
def desk(institution: str) -> Desk:
    from ventanilla.catalogue.findable import entries  # noqa: PLC0415  (models need Django)
    from ventanilla.catalogue.synonyms import synonyms_of  # noqa: PLC0415
    from ventanilla.config.sections import SECTIONS  # noqa: PLC0415
    from ventanilla.lib.finding import Index  # noqa: PLC0415
    from ventanilla.lib.folder import read_folder  # noqa: PLC0415
    from ventanilla.lib.section import understand  # noqa: PLC0415
    from ventanilla.web.portal.home.pages import ENTRIES  # noqa: PLC0415

    content, _ = understand(read_folder(ROOT / "institutions" / FOLDERS[institution]), SECTIONS)
    services = {one.slug: one.data() for one in content.values("services")}
    categories = {one.slug: one.data() for one in content.values("categories")}
    sections: dict[str, Any] = {"guides": [one.data() for one in content.values("guides")]}
    for name in ("guideline", "synonyms"):
        whole = content.one(name)
        sections[name] = whole.data() if whole else None
    by_category: dict[str, list[str]] = {slug: [] for slug in categories}
    for slug, data in services.items():
        by_category[data["category"]].append(slug)
    synonyms = synonyms_of(sections["synonyms"])
    index = Index([*entries(services, sections, categories), *ENTRIES], synonyms)
    return Desk(index, by_category)


def about(institution: str, topic: str) -> list[str] | None:
    """What is about a topic, or None: the same words, or words of which one holds the other."""
    listed = {fold(name): slugs for name, slugs in topics()[institution].items()}
    wanted = fold(topic)
    longest = sorted(listed, key=len, reverse=True)
    name = next((n for n in longest if n == wanted), None) or next(
        (n for n in longest if n in wanted or wanted in n), None
    )
    return None if name is None else list(spread(institution, listed[name]))


def spread(institution: str, names: list[str]) -> Iterator[str]:
    """`category/*` stands for all services of a category."""
    for name in names:
        category, _, rest = name.partition("/")
        yield from desk(institution).categories.get(category, []) if rest == "*" else [name]


def topics() -> dict[str, dict[str, list[str]]]:
    read: dict[str, dict[str, list[str]]] = yaml.safe_load((QUESTIONS / "topics.yaml").read_text())
    return read


def measure(name: str) -> tuple[float, str]:
    """The share of a file's questions that find something right among the first three, and counts by institution."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text()):
        institution = one["institution"]
        wanted = {slug for topic in one["topics"] for slug in about(institution, topic) or []}
        asked[institution] += 1
        right[institution] += bool(wanted & set(desk(institution).found(one["question"])))
    told = ", ".join(f"{institution} {right[institution]}/{asked[institution]}" for institution in asked)
    return right.total() / asked.total(), f"{name}: {right.total()}/{asked.total()} ({told})"


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write("".join(f"{measure(name)[1]}\n" for name in ("tune", "held")))

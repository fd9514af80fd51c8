"""The invented people with whom one can sign in: one for each role of each institution."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from ventanilla.lib.folder import read_folder, tenants_of

ROLES = ("agent", "director", "administrator", "quality", "executive")


@dataclass(frozen=True)
class DemoAccount:
    institution: str
    name: str
    password: str
    role: str
    email: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def accounts(folders: Iterable[Path]) -> list[DemoAccount]:
    """From each `demo.yaml`; the folders have been applied, so what stands there is in order."""
    return [account for folder in folders for path in tenants_of(folder) for account in _accounts(path)]


def _accounts(path: Path) -> Iterator[DemoAccount]:
    documents = read_folder(path).documents
    if "demo.yaml" not in documents:
        return
    demo: dict[str, Any] = documents["demo.yaml"].value
    name = _spanish(documents["institution.yaml"].value["short_name"])
    people: list[dict[str, Any]] = demo["people"]
    students = [person for person in people if not person.get("roles")]
    chosen = [("student", person) for person in students[:1]]
    for role in ROLES:
        chosen += [(role, person) for person in people if role in person.get("roles", [])][:1]
    chosen += [("may register", held) for held in demo.get("directory", [])[:1]]
    for role, person in chosen:
        yield DemoAccount(path.name, name, demo["password"], role, person["email"])


def _spanish(text: str | dict[str, str]) -> str:
    return text if isinstance(text, str) else text["es"]


def table(accounts: Sequence[DemoAccount], base_url: str) -> str:
    """Fits 80 columns: each institution's address and password, and below it two people a line."""
    blocks: list[str] = []
    for slug, group in groupby(accounts, key=lambda account: account.institution):
        people = list(group)
        head = f"{people[0].name}  {base_url}/{slug}/  password {people[0].password}"
        cells = [f"{person.role:<13} {person.email}" for person in people]
        lines = [
            f"  {left:<38} {right}".rstrip() for left, right in zip_longest(*[iter(cells)] * 2, fillvalue="")
        ]
        blocks.append("\n".join([head, *lines]))
    return "\n\n".join(blocks)

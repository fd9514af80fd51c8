"""Whom a note names: @user.name, @Full Name, or @Name where one colleague alone is called so."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from ventanilla.people.models import Person, Role
from ventanilla.people.queries import load_roles, with_roles
from ventanilla.tickets import rules
from ventanilla.tickets.models import Ticket

#: An @ that begins a word: an e-mail address names nobody.
AT = re.compile(r"(?<![\w.@-])@(?=\w)")
WORD = re.compile(r"[\w.-]*\w")


@dataclass
class Named:
    people: list[Person] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def colleagues() -> list[Person]:
    """Everybody with a role, with his roles: one statement."""
    people = Person.objects.filter(Exists(Role.objects.filter(person=OuterRef("pk"))))
    return [load_roles(person) for person in with_roles(people).order_by("given_names", "surnames", "pk")]


def readers(ticket: Ticket, *, besides: Person) -> list[Person]:
    """Who of the desk may read a ticket, and so may be named on it."""
    return [p for p in colleagues() if p.pk != besides.pk and rules.may_read_on_desk(p, ticket)]


def named(text: str, people: Sequence[Person]) -> Named:
    """In the order of the text, each once. The longest name that fits is meant."""
    names = _names(people)
    found = Named()
    for at in AT.finditer(text):
        rest = folded(text[at.end() : at.end() + 250])
        fitting = [name for name in names if rest.startswith(name) and not _goes_on(rest, len(name))]
        if fitting:
            person = names[max(fitting, key=len)]
            if person not in found.people:
                found.people.append(person)
        elif (word := WORD.match(text, at.end())) and word.group() not in found.unknown:
            found.unknown.append(word.group())
    return found


def folded(words: str) -> str:
    """Small, without accents, one blank between words; as long as what it is compared with."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return re.sub(r"\s+", " ", "".join(c for c in plain if not unicodedata.combining(c)))


def _names(people: Iterable[Person]) -> dict[str, Person]:
    """Each way to name somebody; what would name two names nobody."""
    found: dict[str, list[Person]] = {}
    for person in people:
        first = person.given_names.split(" ")[0]
        for name in {person.username or "", person.full_name, f"{first} {person.surnames}", first}:
            if folded(name).strip():
                found.setdefault(folded(name).strip(), []).append(person)
    return {name: who[0] for name, who in found.items() if len(who) == 1}


def _goes_on(rest: str, end: int) -> bool:
    """Whether the word goes on where the name ends; a full stop ends a sentence."""
    return bool(re.match(r"[\w-]|[.@]\w", rest[end : end + 2]))

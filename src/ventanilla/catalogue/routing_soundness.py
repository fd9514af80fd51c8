"""Whether the rules of a service's routing lead somewhere, and whether each can ever decide."""

from collections.abc import Iterator
from itertools import product
from math import prod

from ventanilla.catalogue.routing import ABOUT_PEOPLE, conditions
from ventanilla.catalogue.shape import Service
from ventanilla.lib.section import Content, Item
from ventanilla.lib.yamlfile import Problem

#: Combinations of a rule's values that are compared one by one; beyond that only whole rules are.
MOST_CASES = 5_000
Wanted = dict[str, list[str]]


def check_routing(content: Content, item: Item) -> Iterator[Problem]:
    service: Service = item.value
    before: list[Wanted] = []
    for n, route in enumerate(service.routing):
        yield from content.dangling(item, "units", route.unit, "routing", n, "unit")
        wanted = dict(conditions(route.when.data()))
        if not wanted:
            words = "la regla no dice cuándo vale; sin condiciones basta con `unit`"
            yield item.problem(words, "routing", n, "when")
        yield from _check_people(content, item, n)
        yield from _check_answers(item, n)
        if wanted and (earlier := _in_the_way(wanted, before)):
            rules = "decide antes la regla" if len(earlier) == 1 else "deciden antes las reglas"
            words = f"esta regla no decide nunca: siempre {rules} {', '.join(map(str, earlier))}"
            yield item.problem(words, "routing", n)
        before.append(wanted)


def _check_people(content: Content, item: Item, n: int) -> Iterator[Problem]:
    when, people = item.value.routing[n].when, content.one("people")
    for m, slug in enumerate(when.campus or []):
        yield from content.dangling(item, "campuses", slug, "routing", n, "when", "campus", m)
    for name, plural in (
        ("user_type", "user_types"),
        ("modality", "modalities"),
        ("programme", "programmes"),
    ):
        known = [one.slug for one in getattr(people, plural)] if people else None
        for m, slug in enumerate(getattr(when, name) or []):
            if known is not None:
                yield from item.unknown(slug, known, plural, "routing", n, "when", name, m)


def _check_answers(item: Item, n: int) -> Iterator[Problem]:
    asked = {question.name: question for question in item.value.form}
    for name, values in (item.value.routing[n].when.answers or {}).items():
        way = ("routing", n, "when", "answers", name)
        question = asked.get(name)
        if question is None:
            yield from item.unknown(name, list(asked), "este formulario", *way)
        elif name in ABOUT_PEOPLE:
            yield item.problem(f"la pregunta `{name}` se llama como una condición: cambie su nombre", *way)
        elif question.type not in {"choice", "several"}:
            words = f"`{name}` es de tipo `{question.type}`: solo se puede depender de opciones"
            yield item.problem(words, *way)
        else:
            for value in [values] if isinstance(values, str) else values:
                yield from item.unknown(value, question.values, f"las opciones de `{name}`", *way)


def _in_the_way(wanted: Wanted, before: list[Wanted]) -> list[int]:
    """The numbers of the earlier rules, if together they decide every case in which this one would."""
    names = list(wanted)
    if prod(len(values) for values in wanted.values()) > MOST_CASES:
        whole = (n for n, earlier in enumerate(before, 1) if _covers(earlier, wanted))
        return list(whole)[:1]
    found: set[int] = set()
    for values in product(*wanted.values()):
        case = {name: [value] for name, value in zip(names, values, strict=True)}
        earlier = next((n for n, rule in enumerate(before, 1) if _covers(rule, case)), None)
        if earlier is None:
            return []
        found.add(earlier)
    return sorted(found)


def _covers(rule: Wanted, case: Wanted) -> bool:
    """Whether the rule holds wherever the case does: it asks nothing else and admits all its values."""
    return bool(rule) and all(
        name in case and set(case[name]) <= set(values) for name, values in rule.items()
    )

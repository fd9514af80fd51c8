"""Whether a form makes sense: what fits a type of question, and conditions that lead somewhere."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ventanilla.catalogue.day import day_of
from ventanilla.catalogue.question import Question
from ventanilla.lib.cycle import first_cycle
from ventanilla.lib.section import Item
from ventanilla.lib.yamlfile import Problem

FITS = {
    "options": {"choice", "several"},
    "max_length": {"text", "long"},
    "decimals": {"number", "money"},
    "currency": {"money"},
    "accept": {"file"},
    "max_mb": {"file"},
    "earlier": {"text"},
    "min": {"date", "number", "money", "several", "file"},
    "max": {"date", "number", "money", "several", "file"},
}
NUMBER = re.compile(r"^-?\d{1,15}(\.\d{1,6})?$")


def check_form(item: Item) -> Iterator[Problem]:
    """What is wrong with the form of a service."""
    form: list[Question] = item.value.form
    yield from item.repeated([q.name for q in form], "form", key="name")
    for n, question in enumerate(form):
        yield from item.repeated([o.value for o in question.options], "form", n, "options", key="value")
        for key, words in _misfits(question):
            yield item.problem(words, "form", n, key)
        for key in ("when", "required_when"):
            yield from _check_condition(item, form, n, key)
    for n in [n for n, question in enumerate(form) if question.earlier][1:]:
        yield item.problem("solo una pregunta pide el número de una solicitud anterior", "form", n, "earlier")
    yield from _check_cycle(item, form)


def _misfits(question: Question) -> Iterator[tuple[str, str]]:
    kind = question.type
    for key, kinds in FITS.items():
        if getattr(question, key) not in (None, []) and kind not in kinds:
            yield key, f"`{key}` no sirve en una pregunta de tipo `{kind}`"
    if kind in FITS["options"] and len(question.options) < 2:
        yield "type", f"una pregunta de tipo `{kind}` necesita al menos dos opciones (`options`)"
    if kind == "money" and question.currency is None:
        yield "type", "una pregunta de tipo `money` necesita la moneda (`currency`)"
    yield from _impossible_limits(question)


def _impossible_limits(question: Question) -> Iterator[tuple[str, str]]:
    written = {key: value for key in ("min", "max") if (value := getattr(question, key)) is not None}
    for key, value in written.items():
        if question.type == "date" and day_of(value, date(2000, 1, 1)) is None:
            yield key, f"`{value}` no es un día; se escribe 2026-03-31, today o today-30"
        elif question.type != "date" and not NUMBER.match(value):
            yield key, f"`{value}` no es un número; se escribe como 1250 o 12.5"
        elif question.type in {"several", "file"} and not value.isdigit():
            yield key, f"`{value}`: se cuenta en enteros"
    numbers = [value for value in written.values() if NUMBER.match(value)]
    if len(numbers) == 2 and Decimal(numbers[0]) > Decimal(numbers[1]):
        yield "max", "`max` es menor que `min`"


def _check_condition(item: Item, form: list[Question], n: int, key: str) -> Iterator[Problem]:
    by_name = {question.name: question for question in form}
    for name, wanted in (getattr(form[n], key) or {}).items():
        asked = by_name.get(name)
        if asked is None:
            yield from item.unknown(name, list(by_name), "este formulario", "form", n, key, name)
        elif not asked.values:
            words = f"`{name}` es de tipo `{asked.type}`: solo se puede depender de opciones o archivos"
            yield item.problem(words, "form", n, key, name)
        else:
            for value in [wanted] if isinstance(wanted, str) else wanted:
                yield from item.unknown(
                    value, asked.values, f"las opciones de `{name}`", "form", n, key, name
                )


def _check_cycle(item: Item, form: list[Question]) -> Iterator[Problem]:
    cycle = first_cycle({q.name: {**(q.when or {}), **(q.required_when or {})} for q in form})
    if cycle:
        n = next(n for n, question in enumerate(form) if question.name == cycle[0])
        yield item.problem(f"las preguntas dependen en círculo: {' → '.join(cycle)}", "form", n)

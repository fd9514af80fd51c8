"""What is wrong with a value is told in Spanish, with the way to it."""

from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from ventanilla.lib.shape import Day, Shape, Slug, problems_in
from ventanilla.lib.text import Line, Text, said
from ventanilla.lib.yamlfile import parse


class Part(Shape):
    slug: Slug
    label: Text


class Whole(Shape):
    title: Text = "-"
    line: Line = "-"
    slug: Slug = "a"
    number: Annotated[int, Field(ge=0, le=360)] = 0
    more: Annotated[int, Field(gt=0)] = 1
    truth: bool = False
    word: Literal["usted", "tu"] = "usted"
    amount: Decimal = Decimal(0)
    day: Annotated[Day | None, Field(alias="from")] = None
    parts: Annotated[list[Part], Field(min_length=1, max_length=2)] = [Part(slug="a", label="A")]
    part: Part | None = None
    map: dict[str, str] = {}


def sentence(text: str) -> str:
    document, _ = parse(text, file="f.yaml")
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate(document.value)
    problems = list(problems_in(Whole, caught.value, document, ()))
    assert len(problems) == 1, problems
    return str(problems[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("numbr: 3", "f.yaml:1: clave desconocida `numbr`; ¿quiso decir `number`?"),
        ("form: 3", "f.yaml:1: clave desconocida `form`; ¿quiso decir `from`?"),
        (
            "part:\n  slug: a\n  lable: A\n  label: B",
            "f.yaml:3: clave desconocida `lable`; ¿quiso decir `label`?",
        ),
        (
            "parts:\n- {slug: a, label: A, qqq: A}",
            "f.yaml:2: clave desconocida `qqq`; aquí caben: label, slug",
        ),
        ("parts:\n- slug: a", "f.yaml:2: falta la clave `parts.1.label`"),
        ("number: many", "f.yaml:1: `number`: se esperaba un número entero"),
        ("number: 361", "f.yaml:1: `number`: debe ser 360 o menos"),
        ("number: -1", "f.yaml:1: `number`: debe ser 0 o más"),
        ("more: 0", "f.yaml:1: `more`: debe ser mayor que 0"),
        ("truth: quizás", "f.yaml:1: `truth`: se esperaba true o false"),
        ("truth: [1]", "f.yaml:1: `truth`: se esperaba true o false"),
        ("word: used", "f.yaml:1: `word: used` no vale; ¿quiso decir `usted`?; vale: usted, tu"),
        ("amount: x", "f.yaml:1: `amount`: se esperaba un número"),
        ("from: mañana", "f.yaml:1: `from`: se esperaba una fecha como 2026-03-31"),
        ("from: 20260331", "f.yaml:1: `from`: se esperaba una fecha como 2026-03-31"),
        ("from: [2026]", "f.yaml:1: `from`: se esperaba una fecha como 2026-03-31"),
        ("number: " + "9" * 5000, "f.yaml:1: `number`: el número es demasiado grande"),
        ("from: 2026-02-30", "f.yaml:1: `from`: se esperaba una fecha como 2026-03-31"),
        ("parts: x", "f.yaml:1: `parts`: se esperaba una lista"),
        ("parts: []", "f.yaml:1: `parts`: la lista necesita al menos 1"),
        ("part: x", "f.yaml:1: `part`: se esperaban claves y valores"),
        ("map: x", "f.yaml:1: `map`: se esperaban claves y valores"),
        (
            "slug: Año Nuevo",
            "f.yaml:1: `slug`: no tiene la forma debida (letras minúsculas sin tilde, cifras y guiones)",
        ),
        ("slug: [a]", "f.yaml:1: `slug`: se esperaba un texto"),
        ("title:", "f.yaml:1: `title`: se esperaba un texto"),
        ("title: ''", "f.yaml:1: `title`: el texto está vacío"),
        ("title: {en: Desk}", "f.yaml:1: `title`: falta el texto en español (`es`)"),
        (
            "title: {es: a, fr: b}",
            "f.yaml:1: `title`: idioma desconocido `fr`; un texto lleva `es` y, si lo hay, `en`",
        ),
        ('line: "a\\nb"', "f.yaml:1: `line`: el texto debe caber en una sola línea"),
        ('title: "a\\0b"', "f.yaml:1: `title`: el texto contiene el carácter de control U+0000"),
        ("line: " + "x" * 401, "f.yaml:1: `line`: el texto tiene 401 caracteres; caben 400"),
    ],
)
def test_sentences(text: str, told: str) -> None:
    assert sentence(text) == told


def test_a_text_is_said_in_the_readers_language_or_marked_as_spanish() -> None:
    both = {"es": "Ventanilla", "en": "Desk"}
    assert said(both, "en") == ("Desk", "en")
    assert said(both, "es-tu") == ("Ventanilla", "es")
    assert said({"es": "Ventanilla"}, "en") == ("Ventanilla", "es")
    assert said("Ventanilla", "en") == ("Ventanilla", "es")
    assert said(None, "en") == ("", "es")

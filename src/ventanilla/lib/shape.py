"""What a part of a file must look like, and what is wrong with it in words for whoever wrote it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from ventanilla.lib.text import refuse
from ventanilla.lib.yamlfile import Document, Problem, Way


class Shape(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)

    def data(self) -> dict[str, Any]:
        """The JSON that is stored and compared."""
        return self.model_dump(mode="json", by_alias=True)


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]


def written_day(value: Any) -> Any:
    """Only `2026-03-31`: pydantic would take a bare number for seconds since 1970."""
    if isinstance(value, date) or (
        isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    ):
        return value
    raise refuse("se esperaba una fecha como 2026-03-31")


Day = Annotated[date, BeforeValidator(written_day)]


def problems_in(shape: type[Shape], error: ValidationError, document: Document, at: Way) -> Iterator[Problem]:
    """Pydantic's findings as sentences, each with the line it is about."""
    for found in error.errors():
        way = tuple(step for step in found["loc"] if step != "[key]")
        place = document.place((*at, *way))
        yield Problem(place.file, place.line, _sentence(shape, way, found))


def near(word: str, known: Iterable[str]) -> str:
    """`; ¿quiso decir …?` when one of `known` resembles the word, otherwise nothing."""
    close = get_close_matches(str(word), [str(k) for k in known], n=1, cutoff=0.6)
    return f"; ¿quiso decir `{close[0]}`?" if close else ""


def _sentence(shape: type[Shape], way: Way, found: Any) -> str:
    kind, context = found["type"], found.get("ctx", {})
    key = _shown(way)
    if kind == "extra_forbidden":
        known = sorted(_keys(_walk(shape, way[:-1])))
        hint = near(str(way[-1]), known) or f"; aquí caben: {', '.join(known)}"
        return f"clave desconocida `{way[-1]}`{hint}"
    if kind == "missing":
        return f"falta la clave `{key}`"
    if kind in {"literal_error", "enum"}:
        allowed = context["expected"].replace("'", "").replace(" or ", ", ")
        return (
            f"`{key}: {found['input']}` no vale{near(found['input'], allowed.split(', '))}; vale: {allowed}"
        )
    if kind == "sentence":
        return f"`{key}`: {context['words']}" if key else str(context["words"])
    return f"`{key}`: {_expected(kind, context)}" if key else _expected(kind, context)


def _expected(kind: str, context: Any) -> str:
    # Only the kinds that our shapes can raise; tests/lib/test_shape.py walks them.
    return {
        "string_type": "se esperaba un texto",
        "string_too_long": f"demasiado largo; caben {context.get('max_length')} caracteres",
        "string_too_short": "no puede estar vacío",
        "string_pattern_mismatch": "no tiene la forma debida (letras minúsculas sin tilde, cifras y guiones)"
        if context.get("pattern") == SLUG
        else f"no tiene la forma debida ({context.get('pattern')})",
        "int_type": "se esperaba un número entero",
        "int_parsing_size": "el número es demasiado grande",
        "int_parsing": "se esperaba un número entero",
        "bool_type": "se esperaba true o false",
        "bool_parsing": "se esperaba true o false",
        "decimal_parsing": "se esperaba un número",
        "decimal_type": "se esperaba un número",
        "list_type": "se esperaba una lista",
        "dict_type": "se esperaban claves y valores",
        "model_type": "se esperaban claves y valores",
        "model_attributes_type": "se esperaban claves y valores",
        "greater_than": f"debe ser mayor que {context.get('gt')}",
        "greater_than_equal": f"debe ser {context.get('ge')} o más",
        "less_than_equal": f"debe ser {context.get('le')} o menos",
        "too_short": f"la lista necesita al menos {context.get('min_length')}",
        "too_long": f"la lista admite hasta {context.get('max_length')}",
        "date_parsing": "se esperaba una fecha como 2026-03-31",
        "date_from_datetime_parsing": "se esperaba una fecha como 2026-03-31",
    }.get(kind, "el valor no es válido")


def _shown(way: Way) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in way)


def _walk(kind: Any, way: Way) -> Any:
    """The type that stands at `way` inside a shape."""
    for step in way:
        kind = _plain(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = {(f.alias or name): f.annotation for name, f in kind.model_fields.items()}
            kind = fields.get(str(step))
        else:
            kind = (get_args(kind) or (None,))[-1]
    return _plain(kind)


def _plain(kind: Any) -> Any:
    """Without Annotated and without the None of an optional."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, UnionType):
            kind = next(k for k in get_args(kind) if k is not type(None))
        else:
            return kind


def _keys(kind: Any) -> list[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [f.alias or name for name, f in kind.model_fields.items()]
    return []

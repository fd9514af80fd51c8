"""A YAML file as plain values that know their lines.

Stricter than YAML: UTF-8 only, no anchors, aliases or tags, no key twice, one document, every scalar stays
the string that was written (`no`, `08:00` and `1.10` mean what they look like; the shape converts).
Read event by event, because libyaml's own composer follows aliases and recurses without limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LARGEST = 1_000_000
DEEPEST = 30
NULLS = {"", "~", "null", "Null", "NULL"}

Way = tuple[str | int, ...]


class Place(NamedTuple):
    file: str
    line: int


class Problem(NamedTuple):
    """What is wrong, where, in a sentence for whoever wrote the file."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


@dataclass(frozen=True)
class Document:
    """The value of a file and where each part of it was written."""

    file: str
    value: Any
    places: dict[Way, Place] = field(default_factory=dict)

    def place(self, way: Way) -> Place:
        """Where `way` was written; for what is missing, where it should have been."""
        while way and way not in self.places:
            way = way[:-1]
        return self.places.get(way, Place(self.file, 1))


class Unreadable(Exception):
    """The file gives no value at all; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def read(path: Path, *, file: str) -> tuple[Document, list[Problem]]:
    """Read one file, named `file` in problems; raises Unreadable where it gives no value."""
    return parse(text(path, file=file), file=file)


def text(path: Path, *, file: str) -> str:
    """What is written in a file, if it is UTF-8 and of a bearable size."""
    size = path.stat().st_size
    if size > LARGEST:
        raise Unreadable([Problem(file, 1, f"el archivo pesa {size} bytes; se leen hasta {LARGEST}")])
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable([Problem(file, line, "el archivo no está en UTF-8; guárdelo como UTF-8")]) from error


def parse(text: str, *, file: str) -> tuple[Document, list[Problem]]:
    """The document in `text` and what can be pardoned in it (keys written twice)."""
    builder = _Builder(file)
    try:
        builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Unreadable([*builder.fatal, Problem(file, line, _explain(error.problem))]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        words = "hay un carácter de control que un archivo de texto no lleva"
        raise Unreadable([*builder.fatal, Problem(file, line, words)]) from error
    if builder.fatal:
        raise Unreadable(builder.fatal + builder.twice)
    return Document(file, builder.value, builder.places), builder.twice


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.value: Any = None
        self.places: dict[Way, Place] = {}
        self.fatal: list[Problem] = []
        self.twice: list[Problem] = []

    def build(self, events: Iterator[Any]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
            elif isinstance(event, yaml.NodeEvent):
                if documents > 1:
                    self._refuse(event, "el archivo lleva un solo documento; sobra lo que sigue a `---`")
                    return
                self.value = self._node(event, events, ())

    def _node(self, event: Any, events: Iterator[Any], way: Way) -> Any:
        self.places.setdefault(way, Place(self.file, event.start_mark.line + 1))
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"alias `*{event.anchor}`: aquí no se usan anclas ni alias; repita el texto")
            return None
        if event.anchor:
            self._refuse(event, f"ancla `&{event.anchor}`: aquí no se usan anclas ni alias; repita el texto")
        if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self._refuse(event, f"etiqueta `{event.tag}`: aquí no se usan etiquetas de YAML")
        if isinstance(event, yaml.ScalarEvent):
            return None if event.implicit[0] and event.value in NULLS else event.value
        if len(way) >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, way)
        return self._mapping(events, way)

    def _sequence(self, events: Iterator[Any], way: Way) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._node(event, events, (*way, len(values))))
        return values

    def _mapping(self, events: Iterator[Any], way: Way) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, way)
            line = event.start_mark.line + 1
            if key in values:
                first = self.places[(*way, key)].line
                words = f"la clave `{key}` está dos veces (antes en la línea {first})"
                self.twice.append(Problem(self.file, line, words))
                self._node(next(events), events, (*way, f"{key} (2)"))
                continue
            self.places[(*way, key)] = Place(self.file, line)
            values[key] = self._node(next(events), events, (*way, key))
        return values

    def _key(self, event: Any, events: Iterator[Any], way: Way) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        self._refuse(event, "una clave debe ser una palabra")
        self._node(event, events, (*way, "?"))
        return "?"

    def _refuse(self, event: Any, words: str) -> None:
        self.fatal.append(Problem(self.file, event.start_mark.line + 1, words))


_EXPLANATIONS = {
    "too deep": f"hay más de {DEEPEST} niveles, uno dentro de otro",
    "exceeded max depth": f"hay más de {DEEPEST} niveles, uno dentro de otro",
    "cannot start any token": "hay un tabulador o un signo donde no puede empezar un valor; "
    "use espacios y ponga comillas",
    "mapping values are not allowed": "sobran dos puntos o la sangría no cuadra; "
    "un texto con `: ` va entre comillas",
    "could not find expected ':'": "faltan los dos puntos después de la clave",
    "did not find expected key": "la sangría no cuadra o falta cerrar unas comillas o una llave",
    "did not find expected '-' indicator": "la sangría de la lista no cuadra",
    "did not find expected node content": "falta un valor, o falta cerrar un corchete o una llave",
    "did not find expected ',' or": "falta cerrar un corchete o una llave, o falta una coma",
    "unexpected end of stream": "unas comillas no se cierran",
    "control characters are not allowed": "hay un carácter de control que un archivo de texto no lleva",
}


def _explain(problem: str | None) -> str:
    for fragment, words in _EXPLANATIONS.items():
        if fragment in (problem or ""):
            return words
    return "no se entiende esta línea como YAML; revise sangría, comillas y dos puntos"

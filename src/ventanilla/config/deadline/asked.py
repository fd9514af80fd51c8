"""A question as somebody wrote it: which keys it may have, and what each may hold."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ventanilla.worktime import WorktimeError
from ventanilla.worktime.errors import quoted

KEYS = ("term", "start", "campus", "locality", "complexity", "pauses")
#: The option is `--pause`, once for each; who writes the key in the singular means the same.
ALSO = {"pause": "pauses"}
COMPLEXITIES = ("low", "medium", "high")


@dataclass(frozen=True)
class Asked:
    """`term` and `pauses` are read where they are counted (worktime/question.py, the source of terms)."""

    term: Any
    start: str
    campus: str | None = None
    locality: str | None = None
    complexity: str | None = None
    pauses: Any = ()


def read(question: Any) -> Asked:
    """Raises WorktimeError for what no question has: nothing that was written is left aside in silence."""
    if not isinstance(question, dict):
        raise WorktimeError("se esperaba un objeto JSON con `term` y `start`")
    found: dict[str, Any] = {}
    for written, value in question.items():
        key = ALSO.get(written, written)
        if key not in KEYS:
            raise WorktimeError(f"clave desconocida {quoted(written)}; {_hint(written)}")
        if key in found:
            raise WorktimeError("las pausas van en `pauses` o en `pause`, no en ambas")
        found[key] = value
    given = {key: value for key, value in found.items() if value is not None}
    for key in ("term", "start"):
        if key not in given:
            raise WorktimeError(f"falta `{key}`")
    for key in ("start", "campus", "locality", "complexity"):
        if key in given and not (isinstance(given[key], str) and given[key]):
            raise WorktimeError(f"`{key}` lleva un texto; {quoted(given[key])} no vale")
    if given.get("complexity", "low") not in COMPLEXITIES:
        raise WorktimeError(f"complexity: {quoted(given['complexity'])} no vale; vale: low, medium o high")
    return Asked(**given)


def _hint(key: str) -> str:
    close = get_close_matches(key[:60], [*KEYS], n=1)
    return f"¿quiso decir «{close[0]}»?" if close else f"una pregunta lleva: {', '.join(KEYS)}"

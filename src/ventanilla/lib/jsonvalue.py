"""JSON from outside as plain values (no key twice, no NaN, no endless depth; what is wrong is one sentence), and
one value a line."""

import json
import re
from typing import Any

DEEPEST = 30


class NotJson(ValueError):
    """Its words are a Spanish sentence; `line` counts from 1."""

    def __init__(self, words: str, line: int = 1) -> None:
        super().__init__(words)
        self.line = line


def parse(text: str) -> Any:
    """The value in `text`; raises NotJson."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_number)
    except NotJson:
        raise
    except json.JSONDecodeError as error:
        raise NotJson(f"no es JSON (columna {error.colno})", error.lineno) from error
    except RecursionError as error:
        raise NotJson(TOO_DEEP) from error
    except ValueError as error:  # Python reads no integer of more than 4,300 digits
        raise NotJson("un número tiene demasiadas cifras") from error
    if _depth(value) > DEEPEST:
        raise NotJson(TOO_DEEP)
    return value


def line(value: Any) -> str:
    """The value as one line for every reader: some take these signs for the end of a line, and a lone surrogate
    cannot be written as UTF-8."""
    return _UNWRITTEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False)) + "\n"


_UNWRITTEN = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
TOO_DEEP = f"hay más de {DEEPEST} niveles, uno dentro de otro"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise NotJson(f"la clave «{key[:60]}» está dos veces")
        found[key] = value
    return found


def _number(written: str) -> Any:
    raise NotJson(f"{written} no es un número de JSON")


def _depth(value: Any) -> int:
    """How many lists and objects lie one in another, without recursion."""
    level, depth = [value], 0
    while level := [one for one in level if isinstance(one, list | dict)]:
        depth += 1
        level = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one)]
    return depth

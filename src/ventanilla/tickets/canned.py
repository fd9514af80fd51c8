"""Texts with variables: `{nombre}` becomes the requester's name where the text is put into an answer. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

#: What may stand between braces, and what it becomes.
VARIABLES: dict[str, Any] = {
    "nombre": _("the requester's name"),
    "codigo": _("the number of the request"),
    "servicio": _("the service"),
    "plazo": _("until when it is to be answered"),
    "agente": _("who answers"),
    "unidad": _("the unit that attends it"),
    "enlace": _("the address at which the requester follows it"),
}
NAMED = re.compile(r"\{([^{}\n]{0,40})\}")


def unknown(text: Any) -> list[str]:
    """Names between braces that are no variables, in any language of a Text, each once."""
    found = (name for words in _languages(text) for name in NAMED.findall(words) if name not in VARIABLES)
    return list(dict.fromkeys(found))


def filled(words: str, values: Mapping[str, str]) -> str:
    """What is no variable stays as it is written: an old text is not lost by it."""
    return NAMED.sub(lambda match: values.get(match.group(1), match.group(0)), words)


def _languages(text: Any) -> Iterator[str]:
    yield from [text] if isinstance(text, str) else (words for words in (text or {}).values() if words)

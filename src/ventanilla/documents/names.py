"""A file's name as somebody wrote it, made harmless: a label to show, never a path. Pure."""

import re
import unicodedata

LONGEST = 150  # characters, the ending included
#: Control, invisible (direction overrides, zero width), halves of pairs, private, line breaks.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean(said: str) -> str:
    """The last part of the name, without what cannot be seen or turns the reading direction."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", said))[-1]
    seen = "".join(" " if c.isspace() else c for c in last if c.isspace() or not _invisible(c))
    words = re.sub(r"\s+", " ", FORBIDDEN.sub("_", seen)).strip(" .")
    return _shortened(words)


def extension(name: str) -> str:
    """The ending in small letters without its dot, `jpg` for `jpeg`; empty where there is none."""
    found = re.search(r"\.([A-Za-z0-9]{1,8})$", name)
    ending = found[1].lower() if found else ""
    return "jpg" if ending in ("jpeg", "jpe", "jfif") else ending


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in INVISIBLE


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    ending = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    tail = ending[0] if ending else ""
    return name[: LONGEST - len(tail) - 1].rstrip(" .") + "…" + tail

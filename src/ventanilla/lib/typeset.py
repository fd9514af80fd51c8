"""A PDF that screen readers can read (PDF/UA-1), from a typst template and data. What people wrote stays text."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import typst

#: What the fonts that come with typst can show; everything else is told by its name. Latin, Greek, Cyrillic,
#: Hebrew, Arabic, punctuation, currencies.
SHOWN = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x384, 0x3CE), (0x401, 0x45F), (0x5D0, 0x5EA), (0x621, 0x652), (0x1E80, 0x1E85),
    (0x1EA0, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030),
    (0x2039, 0x203A), (0x20AC, 0x20AC),
)  # fmt: skip
#: Of letters and marks alone, if even these are too many for the fonts.
LATIN = ((0x20, 0x7E), (0xA1, 0xFF))
SILENT = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\u00ad")


class NotSet(RuntimeError):
    """The template does not compile: ours, never the reader's fault."""


def pdf(template: Path, data: dict[str, Any]) -> bytes:
    """`data` reaches the template as `sys.inputs.case`; a sign that no font has is written out as its name."""
    for ranges in (SHOWN, LATIN):
        try:
            return typst.compile(
                template,
                root=template.parent,
                sys_inputs={"case": json.dumps(_spelled(data, ranges), ensure_ascii=False)},
                pdf_standards=["ua-1"],
                ignore_system_fonts=True,
            )
        except typst.TypstError as error:
            problem = error
    raise NotSet(str(problem)) from problem


def spell(words: str, ranges: tuple[tuple[int, int], ...] = SHOWN) -> str:
    """“gracias 🙂” → “gracias [slightly smiling face]”."""
    return "".join(_sign(sign, ranges) for sign in unicodedata.normalize("NFC", words))


def _sign(sign: str, ranges: tuple[tuple[int, int], ...]) -> str:
    if sign == "\n" or any(first <= ord(sign) <= last for first, last in ranges):
        return sign
    if sign in SILENT or sign == "\r":
        return ""
    if sign.isspace():
        return " "
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def _spelled(data: Any, ranges: tuple[tuple[int, int], ...]) -> Any:
    if isinstance(data, str):
        return spell(data, ranges)
    if isinstance(data, list):
        return [_spelled(part, ranges) for part in data]
    if isinstance(data, dict):
        return {name: _spelled(part, ranges) for name, part in data.items()}
    return data

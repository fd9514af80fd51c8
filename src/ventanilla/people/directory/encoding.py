"""In which encoding a file was written; spreadsheets do not say."""

import codecs
from typing import BinaryIO

PIECE = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(Exception):
    """No text in an encoding that we know: a picture, a workbook (.xlsx), a compressed file."""


def encoding_of(file: BinaryIO) -> str:
    """Python's name of the encoding. Reads all of the file in pieces and goes back to its start.

    A mark at the beginning decides; then UTF-16 by its zero bytes, UTF-8 if all of it is UTF-8, and what is left
    is Windows-1252, in which nearly every byte means something.
    """
    file.seek(0)
    first = file.read(4096)
    found = next((name for mark, name in MARKS if first.startswith(mark)), None) or _without_mark(first)
    if found is None:
        found = "utf-8" if _is(file, "utf-8") else "cp1252"
    if found != "utf-8" and not _is(file, found):
        raise NotText
    file.seek(0)
    return found


def _without_mark(first: bytes) -> str | None:
    """Names and addresses are mostly ASCII: of UTF-16 every second byte is zero."""
    even, odd = first[0::2].count(0), first[1::2].count(0)
    if not even and not odd:
        return None
    if odd > len(first) // 4 and odd > even * 4:
        return "utf-16-le"
    if even > len(first) // 4 and even > odd * 4:
        return "utf-16-be"
    raise NotText


def _is(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            if "\0" in decoder.decode(piece):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True

"""What a file really is, found in its content; its name is not asked."""

from typing import BinaryIO

from ventanilla.documents import archives

#: What can be stored; `accept` of a question chooses among them.
STORABLE = frozenset({"pdf", "jpg", "png", "webp", "docx", "xlsx", "odt", "ods", "txt", "mp3", "mp4", "zip"})
#: Shown in a page; everything else is only handed over as a download.
PICTURES = frozenset({"jpg", "png", "webp"})
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "txt": "text/plain; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "zip": "application/zip",
}
#: Beginnings, most telling first. Those outside STORABLE are known to name them in the refusal.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
    (b"ID3", "mp3"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"{\\rtf", "rtf"),
)
#: A text may begin like this; but these files hold zeros, and a text does not.
LETTERS = (
    b"ID3",
    b"GIF8",
    b"BM",
    b"MZ",
)  # a text may begin like this; these files hold zeros, a text does not
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif", b"avif")
LEADING_JUNK = 1024  # bytes that readers of PDF allow before its first line
CHUNK = 64 * 1024
#: No text has these: the control characters but tab, line feed, form feed and carriage return.
NOT_TEXT = bytes(set(range(32)) - {9, 10, 12, 13})


def kind_of(file: BinaryIO) -> str | None:
    """An extension of STORABLE, another word of BEGINNINGS, `html`, or None for what nobody knows."""
    file.seek(0)
    head = file.read(LEADING_JUNK + 8)
    found = _by_beginning(head) or _by_container(head)
    if found is None and head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        found = archives.kind_of(file)
    if found is not None:
        return found
    if b"%PDF-" in head:
        return "pdf"
    if not _is_text(file):
        return None
    return "html" if _is_markup(head) else "txt"


def _by_beginning(head: bytes) -> str | None:
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning) and (b"\0" in head or beginning not in LETTERS):
            return kind
    return None


def _by_container(head: bytes) -> str | None:
    """Kinds whose mark stands behind a length, and MPEG audio without a title."""
    if head[:4] == b"RIFF":
        return "webp" if head[8:12] == b"WEBP" else "other"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in HEIC else "mov" if head[8:12] == b"qt  " else "mp4"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0:
        return "mp3"
    return None


def _is_text(file: BinaryIO) -> bool:
    """UTF-8 or Latin-1: neither has control characters, and every other byte is a letter of Latin-1."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        if chunk.translate(None, NOT_TEXT) != chunk:
            return False
    return True


def _is_markup(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    return start.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body"))

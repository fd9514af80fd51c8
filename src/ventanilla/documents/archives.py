"""What a zip holds, read from its directory without unpacking anything: office documents are zips."""

import struct
import zlib
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MOST_MEMBERS = 5_000
MOST_DIRECTORY = 2_000_000  # bytes; read before Python's zipfile would load it whole
MOST_UNPACKED = 500_000_000  # bytes
MOST_RATIO = 200  # how many times larger the unpacked content may say it is

#: What Python's zipfile raises for archives that lie; NotImplementedError for a compression that it does not know.
DAMAGED = (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, zlib.error)

OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}


def kind_of(file: BinaryIO) -> str:
    """`docx`, `xlsx`, `pptx`, `odt`, `ods`, `zip`; refused are `macros`, `bomb`, `locked`, `damaged`."""
    if not _directory_is_small(file):
        return "bomb"
    try:
        with ZipFile(file) as archive:
            return _within(archive)
    except DAMAGED:
        return "damaged"


def _within(archive: ZipFile) -> str:
    members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > min(MOST_UNPACKED, MOST_RATIO * max(packed, 5_000)):
        return "bomb"
    if any(member.flag_bits & 1 for member in members):
        return "locked"
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "macros"
    if "[Content_Types].xml" in names:
        return next((kind for member, kind in OFFICE.items() if member in names), "zip")
    if "mimetype" in names and "content.xml" in names:
        if archive.getinfo("mimetype").compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            return "zip"  # the others ask for as much memory as the file says
        with archive.open("mimetype") as mark:
            return OPEN_DOCUMENT.get(mark.read(100).strip(), "zip")
    return "zip"


def _directory_is_small(file: BinaryIO) -> bool:
    """Whether the directory at the end is one that may be loaded; ZIP64 is for larger files than ours."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - 65_557))
    tail = file.read()
    place = len(tail) - 22 if tail[-22:-18] == b"PK\x05\x06" else tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < 22:
        return True  # no directory: zipfile will say that it is damaged
    if tail[max(0, place - 20) : place].startswith(b"PK\x06\x07"):
        return False
    (directory,) = struct.unpack_from("<L", tail, place + 12)
    return bool(directory <= MOST_DIRECTORY)

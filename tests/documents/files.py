"""Small real files of each kind, and files that lie."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(20)
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(20)
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + bytes(20)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
MP3 = b"ID3\x03\0\0\0\0\0\x0a" + bytes(20)
MP4 = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2"
EXE = b"MZ\x90\0\x03\0\0\0" + bytes(60)


def zipped(*members: tuple[str, bytes], compress: bool = True) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED if compress else ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


DOCX = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
DOCM = zipped(
    ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")
)
XLSX = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>"))
ODT = zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<o/>"))
ODS = zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<o/>"))
ZIP = zipped(("carta.txt", b"hola"))
BOMB = zipped(("ceros.txt", bytes(30_000_000)))


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """As a browser sends it; Django's own cleaning of names must not hide what ours does."""
    file = SimpleUploadedFile("x", content)
    file.__dict__["_name"] = name
    return file

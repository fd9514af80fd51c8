"""What a PDF says, and what it is marked as."""

from io import BytesIO

from pypdf import PdfReader


def text_of(file: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)


def is_tagged(file: bytes) -> bool:
    return bool(PdfReader(BytesIO(file)).trailer["/Root"].get("/MarkInfo", {}).get("/Marked"))

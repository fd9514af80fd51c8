"""What a PDF says, and what it is marked as."""

from io import BytesIO
from typing import cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def text_of(file: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)


def is_tagged(file: bytes) -> bool:
    root = cast(DictionaryObject, PdfReader(BytesIO(file)).trailer["/Root"])
    return bool(root.get("/MarkInfo", {}).get("/Marked"))

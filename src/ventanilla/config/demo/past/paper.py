"""A page of plain text as PDF: what invented requesters bring as evidence."""

from collections.abc import Sequence

LEFT, TOP, SIZE, LEADING = 72, 770, 13, 22


def page(lines: Sequence[str]) -> bytes:
    text = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
    content = b"BT /F1 %d Tf %d TL %d %d Td\n%bET" % (SIZE, LEADING, LEFT, TOP, text)
    sheet = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        sheet,
        font,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    return _bound(objects)


def _bound(objects: Sequence[bytes]) -> bytes:
    """The objects behind each other, and the table that says where each begins."""
    made, places = b"%PDF-1.4\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (n, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (size, table, end)


def _escaped(line: str) -> bytes:
    found = line.encode("cp1252", errors="replace")
    return found.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")

"""Files of other people's formats, made by the test that needs them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter


def pdf(pages: list[list[tuple[int, str]]]) -> bytes:
    """A PDF with (size of type, line) on each page, as a word processor would lay them out."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        y, out = 760, []
        for size, text in lines:
            y -= size + 6
            escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            out.append(f"BT /F1 {size} Tf 1 0 0 1 60 {y} Tm ({escaped}) Tj ET")
        stream = "\n".join(out).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    listed = b" ".join(b"%d 0 R" % k for k in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    return _pdf_file(objects)


def _pdf_file(objects: list[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % p for p in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[(12, "Secret")]]))))
    writer.encrypt("a password", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(path: Path) -> None:
    """A Word file with headings, a list, a table, bold and a picture."""
    document = docx.Document()
    document.add_heading("Lost parcels", 0)
    paragraph = document.add_paragraph("Wait ")
    paragraph.add_run("two days").bold = True
    paragraph.add_run(" before you act.")
    document.add_heading("What to do", 1)
    document.add_paragraph("Open a trace", style="List Bullet")
    document.add_paragraph("Call the courier", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for r in table.rows for c in r.cells), ("Country", "Days", "France", "3"), strict=True):
        cell.text = text
    document.save(str(path))


def sheet(path: Path, rows: list[list[object]]) -> None:
    """An Excel file with one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def bomb(path: Path, inner: str) -> None:
    """A zip that unpacks to two hundred megabytes of nothing."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("[Content_Types].xml", "<Types/>")
        pack.writestr(inner, b"0" * (200 * 1024 * 1024))

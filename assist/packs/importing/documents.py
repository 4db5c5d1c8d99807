"""PDF and Word documents into Markdown."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assist.packs.importing.model import Converted, Document, LeftOut, Unreadable
from assist.packs.importing.pictures import Pictures, mark_for
from assist.support.archives import ZIP_DAMAGE

MAX_PAGES = 3000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 150
_SMALL = 4 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_BULLET = re.compile(r"^\s*[•●▪◦‣·∙-]\s+")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)、]\s+")
_END = re.compile(r"[.!?:;。！？：；…]['\"”’)）】]*$")


def check_zip(data: bytes, what: str) -> None:
    """Whether an Office file may be opened. Raises `Unreadable` for damaged and locked ones and for bombs."""
    if data.startswith(_OLE):
        raise Unreadable(f"protected by a password, or not {what} but its old format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            infos = pack.infolist()
    except (OSError, *ZIP_DAMAGE) as error:
        raise Unreadable(f"not {what}, or damaged") from error
    if any(i.flag_bits & 1 for i in infos):
        raise Unreadable("protected by a password")
    bomb = any(i.file_size > max(_SMALL, MAX_RATIO * i.compress_size) for i in infos)
    if bomb or sum(i.file_size for i in infos) > MAX_UNPACKED:
        raise Unreadable("unpacks to far more than it should")


# -- Word --------------------------------------------------------------------------------------------------------------


def read_docx(data: bytes, path: Path) -> Document:
    """One document. Raises `Unreadable`."""
    check_zip(data, "a Word file")
    import docx  # noqa: PLC0415 - only where there is one

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:
        raise Unreadable("not a Word file, or damaged") from error
    pictures: Pictures = []
    lines = list(_docx_blocks(document, pictures))
    title = str(document.core_properties.title or "").strip()
    if lines and lines[0].startswith("# "):
        title, lines = lines[0][2:], lines[1:]
    elif title.lower() in {"", "word document", "document", "untitled"}:
        title = path.stem
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not re.search(r"\w", body):
        raise Unreadable("no text in it")
    return Document("", title, body, pictures=tuple(pictures))


def _docx_blocks(document: Any, pictures: Pictures) -> Iterator[str]:
    """Lines of Markdown: a blank one after each paragraph that is no list item."""
    from docx.table import Table  # noqa: PLC0415 - as above

    first = True
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ("", *_docx_table(block), "")
            continue
        style = str(block.style.name if block.style is not None else "").lower()
        text = _runs(block, pictures)
        if not text.strip():
            continue
        heading = re.match(r"(?:heading|标题)\s*(\d)", style)
        if style in {"title", "标题"} and first:
            yield f"# {text.strip()}"
        elif heading:
            level = min(6, int(heading[1]) + (0 if first else 1))
            yield from ("", f"{'#' * max(level, 1 if first else 2)} {text.replace('**', '').strip()}", "")
        elif "list number" in style or "列表编号" in style:
            yield f"1. {text.strip()}"
        elif "list" in style or _BULLET.match(text) or _is_listed(block):
            yield f"- {_BULLET.sub('', text).strip()}"
        else:
            yield from ("", text.strip(), "")
        first = False


def _is_listed(block: Any) -> bool:
    properties = block._p.pPr  # noqa: SLF001 - python-docx has no public name for numbering
    return properties is not None and properties.numPr is not None


def _runs(block: Any, pictures: Pictures) -> str:
    """A paragraph's text with bold marked, its links written out and its images marked."""
    out = []
    for part in block.iter_inner_content():
        text = part.text
        if getattr(part, "address", "") and text.strip():
            out.append(f"[{text}]({part.address})")
            continue
        out += [mark_for(pictures, "picture", _blob(block, r)) for r in part._element.xpath(".//a:blip/@r:embed")]  # noqa: SLF001 - likewise for images
        out.append(f"**{text}**" if getattr(part, "bold", False) and text.strip() == text and text else text)
    return "".join(out).replace("****", "")


def _blob(block: Any, relation: str) -> bytes | None:
    try:
        blob: bytes = block.part.related_parts[relation].blob
        return blob
    except (KeyError, AttributeError):
        return None


def _docx_table(table: Any) -> Iterator[str]:
    rows = [[" ".join(cell.text.split()).replace("|", "\\|") for cell in row.cells] for row in table.rows]
    yield from table_lines(rows)


def table_lines(rows: list[list[str]]) -> Iterator[str]:
    """Rows as lines of a Markdown table, the first one its heading."""
    rows = [r for r in rows if any(r)]
    if not rows:
        return
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        yield "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |"
        if number == 0:
            yield "|" + " --- |" * width


# -- PDF ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float


def read_pdf(data: bytes, path: Path) -> Converted:
    """One document, and the pages that have no text. Raises `Unreadable`."""
    import pypdf  # noqa: PLC0415 - only where there is one
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    if b"%PDF-" not in data[:2048]:
        raise Unreadable("not a PDF, or damaged")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("protected by a password")
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(f"more than {MAX_PAGES:,} pages")
        pages = [_pdf_lines(page) for page in reader.pages]
        title = str((reader.metadata.title if reader.metadata else "") or "").strip()
        pictures: Pictures = []
        scans, left = _scans(reader, pages, pictures)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
        raise Unreadable("not a PDF, or damaged") from error
    body = _pdf_markdown(_without_running(pages))
    if not re.search(r"\w", body) and not pictures:
        raise Unreadable("no text in it (a scan?)")
    title, body = _pdf_title(title, body, path)
    return Converted((Document("", title, "\n\n".join(filter(None, [body, *scans])), pictures=tuple(pictures)),), left)


def _pdf_lines(page: Any) -> list[_Line]:
    """The page's lines with the size of their type."""
    sizes: dict[str, Counter[float]] = {}

    def visit(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        key = "".join(text.split())
        if key:
            real = round(abs(size * (tm[3] or tm[0] or 1.0)), 1)
            sizes.setdefault(key[:12], Counter())[real] += len(key)

    text = page.extract_text(visitor_text=visit)
    out = []
    for line in text.splitlines():
        bare = "".join(line.split())
        known = sizes.get(bare[:12]) or next((c for k, c in sizes.items() if k.startswith(bare[:12]) and bare), None)
        out.append(_Line(" ".join(line.split()), known.most_common(1)[0][0] if known else 0.0))
    return out


def _scans(reader: Any, pages: list[list[_Line]], pictures: Pictures) -> tuple[list[str], tuple[LeftOut, ...]]:
    """Marks for the images of pages without text; images on other pages are counted."""
    marks, others = [], 0
    for number, (page, lines) in enumerate(zip(reader.pages, pages, strict=True), 1):
        try:
            names = list(page.images.keys())
            if any(line.text for line in lines):
                others += len(names)
                continue
            marks += [mark_for(pictures, f"page {number}", page.images[name].data) for name in names[:3]]
        except Exception:  # noqa: BLE001 - an odd image filter costs the image only
            others += 1
    left = (LeftOut(f"{others} pictures", "pictures on pages with text of their own are not read"),) if others else ()
    return marks, left


def _without_running(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without running heads, feet and page numbers."""
    if len(pages) < 3:
        return pages
    ends = Counter(_shape(x.text) for page in pages for x in {*page[:2], *page[-2:]})
    running = {shape for shape, n in ends.items() if n > len(pages) / 2}
    out = []
    for page in pages:
        last = len(page) - 2
        out.append([x for i, x in enumerate(page) if not ((i < 2 or i >= last) and _shape(x.text) in running)])
    return out


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().casefold()


def _pdf_markdown(pages: list[list[_Line]]) -> str:
    """Paragraphs of joined lines; lines in larger type are headings."""
    lines = [line for page in pages for line in [*page, _Line("", 0.0)]]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted({x.size for x in lines if usual and x.size >= 1.15 * usual and len(x.text) < 120}, reverse=True)
    out: list[str] = []
    for line in lines:
        if line.text and line.size in larger and not re.fullmatch(r"[\d\W]+", line.text):
            out += ["", f"{'#' * min(2 + larger.index(line.size), 4)} {line.text}", ""]
        elif not line.text:
            if out and not _goes_on(out[-1]):
                out.append("")
        elif out and out[-1] and not out[-1].startswith("#") and not _begins(line.text):
            out[-1] = _joined(out[-1], line.text)
        else:
            out.append(_BULLET.sub("- ", line.text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_spaced(out))).strip()


def _goes_on(text: str) -> bool:
    """Whether a sentence that a page's end cut goes on."""
    return bool(text) and not text.startswith("#") and not _END.search(text)


def _begins(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def _joined(one: str, two: str) -> str:
    if re.search(r"[a-z]-$", one) and two[:1].islower():
        return one[:-1] + two
    glue = "" if one[-1:] > "\u2e80" and two[:1] > "\u2e80" else " "
    return f"{one}{glue}{two}"


def _spaced(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if line and not _begins(line):
            yield ""


def _pdf_title(title: str, body: str, path: Path) -> tuple[str, str]:
    first, _, rest = body.partition("\n")
    if first.startswith("## "):
        return first[3:].strip()[:200], rest.strip()
    usable = title and not re.search(r"\.(docx?|indd|pdf|tex)$|^untitled|microsoft word", title, re.IGNORECASE)
    return (title if usable else path.stem)[:200], body

"""Tables of questions and answers (CSV, XLSX): one article or snippet a row, columns known by their headings."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assist.packs.importing.documents import check_zip
from assist.packs.importing.html import html_to_markdown
from assist.packs.importing.model import ARTICLE, SNIPPET, Converted, Document, LeftOut, Unreadable
from assist.packs.importing.slugs import free, slug

MAX_ROWS = 200_000
Row = list[str]

_COLUMNS = {
    "title": "question|questions|q|title|name|subject|heading|faq|standard question|"
    "问题|问|标题|题目|提问|名称|問題|標題|标准问",
    "body": "answer|answers|a|body|content|text|response|reply|message|"
    "答案|回答|答|内容|正文|回复|答复|話術|话术|內容|回覆",
    "tags": "tags|tag|labels|label|category|categories|topic|section|group|标签|分类|类别|标签|標籤|分類|類別|主题",
    "language": "lang|language|locale|default_locale|语言|語言",
    "audience": "audience|visibility|受众|可见范围|可見範圍",
    "when": "when|description|use when|适用场景|场景|說明|说明",
    "key": "id|key|编号|編號|slug",
    "origin": "url|link|html_url|链接|連結",
    "state": "state|status|状态|狀態",
    "also": "similar questions|variants|synonyms|相似问|相似问法|同义问",
}
_KNOWN = {name: key for key, names in _COLUMNS.items() for name in names.split("|")}
_SNIPPET_HEADINGS = re.compile(
    r"macro|snippet|canned|short_?code|shortcut|话术|話術|快捷|reply|回复|回覆", re.IGNORECASE
)
_HTML = re.compile(r"</(?:p|div|li|ul|ol|table|span|b|strong|a|h\d)>|<br\s*/?>", re.IGNORECASE)
_DRAFTS = frozenset({"draft", "archived", "inactive", "草稿"})


def read_csv(text: str, path: Path) -> Converted:
    """The rows of a CSV file, whatever separates its columns. Raises `Unreadable`."""
    sample = text[:20_000]
    separator = "\t" if path.suffix.lower() == ".tsv" else max(",;\t|", key=sample.partition("\n")[0].count)
    csv.field_size_limit(2**31 - 1)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise Unreadable(f"not a table ({error})") from error
    return from_rows(rows, path.stem, whole=True)


def read_xlsx(data: bytes) -> Converted:
    """The rows of every sheet. Raises `Unreadable`."""
    check_zip(data, "an Excel file")
    import openpyxl  # noqa: PLC0415 - only where there is one

    documents: list[Document] = []
    left: list[LeftOut] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that nobody reads here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [(s.title, [[_cell(c) for c in row] for row in _bounded(s)]) for s in book.worksheets]
            book.close()
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("not an Excel file, or damaged") from error
    for title, rows in sheets:
        try:
            found = from_rows(rows, title, whole=len(sheets) == 1)
        except Unreadable as why:
            left.append(LeftOut(f"sheet {title}", str(why)))
            continue
        documents += found.documents
        left += found.left_out
    if not documents and len(left) == 1:
        raise Unreadable(left[0].why)
    return Converted(tuple(documents), tuple(left))


def from_rows(rows: list[Row], name: str, *, whole: bool) -> Converted:
    """A document a row. ``whole``: the table is all of its file, so that its keys need no name of a sheet.

    Raises `Unreadable` when no column holds questions, or none answers.
    """
    rows = [[c.strip() for c in row] for row in rows]
    start = next((i for i, row in enumerate(rows[:10]) if _heads(row)), None)
    if start is None:
        columns, start = _guess(rows), -1
    else:
        columns = _heads(rows[start])
    snippet = start >= 0 and any(_SNIPPET_HEADINGS.search(c) for c in [*rows[start], name])
    documents: list[Document] = []
    left: list[LeftOut] = []
    keys: set[str] = set()
    for number, row in enumerate(rows[start + 1 :], start + 2):
        values = {key: row[i] for key, i in columns.items() if i < len(row) and row[i]}
        why = _unusable(values)
        if why and any(row):
            left.append(LeftOut(f"row {number}", why))
        if why:
            continue
        key = free(values.get("key") or slug(values["title"]), keys)
        keys.add(key)
        documents.append(_document(values, key if whole else f"{slug(name)}-{key}", SNIPPET if snippet else ARTICLE))
    if not documents:
        raise Unreadable("no row with a question and an answer")
    return Converted(tuple(documents), tuple(left))


def _document(values: dict[str, str], key: str, kind: str) -> Document:
    body = values["body"]
    if _HTML.search(body):
        body = html_to_markdown(body)
    if values.get("also"):
        body = f"{body}\n\n{values['also']}"
    return Document(
        key,
        " ".join(values["title"].split())[:200],
        body,
        kind=kind,
        language=values.get("language", ""),
        tags=tuple(t.strip() for t in re.split(r"[,，;；/>]", values.get("tags", "")) if t.strip()),
        internal=values.get("audience", "").lower() in {"internal", "private", "staff", "内部", "內部"},
        when=" ".join(values.get("when", "").split()) if kind == SNIPPET else "",
        origin=values.get("origin", ""),
    )


def _unusable(values: dict[str, str]) -> str:
    if not values.get("title"):
        return "no question"
    if not values.get("body"):
        return "no answer"
    return "a draft" if values.get("state", "").lower() in _DRAFTS else ""


def _heads(row: Row) -> dict[str, int]:
    """Which column is what, when the row is a heading that names at least a question and an answer."""
    found: dict[str, int] = {}
    for i, cell in enumerate(row):
        key = _KNOWN.get(re.sub(r"\s+", " ", cell.strip(" *:：").casefold()))
        if key and key not in found:
            found[key] = i
    if "body" in found and "title" not in found:  # canned replies go by their short code
        code = next((i for i, c in enumerate(row) if re.search(r"short_?code|shortcut|快捷", c, re.IGNORECASE)), None)
        found |= {} if code is None else {"title": code}
    return found if {"title", "body"} <= found.keys() else {}


def _guess(rows: list[Row]) -> dict[str, int]:
    """Without a heading: exactly two columns, the first one shorter. Raises `Unreadable`."""
    full = [row for row in rows if sum(bool(c) for c in row) >= 2]
    used = sorted({i for row in full for i, c in enumerate(row) if c})
    if len(used) == 2:
        one, two = (sum(len(row[i]) for row in full if i < len(row)) for i in used)
        if one <= two:
            return {"title": used[0], "body": used[1]}
    raise Unreadable("no columns named as question and answer (or title and content)")


def _bounded(sheet: Any) -> Iterator[Iterable[Any]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number >= MAX_ROWS:
            raise Unreadable(f"more than {MAX_ROWS:,} rows")
        yield row


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

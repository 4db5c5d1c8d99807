"""Saved pages that list a chat in a known way: Telegram's export, tables, and lists of names with what they said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from assist.domain.conversation import Speaker
from assist.intake.clean import html_to_text
from assist.intake.labels import could_be_speaker, is_phone
from assist.intake.model import Said
from assist.intake.systems import generic
from assist.intake.times import DateOrder, is_moment, to_iso

_FEWEST = 2  # rows that make a list
_MOST_CELLS = 12


def listed(page: BeautifulSoup) -> list[Said]:
    """What a page of such a kind says; empty for any other."""
    return _telegram(page) or _table(page) or _definitions(page)


def text_of(tag: Tag) -> str:
    """The text a browser would show for an element."""
    return html_to_text(str(tag))


# -- Telegram --------------------------------------------------------


def _telegram(page: BeautifulSoup) -> list[Said]:
    """Telegram's export: ``message default`` with ``from_name``, which a ``joined`` one does not repeat."""
    history = page.find(class_="history")
    tags = list(history.find_all("div", class_="message")) if isinstance(history, Tag) else []
    titles = {id(t): _title(t) for t in tags}
    order = DateOrder.of(filter(None, titles.values()))
    said: list[Said] = []
    name: str | None = None
    for tag in tags:
        when = titles[id(tag)]
        if "service" in (tag.get("class") or []):
            said.append(Said(None, text_of(tag), None, Speaker.SYSTEM))
            continue
        author = tag.find(class_="from_name")
        name = text_of(author) if isinstance(author, Tag) else name
        said.append(Said(name, _telegram_words(tag), to_iso(when, order) if when else None))
    return [one for one in said if one.text]


def _title(tag: Tag) -> str:
    date = tag.find(class_="date")
    return re.sub(r"\s?UTC(?=[+-])", "", str(date.get("title") or "")) if isinstance(date, Tag) else ""


def _telegram_words(tag: Tag) -> str:
    pieces = [f"[{text_of(t)}]" for t in tag.select(".media .title")]
    pieces += [text_of(t) for t in tag.select(".text")]
    return "\n".join(p for p in pieces if p)


# -- tables --------------------------------------------------------


def _table(page: BeautifulSoup) -> list[Said]:
    """The largest table that has a column for who speaks and one for what is said."""
    best: list[Said] = []
    for table in page.find_all("table"):
        rows = [_cells(row) for row in table.find_all("tr") if row.find("table") is None]
        said = _titled(rows) or _untitled(rows)
        best = said if len(said) > len(best) else best
    return best


def _cells(row: Tag) -> list[str]:
    return [text_of(cell) for cell in row.find_all(["td", "th"], recursive=False)][:_MOST_CELLS]


def _titled(rows: Sequence[list[str]]) -> list[Said]:
    """By the titles in the first row."""
    titles = rows[0] if rows else []
    messages = [dict(zip(titles, row, strict=False)) for row in rows[1:] if len(row) == len(titles)]
    known = [m for m in messages if generic.is_message(m)]
    if len(known) * 2 < len(rows[1:]) or not known:
        return []
    order = DateOrder.of(cell for row in known for cell in row.values() if is_moment(cell))
    return [_dated(generic.said_in(m), list(m.values()), order) for m in known]


def _untitled(rows: Sequence[list[str]]) -> list[Said]:
    """By what the columns hold: names that come back, and longer texts."""
    width = max((len(row) for row in rows), default=0)
    rows = [row for row in rows if len(row) == width]
    columns = list(zip(*rows, strict=True)) if _FEWEST <= width <= _FEWEST + 2 and len(rows) >= _FEWEST else []
    names = [n for n, column in enumerate(columns) if _are_names(column)]
    if not names:
        return []
    others = [n for n, column in enumerate(columns) if n != names[0] and not all(map(is_moment, column))]
    if not others:
        return []
    words = max(others, key=lambda n: sum(map(len, columns[n])))
    order = DateOrder.of(cell for row in rows for cell in row if is_moment(cell))
    return [_dated(Said(row[names[0]].rstrip(":： "), row[words]), row, order) for row in rows]


def _are_names(column: Sequence[str]) -> bool:
    cells = [cell.rstrip(":： ") for cell in column]
    return all(could_be_speaker(c) or is_phone(c) for c in cells) and (
        len(set(cells)) < len(cells) or len(cells) == _FEWEST
    )


def _dated(said: Said, row: Sequence[str], order: DateOrder) -> Said:
    when = said.at or next((to_iso(cell, order) for cell in row if is_moment(cell)), None)
    return Said(said.name, said.text, when, said.role)


# -- definitions --------------------------------------------------------


def _definitions(page: BeautifulSoup) -> list[Said]:
    """``<dt>`` names who speaks, ``<dd>`` what they say."""
    said: list[Said] = []
    for one in page.find_all("dl"):
        name: str | None = None
        for item in one.find_all(["dt", "dd"]):
            words = text_of(item)
            if item.name == "dt":
                name = words.rstrip(":： ")
            elif name and words:
                said.append(Said(name, words))
    names = {one.name or "" for one in said}
    return said if len(said) >= _FEWEST and all(map(could_be_speaker, names)) else []

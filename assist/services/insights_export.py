"""The insights as CSV and as one HTML page that loads nothing. Text that came from customers is escaped in both."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Sequence

from assist.domain.insights import Figures, OwnReply, QuestionGroup
from assist.services.exporting import BOM, harmless_cell

_WORDS = {
    "en": ("Insights", "Conversations a day", "Categories", "Suggestions", "Questions nobody answers",
           "Written by hand again and again", "day", "cases", "open", "category", "mood at start", "mood at end",
           "source", "shown", "used", "edited", "dismissed", "question", "times", "reply"),
    "zh": ("洞察", "每日对话", "类别", "建议", "无人回答的问题", "反复手写的回复", "日期", "对话", "未解答", "类别",
           "开始情绪", "结束情绪", "来源", "显示", "使用", "修改后使用", "忽略", "问题", "次数", "回复"),
}  # fmt: skip
_STYLE = (
    "body{font:14px system-ui;margin:2em auto;max-width:60em;padding:0 1em}table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #ddd;vertical-align:top}"
)
Cells = Sequence[object]


def as_csv(figures: Figures, groups: Sequence[QuestionGroup], replies: Sequence[OwnReply], language: str = "en") -> str:
    """Every table one below the other, a blank line between; opened by a spreadsheet nothing in it is a formula."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    for title, head, rows in _tables(figures, groups, replies, language):
        writer.writerow([title])
        writer.writerow(head)
        writer.writerows([harmless_cell(str(cell)) if isinstance(cell, str) else cell for cell in row] for row in rows)
        writer.writerow([])
    return out.getvalue()


def as_html(
    figures: Figures, groups: Sequence[QuestionGroup], replies: Sequence[OwnReply], language: str = "en"
) -> str:
    """One page to read or print."""
    words = _words(language)
    parts = [
        "<!doctype html><meta charset=utf-8>",
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{words[0]}</title><style>{_STYLE}</style>",
        f"<h1>{words[0]}</h1>",
    ]
    for title, head, rows in _tables(figures, groups, replies, language):
        parts.append(f"<h2>{title}</h2><table><tr>{_cells('th', head)}</tr>")
        parts += [f"<tr>{_cells('td', row)}</tr>" for row in rows]
        parts.append("</table>")
    return "\n".join(parts)


def _words(language: str) -> tuple[str, ...]:
    return _WORDS["zh" if language.startswith("zh") else "en"]


def _cells(tag: str, cells: Cells) -> str:
    return "".join(f"<{tag}>{html.escape('' if cell is None else str(cell))}</{tag}>" for cell in cells)


def _tables(
    figures: Figures, groups: Sequence[QuestionGroup], replies: Sequence[OwnReply], language: str
) -> Iterable[tuple[str, Cells, list[Cells]]]:
    (_, days, categories, cards, gaps, own, day, cases, still, category, first, last, source, shown, used, edited,
     dismissed, question, times, reply) = _words(language)  # fmt: skip
    yield days, (day, cases, still), [(d.day, d.cases, d.open) for d in figures.days]
    yield (categories, (category, cases, first, last),
           [(c.category, c.cases, _round(c.mood_first), _round(c.mood_last)) for c in figures.categories])  # fmt: skip
    yield (cards, (source, shown, used, edited, dismissed),
           [(c.source, c.shown, c.used, c.edited, c.dismissed) for c in figures.cards])  # fmt: skip
    yield gaps, (question, times), [(g.questions[0].text, len(g.questions)) for g in groups]
    yield own, (reply, times), [(r.text, r.count) for r in replies]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)

"""Articles cut into passages and sentences, with exact character offsets into the article's body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assist.domain.pack import Article
from assist.domain.text import is_han

TARGET_WORDS = 60
MAX_WORDS = 120

_FEWEST_ITEMS, _ITEM_WORDS, _USUAL_WORDS = 4, 10, 2.5
_LISTED = re.compile(r"[?？]?[,;，；、]\s*|[?？]\s+(?=\S)")
_PROSE = re.compile(
    r"[.!。！:：()（）\[\]|\"“”$\d]|\B'|'\B|^\s*(?:[-*+•>#]|if\b|when (?:you|the)\b)|\bthen\b"
    r"|[,;，；]\s*(?:and|or|but)\b|(?:\b(?:and|or)\b|[和或])[^,;，；、?？]*$",
    re.IGNORECASE,
)
"""What a line of prose has that a list of questions or subjects has not."""
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_MARKER = re.compile(r"\s*(?:[-*+•]\s+|\d{1,3}[.)、]\s*|>\s?|#{1,6}\s+|\|\s*)*")
_SENTENCE_END = re.compile(r"(?:[.!?]+[\"'”’)\]]*(?=\s|$)|[。！？；]+[”’」』）]*|\n+)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|mr|mrs|ms|dr|st|no|vs|etc|approx|inc|ltd|fig)|\b[a-z])\.$", re.IGNORECASE
)
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}|^#{1,6}\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of an article's body."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Part ``[start, end)`` of the body of article number ``article`` (its place in the pack); under ``heading``."""

    article: int
    start: int
    end: int
    heading: str = ""


def words_in(text: str) -> float:
    """About how many English words ``text`` is worth; a Chinese word has some 1.7 characters."""
    han = 0 if text.isascii() else sum(map(is_han, text))
    return han / 1.7 + (len(text.split()) if han * 2 < len(text) else 0)


def split_article(article: Article, number: int) -> list[Passage]:
    """Passages of some 60 to 120 words, cut at headings and paragraphs; a heading always begins a new one.

    Of a line that only lists questions or subjects each is a passage of its own: one vector cannot hold them all.
    """
    out: list[Passage] = []
    heading = ""
    open_span: Span | None = None
    size = 0.0
    for block in _blocks(article.body):
        text = article.body[block.start : block.end]
        title, items = _HEADING.match(text), _items(article.body, block)
        words = words_in(text)
        too_long = open_span is not None and (size + words > MAX_WORDS or size >= TARGET_WORDS)
        if open_span is not None and (title or items or too_long):
            out.append(Passage(number, open_span.start, open_span.end, heading))
            open_span, size = None, 0.0
        if title:
            heading = title["text"]
        elif items:
            out += [Passage(number, item.start, item.end, heading) for item in items]
        else:
            open_span = Span(open_span.start if open_span else block.start, block.end)
            size += words
    if open_span is not None:
        out.append(Passage(number, open_span.start, open_span.end, heading))
    return out or [Passage(number, *_trimmed(article.body, 0, len(article.body)), heading)]


def _blocks(body: str) -> list[Span]:
    """Lines that are headings, and paragraphs or list items between them, none longer than a passage may be."""
    out: list[Span] = []
    for line in _LINE.finditer(body):
        start, end = _trimmed(body, line.start(), line.end())
        if start == end:
            continue
        if words_in(body[start:end]) <= MAX_WORDS:
            out.append(Span(start, end))
        else:
            out.extend(_bounded(body, start, end))
    return out


def _items(body: str, line: Span) -> list[Span]:
    """The questions or subjects that a line lists; none when it is anything else."""
    stops = list(_LISTED.finditer(body, line.start, line.end))
    if len(stops) < _FEWEST_ITEMS - 1 or _PROSE.search(body[line.start : line.end]):
        return []
    starts = [line.start, *(stop.end() for stop in stops)]
    ends = [*(stop.start() + (stop[0][0] in "?？") for stop in stops), line.end]
    found = [Span(*_trimmed(body, start, end)) for start, end in zip(starts, ends, strict=True)]
    words = [words_in(body[s.start : s.end]) for s in found]
    fit = min(words) > 0 and max(words) <= _ITEM_WORDS and sum(words) >= _USUAL_WORDS * len(words)
    return found if fit else []


def _bounded(body: str, start: int, end: int) -> list[Span]:
    """A long paragraph in pieces of whole sentences; a sentence longer than a passage is a piece of its own."""
    out: list[Span] = []
    at, size = start, 0.0
    for sentence in sentence_spans(body, start, end):
        words = words_in(body[sentence.start : sentence.end])
        if size and size + words > MAX_WORDS:
            out.append(Span(*_trimmed(body, at, sentence.start)))
            at, size = sentence.start, 0.0
        size += words
    out.append(Span(*_trimmed(body, at, end)))
    return out


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    piece = body[start:end]
    if not piece.strip():
        return start, start
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def sentence_spans(body: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``body[start:end]`` without list markers and heading signs, none empty."""
    end = len(body) if end is None else end
    out: list[Span] = []
    at = start
    for stop in _SENTENCE_END.finditer(body, start, end):
        if stop.group()[0] == "." and _ABBREVIATION.search(body, max(at, stop.start() - 8), stop.start() + 1):
            continue
        _add_sentence(body, at, stop.end(), out)
        at = stop.end()
    _add_sentence(body, at, end, out)
    return out


def _add_sentence(body: str, start: int, end: int, out: list[Span]) -> None:
    marker = _MARKER.match(body, start, end)
    start, end = _trimmed(body, marker.end() if marker else start, end)
    if any(c.isalnum() for c in body[start:end]):
        out.append(Span(start, end))


def plain(markdown: str) -> str:
    """Markdown without its signs, for embedding and tokenising; offsets are not kept."""
    return _MARKUP.sub(lambda m: m.group(1) or "", markdown).strip()


def passage_text(article: Article, passage: Passage) -> str:
    """What is embedded for a passage: the article's title and the section's heading, then the passage."""
    lead = article.title if passage.heading in ("", article.title) else f"{article.title}. {passage.heading}"
    return f"{lead}\n{plain(article.body[passage.start : passage.end])}"

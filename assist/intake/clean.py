"""Makes text safe to show without changing what can be read in it; offsets elsewhere index the cleaned text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# C0 controls other than tab and newline, DEL, and halves of surrogate pairs (which no encoder accepts).
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# What str.splitlines knows as a line end, and a text box shows as one.
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
MARKS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"

_BLOCKS = {"p", "div", "br", "li", "tr", "ul", "ol", "table", "section", "article", "header", "footer", "blockquote"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd", "hr"}
_SILENT = {"script", "style", "head", "title", "template"}
_TAG = re.compile(
    r"</(?:p|div|span|li|ul|ol|table|tr|td|body|html|b|strong|em|i|a|h[1-6]|section|article|dd|dt)\s*>|<br\s*/?>",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Newlines made alike, control characters dropped, lone surrogates made visible.

    Bidirectional and zero-width characters stay: they are part of names and words in many scripts.
    """
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def strip_marks(line: str) -> str:
    """``line`` without the direction marks some messengers put at the start and end of each line."""
    return line.strip(MARKS + " \t\u00a0\u202f")


def is_html(text: str) -> bool:
    """Whether ``text`` is HTML beyond doubt: it opens with a tag and closes at least one known element."""
    head = text[:20_000].lstrip()
    return head.startswith("<") and not head.startswith("<?xml") and bool(_TAG.search(head))


class _TextOf(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  signature is the base class's
        self._silent += tag in _SILENT
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as above
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n" if tag == "p" else "\n")


def html_to_text(text: str) -> str:
    """The text a browser would show, one line for each block."""
    parser = _TextOf()
    parser.feed(text)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

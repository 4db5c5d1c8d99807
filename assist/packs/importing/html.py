"""HTML, however broken, into Markdown: the part people came for, without navigation, banners and buttons."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, Comment, Tag
from markdownify import MarkdownConverter

from assist.packs.importing.headings import titled
from assist.packs.importing.model import Decode, Document, Unreadable
from assist.packs.importing.pictures import Pictures, picture_mark

_NEVER = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video",
    "form", "button", "input", "select", "textarea", "dialog",
)  # fmt: skip
_AROUND = ("nav", "aside", "footer", "header")
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog", "alert"})
_AROUND_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|side-bar|cookies?|consent|gdpr|banner|share|"
    r"sharing|social|comments?|related|recommend(?:ed|ations)|newsletter|subscribe|pagination|pager|toc|table-of-contents|"
    r"skip-link|skip-to|advert|ads|promo|popup|modal|search|feedback|helpful|vote|votes|footer|site-header|page-footer)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_MAIN = (
    "main", "[role=main]", "article", "#main-content", "#content", "#main", ".article-body", ".article__body",
    ".article-content", ".post-content", ".entry-content", ".markdown-body", ".main-content", ".content",
)  # fmt: skip
_BLOCKS = ("p", "li", "td", "th", "dd", "dt", "pre", "blockquote", "h1", "h2", "h3", "h4")
_LEAST = 60
_MANY_PAGES = 5
_SHARE = 0.5
_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—·-]{2,60}$")

_SHORT_LINK = 120


def to_markdown(node: Tag) -> str:
    """Markdown of an element."""
    made: str = MarkdownConverter(heading_style="ATX", bullets="-", escape_asterisks=False, escape_underscores=False,
                                  escape_misc=False, table_infer_header=True).convert_soup(node)  # fmt: skip
    made = re.sub(r"[ \t\xa0]+\n", "\n", made.replace("\xa0", " "))
    return re.sub(r"\n{3,}", "\n\n", made).strip("\n ")


def html_to_markdown(text: str, folder: Path = Path(), pictures: Pictures | None = None) -> str:
    """Markdown of a piece of HTML that is all content, such as an exported article."""
    soup = BeautifulSoup(text, "lxml")
    _strip(soup, inside=True)
    _links_and_pictures(soup, folder, [] if pictures is None else pictures)
    return to_markdown(soup)


def table_to_markdown(text: str) -> str:
    """A table written in HTML as a Markdown table."""
    return to_markdown(BeautifulSoup(text, "lxml"))


def read_html(text: str, path: Path) -> Document:
    """The content of a saved page. Raises `Unreadable` when there is none."""
    soup = BeautifulSoup(text, "lxml")
    head = _head(soup)
    if head.get("refresh"):
        raise Unreadable("a page that only sends on to another")
    main = _main(soup)
    _strip(main, inside=main.name in {"main", "article"})
    pictures: Pictures = []
    _links_and_pictures(main, path.parent, pictures)
    first = main.find("h1")
    heading = " ".join(first.get_text(" ").split()) if isinstance(first, Tag) else ""
    if isinstance(first, Tag):
        first.decompose()
    body = to_markdown(main)
    if not re.search(r"\w", body):
        raise Unreadable("no text in it")
    title, body = titled(body, heading or _SITE.sub("", head.get("title", "")), path.stem)
    return Document(
        "", title[:200], body, language=head.get("lang", ""), tags=tuple(filter(None, [head.get("section", "")])),
        origin=head.get("url", ""), web=True, pictures=tuple(pictures),
    )  # fmt: skip


def read_mhtml(data: bytes, path: Path, decode: Decode) -> Document:
    """The page in a web archive. Raises `Unreadable`."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            found = read_html(decode(content, path.name) if isinstance(content, bytes) else "", path)
            return replace(found, origin=found.origin or str(message.get("Snapshot-Content-Location") or ""))
    raise Unreadable("no page in this web archive")


def without_boilerplate(documents: Sequence[Document], known: frozenset[str]) -> tuple[list[Document], frozenset[str]]:
    """Saved pages without the paragraphs that stand on most pages of the site; and those paragraphs.

    With fewer pages than it takes to tell, the paragraphs ``known`` from before are taken away.
    """
    pages = [d for d in documents if d.web]
    common = known
    if len(pages) >= _MANY_PAGES:
        counts = Counter(p for d in pages for p in set(_paragraphs(d.body)))
        common = known | {p for p, n in counts.items() if n > _SHARE * len(pages)}
    out = [_without(d, common) if d.web and common else d for d in documents]
    return out, common


def _without(document: Document, common: frozenset[str]) -> Document:
    kept = [p for p in _paragraphs(document.body) if p not in common]
    return replace(document, body="\n\n".join(kept)) if kept else document


def _paragraphs(body: str) -> list[str]:
    return re.split(r"\n{2,}", body)


def _head(soup: BeautifulSoup) -> dict[str, str]:
    """Title, language, section and address of a page."""
    found: dict[str, str] = {}
    html = soup.find("html")
    if isinstance(html, Tag):
        found["lang"] = str(html.get("lang") or html.get("xml:lang") or "")
    if soup.title:
        found["title"] = " ".join(soup.title.get_text(" ").split())
    for meta in soup.find_all("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").lower()
        value = str(meta.get("content") or "").strip()
        if name == "og:title" and value:
            found["title"] = value
        elif name in {"og:url", "article:section"} and value:
            found[name.partition(":")[2]] = value
        elif name == "refresh" and "url=" in value.lower():
            found["refresh"] = value
    link = soup.find("link", rel="canonical")
    if isinstance(link, Tag) and str(link.get("href", "")).startswith("http"):
        found["url"] = str(link["href"])
    return found


def _main(soup: BeautifulSoup) -> Tag:
    """The element with the content: marked as such, else the one with the most text that is not links."""
    for selector in _MAIN:
        marked = [e for e in soup.select(selector) if len(e.get_text(strip=True)) >= _LEAST]
        if marked:
            return max(marked, key=lambda e: len(e.get_text(strip=True)))
    body = soup.body or soup
    _strip(body, inside=False)
    best, weight = body, 0.0
    for element in body.find_all(["div", "section", "td"]):
        own = _weight(element)
        if own > weight:
            best, weight = element, own
    return best if weight > 0.6 * _weight(body, deep=True) else body


def _weight(element: Tag, *, deep: bool = False) -> float:
    """Letters in its own blocks less those in links; ``deep``: in all blocks under it."""
    total = 0.0
    for block in element.find_all(_BLOCKS, recursive=deep):
        text = len(block.get_text(strip=True))
        links = sum(len(a.get_text(strip=True)) for a in block.find_all("a"))
        total += text - 2 * links if text > _SHORT_LINK or not links else max(0, text - 2 * links)
    return total


def _strip(root: Tag, *, inside: bool) -> None:
    """Take away what is no content; ``inside`` the content a header belongs to it."""
    for comment in root.find_all(string=lambda s: isinstance(s, Comment)):
        comment.extract()
    for element in root.find_all(_NEVER):
        element.decompose()
    for element in list(root.find_all(lambda _tag: True)):
        if element.decomposed or element.attrs is None:
            continue
        around = element.name in _AROUND and not (inside and element.name == "header")
        if around or str(element.get("role", "")) in _AROUND_ROLES or _named_so(element) or _hidden(element):
            element.decompose()


def _named_so(element: Tag) -> bool:
    if element.name in {"body", "html", "main", "article", "h1", "h2", "h3"}:
        return False
    classes = element.get("class")
    names = [*(classes if isinstance(classes, list) else []), str(element.get("id") or "")]
    return any(_AROUND_NAMES.search(n) for n in names if n)


def _hidden(element: Tag) -> bool:
    style = str(element.get("style", "")).replace(" ", "").lower()
    return element.has_attr("hidden") or "display:none" in style or str(element.get("aria-hidden")) == "true"


def _links_and_pictures(root: Tag, folder: Path, pictures: Pictures) -> None:
    for image in list(root.find_all("img")):
        source = str(image.get("src") or image.get("data-src") or "")
        if source.startswith("data:") and len(source) < 2000:
            image.decompose()  # a spacer
            continue
        image.replace_with(picture_mark(str(image.get("alt") or ""), source, folder, pictures))
    for link in list(root.find_all("a")):
        address = str(link.get("href") or "")
        if not address.startswith(("http:", "https:", "mailto:", "tel:")):
            link.unwrap()
        elif not link.get_text(strip=True):
            link.decompose()

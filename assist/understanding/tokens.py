"""Words of English and Chinese text, folded for matching; offsets always index the original text.

Folding (lower case, traditional to simplified Chinese, light stemming) is for comparison only and never shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import opencc
import rjieba

from assist.domain.text import is_han

_RUN = re.compile(
    r"(?P<han>[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]+)|(?P<word>[^\W_\u3400-\u9fff\uf900-\ufaff]+)"
)

_ENGLISH_STOPS = """
a about above after again all also am an and any are as at be because been before being but by can
could d did do does doing don down during each few for from further had has have having he her here
hers him his how i if in into is isn it its just let ll m me might more most must my no nor not now
of off on once only or other our ours out over own please re s same she should so some such t than
that the their them then there these they this those through to too under until up us ve very was we
were what when where which while who whom why will with would you your yours im ive id dont cant
didnt doesnt isnt wont ok okay yes yeah yep hi hello hey thanks thank get got want need help like
know tell really
"""
_CHINESE_STOPS = """
的 了 吗 呢 吧 啊 呀 哦 嗯 是 我 你 您 他 她 它 们 我们 你们 他们 在 有 和 与 就 都 也 还
很 要 想 请 请问 这 那 这个 那个 一个 一下 个 把 被 给 对 到 从 为 以 及 或 不 没 没有 什么 怎么 呗
可以 能 会 好 好的 谢谢 你好 您好 麻烦
"""
STOP_WORDS = frozenset(_ENGLISH_STOPS.split()) | frozenset(_CHINESE_STOPS.split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its folded form, and where it stands in the original."""

    text: str
    start: int
    end: int


@cache
def _converter(name: str) -> Any:
    return opencc.OpenCC(name)


def to_simplified(text: str) -> str:
    """Traditional Chinese in simplified characters; same length as ``text``, so that offsets stay valid."""
    converted: str = _converter("t2s").convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(_one_char(c) for c in text)


def _one_char(char: str) -> str:
    converted: str = _converter("t2s").convert(char)
    return converted if len(converted) == 1 else char


def to_traditional(text: str, language: str = "") -> str:
    """Simplified Chinese in traditional characters, for showing, as the place that ``language`` names writes them.

    In Taiwan with its own words too (簡訊 for 短信). Where no place is named, its characters (裡, 為), not OpenCC's own
    standard (裏, 爲), which nobody uses.
    """
    tag = language.lower()
    table = "s2twp" if "tw" in tag else "s2hk" if "hk" in tag or "mo" in tag.split("-") else "s2tw"
    converted: str = _converter(table).convert(text)
    return converted


def is_traditional(text: str) -> bool:
    """Whether the Chinese in ``text`` is written in traditional characters, by which side more characters belong to."""
    han = "".join(c for c in text if is_han(c))
    if not han:
        return False
    changed_to_simplified = sum(a != b for a, b in zip(han, to_simplified(han), strict=True))
    traditional: str = _converter("s2t").convert(han)
    changed_to_traditional = sum(a != b for a, b in zip(han, traditional, strict=False))
    return changed_to_simplified > changed_to_traditional


_VOWEL = re.compile(r"[aeiouy]")
_KEEP_S = ("ss", "us", "is", "news")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light English stem (after the S-stemmer, with -ing and -ed), the same for words a customer would mix up."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(_KEEP_S):
        word = word[:-1]
    for suffix in ("ing", "ed"):
        root = word[: -len(suffix)]
        if word.endswith(suffix) and len(root) >= 3 and _VOWEL.search(root):
            if root[-1] == root[-2] and root[-1] not in "lsz":
                return root[:-1]
            word = root
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def tokenize(text: str) -> list[Token]:
    """Every word of ``text`` in order, stop words included."""
    out: list[Token] = []
    for run in _RUN.finditer(text):
        if run.lastgroup == "han":
            out.extend(_han_tokens(run.group(), run.start()))
        elif not _is_contraction_tail(text, run.start(), run.group()):
            out.append(Token(stem(run.group().lower()), run.start(), run.end()))
    return out


def _is_contraction_tail(text: str, start: int, word: str) -> bool:
    return start >= 2 and text[start - 1] in "'’" and text[start - 2].isalpha() and len(word) <= 2


def _han_tokens(run: str, offset: int) -> list[Token]:
    out: list[Token] = []
    at = offset
    for word in rjieba.cut(to_simplified(run)):
        out.append(Token(word, at, at + len(word)))
        at += len(word)
    return out


def content_tokens(text: str) -> list[Token]:
    """The words of ``text`` that carry meaning: stop words left out."""
    return [t for t in tokenize(text) if t.text not in STOP_STEMS]


def terms(text: str) -> list[str]:
    """The folded content words of ``text``; for Chinese also the character pairs of longer words and the characters.

    Words and characters together find more than either alone (Nie, Gao, Zhang and Zhou, "On the use of words and
    n-grams for Chinese information retrieval", 2000): a customer writes 想换, the article 换货.
    """
    out: list[str] = []
    for token in content_tokens(text):
        out.append(token.text)
        if len(token.text) > 1 and is_han(token.text[0]):
            if len(token.text) > 2:
                out.extend(token.text[i : i + 2] for i in range(len(token.text) - 1))
            out.extend(c for c in token.text if c not in STOP_STEMS)
    return out


STOP_STEMS = frozenset(stem(w) for w in STOP_WORDS) | STOP_WORDS

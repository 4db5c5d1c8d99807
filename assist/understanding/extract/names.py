"""People and proper names: after a cue ("my name is"), by capitals, by Chinese surname."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.addresses import addresses
from assist.understanding.extract.answers import answer_span
from assist.understanding.extract.casing import cased, common_names, everyday
from assist.understanding.extract.folding import fold, one_case
from assist.understanding.extract.fuller import FAMILY_NAMES, TWO_CHARACTERS, fuller, spelled_out
from assist.understanding.extract.spans import Span, drop_covered
from assist.understanding.extract.words import STOP
from assist.understanding.slips import two_slips

_LOWER_WORD = r"[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ'\-]+"
_CUE_EN = re.compile(
    r"\b(?:my\s+(?:full\s+|first\s+)?name(?:'s|\s+is|\s+would\s+be|\s*[:=])|name\s*[:=]|this\s+is|i\s+am|i'm|im|"
    r"it'?s\s+me(?:\s+again)?,?|it\s+is|it's|call\s+me|the\s+name(?:'s|\s+is)|(?<=[.,;!]\s)name(?:'s|s|\s+is)|under"
    r"(?:\s+the\s+name(?:\s+of)?)?|name\s+of|named|speaking\s+with|on\s+behalf\s+of|for\s+(?:mr|mrs|ms|dr)\.?)\s+",
    re.IGNORECASE,
)
_STRONG = re.compile(r"(?<!the )name|call me|the name of", re.IGNORECASE)
_CUE_ZH = re.compile(
    r"(?:我的?(?:名字|姓名)(?:叫做?|是|为)?|(?:姓名|名字|联系人|收件人|收货人)(?:叫做?|是|为|[:：])+|我叫做?|我是|"
    r"本人|我姓|免贵姓|名叫|他叫|她叫)\s*"
)
_LABELLED_ZH = re.compile(
    rf"(?:收件人|收货人|收貨人|联系人|聯繫人|姓名)\s*(?P<name>(?:{TWO_CHARACTERS}|[{FAMILY_NAMES}])[\u4e00-\u9fff]{{1,2}})"
    rf"(?<![吗呢吧啊的了是])(?=[,，。;；、\s\d]|电话|手机|$)"
)
"""A name right behind its label, without a word between, as on a parcel."""
_ZH_NAME = re.compile(
    rf"(?:{TWO_CHARACTERS}|[{FAMILY_NAMES}])(?:先生|女士|小姐|[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])|"
    rf"[\u4e00-\u9fff]{{1,2}}(?=先生|女士|小姐|我|的|,|，|。))?"
)
_PARTICLE = r"(?:van|von|de|da|di|del|der|den|dos|la|le|al|el|bin|ibn|ten)"
_LATIN_RUN = re.compile(
    rf"{_LOWER_WORD}(?:(?:(?<=\bDr)\.|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bMs)\.)?\s+(?:{_LOWER_WORD}|"
    rf"[A-Z]\.?(?=\s+[A-Z]))){{0,3}}"
)
_TITLE_CONNECT = r"(?:of|the|and|&|de|la|le|by|a)"
_PROPER = re.compile(
    rf"(?:(?:Dr|Mr|Mrs|Ms|St|Mt)\.|[A-ZÀ-ÖØ-Þ][\w'’\-]*|\b[0-9]{{1,6}}[A-Z]?\w{{0,8}}(?=\s[A-Z]))"
    rf"(?:(?::)?\s(?:{_TITLE_CONNECT}\s){{0,2}}(?:[A-ZÀ-ÖØ-Þ][\w'’\-]*|[0-9]+(?![A-Za-z0-9_:])|&(?=\s)))*"
)


def trim_name(text: str, start: int, end: int) -> Span | None:
    """The leading words of ``text[start:end]`` that can be a Latin name (at most four), or ``None``."""
    m = _LATIN_RUN.match(text, start, end)
    if not m:
        return None
    words: list[re.Match[str]] = []
    for word in re.finditer(r"[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ'\-]*\.?", text[m.start() : m.end()]):
        bare = word.group().lower().rstrip(".")
        particle = (
            bool(words)
            and re.fullmatch(_PARTICLE, bare)
            and re.match(r"\s+(?:[a-z]{2,3}\s+)?[A-Z]", text[m.start() + word.end() :])
        )
        if bare in STOP or (words and not particle and word.group()[0].islower() and words[0].group()[0].isupper()):
            break
        if text[m.start() + word.end() :][:1].isdigit():
            break  # "Maria Lopez BL-333444": the letters of a code
        words.append(word)
    if not words:
        return None
    if words[-1].group().endswith("'s"):
        return Span(m.start(), m.start() + words[-1].end() - 2, text[m.start() : m.start() + words[-1].end() - 2])
    last = words[-1].end() - (1 if words[-1].group().endswith(".") and len(words[-1].group()) > 3 else 0)
    return Span(m.start(), m.start() + last, text[m.start() : m.start() + last])


_BEHIND = re.compile(r" (?P<word>[a-z]{3,})(?![\w'])")


def describes(text: str, flat: str, name: Span) -> bool:
    """Whether one word that nobody wrote with a capital says of what kind the next one is: "with greek salads"."""
    unwritten = text[name.start].islower() or text.isupper()
    small = unwritten and flat[name.start].isupper() and " " not in name.value
    behind = _BEHIND.match(flat, name.end) if small else None
    return behind is not None and behind["word"] not in STOP and name.value.lower() not in common_names()[0]


_BARE_EN = re.compile(
    r"(?:^|[.,;\n]\s*|\d{3}\s+)"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ɏ'\-]+(?: [A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ɏ'\-]+(?![\d-])){1,2})"
    r"(?=\s*(?:[.,;!\n]|$|(?:my |and |order |the )*(?:[A-Z]{1,4}[ -]?)?\d{3}))"
)
_BARE_ZH = re.compile(
    rf"(?:[,，、。\s]|^|(?<=\d{{3}}))(?P<name>(?:{TWO_CHARACTERS}|[{FAMILY_NAMES}])[\u4e00-\u9fff]{{1,2}})"
    rf"\s*(?:[,，。!！]|$)"
)


def bare_people(text: str) -> tuple[Span, ...]:
    """Names that stand alone between stops beside a number ("8273620. Crystal Minh."): a guess, for a glance."""
    if not any(c.isdigit() for c in text):
        return ()
    found = [m for m in _BARE_EN.finditer(cased(text)) if not any(w in STOP for w in fold(m["name"]).split())]
    found += [] if text.isascii() else list(_BARE_ZH.finditer(fold(text)))
    spans = [Span(m.start("name"), m.end("name"), text[m.start("name") : m.end("name")], 0.66) for m in found]
    streets = addresses(text)
    return tuple(s for s in spans if not any(s.overlaps(street) for street in streets))


@lru_cache(maxsize=4096)
def cued_people(text: str) -> tuple[Span, ...]:
    """Names that introduce themselves."""
    found: list[Span] = []
    flat = cased(text)
    for m in _CUE_EN.finditer(flat):
        name = trim_name(flat, m.end(), len(flat))
        if not name or _follows_wrong(flat, name):
            continue
        strong, capital = bool(_STRONG.search(m.group())), name.value[0].isupper()
        greeted = re.match(r"\W*(?:hi|hello|hey|good \w+)?[\W]*$", flat[: m.start()], re.IGNORECASE)
        alone = re.match(r"\s*(?:[.,!?;\n]|$|and\b|i\b|I\b)", flat[name.end :]) and " " not in name.value
        if strong or capital or (greeted and alone and re.match(r"i\W*a?m|this", m.group(), re.IGNORECASE)):
            found.append(
                name._replace(score=0.95 if strong else 0.7 if capital else 0.6, value=text[name.start : name.end])
            )
    if not text.isascii():
        found += _cued_chinese(text)
    return tuple(drop_covered([fuller(text, s) for s in found]))


def _follows_wrong(text: str, name: Span) -> bool:
    """Catch "It's Friday at 6", "this is Bob's order": the word after says it is not a name given."""
    return text[name.end : name.end + 2] in ("'s", "’s")


def _cued_chinese(text: str) -> list[Span]:
    found = []
    folded = fold(text)
    for m in _CUE_ZH.finditer(folded):
        weak = m.group().strip() == "我是"
        if (name := _ZH_NAME.match(folded, m.end())) and (not weak or len(name.group()) > 1):
            found.append(Span(name.start(), name.end(), text[name.start() : name.end()], 0.7 if weak else 0.95))
        elif latin := trim_name(text, m.end(), len(text)):
            found.append(latin._replace(score=0.8))
    found += [
        Span(m.start("name"), m.end("name"), text[m.start("name") : m.end("name")], 0.9)
        for m in _LABELLED_ZH.finditer(folded)
    ]
    return found


def answered_person(text: str) -> Span | None:
    """The name in an answer to "your name?"."""
    cued = cued_people(text)
    if cued:
        return cued[0]
    if spelled := spelled_out(text):
        return spelled
    folded = fold(text)
    if (m := _ZH_NAME.search(folded)) and len(m.group()) > 1 and len(folded) <= 16:
        return Span(m.start(), m.end(), text[m.start() : m.end()], 0.85)
    name = _answered_latin(text)
    return fuller(text, name) if name else None


def _answered_latin(text: str) -> Span | None:
    flat = cased(text)
    heart = answer_span(text)
    for told in dict.fromkeys((flat, fold(text) if one_case(text) else flat)):  # capitals guessed may part a name
        name = trim_name(told, heart.start, heart.end) if heart else None
        exact = heart and name and name.end == heart.end and name.end - name.start == len(heart.value)
        if name and exact and len(name.value.split()) <= 3 and fold(name.value.split()[0]) not in STOP:
            return Span(name.start, name.end, text[name.start : name.end], 0.92 if name.value[0].isupper() else 0.86)
    best: Span | None = None
    streets = addresses(text)
    for m in re.finditer(r"[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ'\-]*", flat):
        at = m.start()
        if (best and at < best.end) or any(s.start <= at < s.end for s in streets):
            continue
        if m.group().lower() in STOP or re.match(r"[@\w]*[@\d]", flat[at + len(m.group()) :]):
            continue
        if at and flat[at - 1] in "@_0123456789":
            continue
        name = trim_name(flat, at, len(flat))
        if name is None:
            continue
        unwritten = text[name.start].islower() or text.isupper()
        capital = name.value[0].isupper() and not (unwritten and _only_looks_so(name.value))
        words, others = len(name.value.split()), len(re.findall(r"\w+", flat))
        score = 0.9 if capital else 0.8 if others - words <= 1 else 0.4
        name = name._replace(score=score, value=text[name.start : name.end])
        if best is None or name.score > best.score:
            best = name
    return best if best and best.score >= 0.6 else None


def _only_looks_so(value: str) -> bool:
    """Whether one odd word, which nobody wrote with a capital, is no common name: a colour or a make as well."""
    return " " not in value and value.lower() not in common_names()[0]


def _opens(text: str, start: int, word: re.Match[str]) -> bool:
    """Whether a small word is capital only because a sentence begins with it (or is "I")."""
    bare = word.group().lower().strip(".,'")
    begins = not re.search(r"[\w,;:&]\s*$", text[: start + word.start()])
    return bare in STOP and (
        begins or bare.split("'")[0] in ("i", "the", "a", "an", "is", "yes", "no", "ok") or bare in _CALENDAR
    )


_CALENDAR = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december")
)  # fmt: skip


_OWNED = re.compile(
    r"(?:\b(?:my|our|the|a|an|this|that|these|those|new|old|ordered|bought|got|have|own|called|about)|[的是个款顶双件])\s*$"
)


@lru_cache(maxsize=4096)
def things(text: str) -> tuple[Span, ...]:
    """Things called by a name: "my Ember stove", "a new Fell 2". Words all in capitals only shout.

    Where all or no letters are capitals one with a number is the surer.
    """
    folded, flat = fold(text), one_case(text)
    return tuple(
        s._replace(score=0.85 if not flat or any(c.isdigit() for c in s.value) else 0.7)
        for s in proper_names(text)
        if _OWNED.search(folded[: s.start])
        and not (s.value.isupper() and not flat and not any(c.isdigit() for c in s.value))
        and not set(fold(s.value).split()) & _CALENDAR
        and not _means_the_parcel(fold(s.value))
    )


_SHORT = 4  # letters
_PARCEL = ("package", "packages", "parcel", "parcels", "delivery", "shipment", "purchase")
_PARCEL_SHORT = frozenset(("order", "orders", "ordr", "oder", "mail", "post", "box", "packet"))


def _means_the_parcel(word: str) -> bool:
    """Whether one word, mistyped or not, means the parcel or the order itself and not what is in it."""
    return word in _PARCEL_SHORT or any(two_slips(word, known) for known in _PARCEL if len(word) > _SHORT)


@lru_cache(maxsize=4096)
def proper_names(text: str) -> tuple[Span, ...]:
    """Runs of capitalised words, small connecting words inside allowed; not the sentence's first word alone."""
    flat = cased(text)
    if flat.isupper():
        return ()
    found = []
    for m in _PROPER.finditer(flat):
        start, end = m.start(), m.end()
        words = list(re.finditer(r"\S+", flat[start:end]))
        article = (
            bool(words) and words[0].group() == "The" and len(words) > 1 and bool(re.search(r"[\w,]\s*$", flat[:start]))
        )
        while words and not article and _opens(flat, start, words[0]):
            words.pop(0)
        while words and (words[-1].group().lower().strip(".,'") in STOP or words[-1].group().split("'")[0] == "I"):
            words.pop()
        if not words:
            continue
        start, end = start + words[0].start(), start + words[-1].end()
        end -= len(flat[start:end]) - len(flat[start:end].rstrip(".'"))
        first = not re.search(r"[\w,;:]\s*$", flat[:start]) and len(words) == 1
        if first and words[0].group().lower().strip(".,'!?") in everyday():
            continue
        found.append(Span(start, end, text[start:end], 0.5 if first else 0.8))
    return tuple(found)

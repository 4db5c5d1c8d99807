"""What a draft may not do: state a fact nobody gave it, promise, take the customer's side, ramble, repeat.

A fact is an amount, number, date, name, link or address. It is supported when the conversation or the cited passage
holds it. The checks work on words and shapes alone, in English and Chinese; they judge one sentence at a time, so that
a caller can keep the sentences that stand.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assist.domain.text import guess_language, is_han

_NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90", "hundred": "100", "thousand": "1000",
}  # fmt: skip
_HAN_NUMBERS = dict(zip("两兩二三四五六七八九十", ("2", "2", *"23456789", "10"), strict=True))
_CALENDAR = (
    r"january|february|march|april|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|tonight|yesterday"
)
LINKS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII | re.IGNORECASE)
_CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]*(?:\d[\d,.:/-]*\d|\d[A-Za-z0-9]*)", re.ASCII)
_HAN_AMOUNT = re.compile(
    r"([两兩二三四五六七八九十])(?=[个個]?(?:天|日|小时|小時|周|週|月|年|元|块|塊|次|件|分钟|分鐘|工作日))"
)
_DAYS = re.compile(rf"\b(?:{_CALENDAR})\b|[今明昨]天|(?:周|星期|週)[一二三四五六日天]", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[\u4e00-\u9fff]")
_SENTENCE = re.compile(r".+?(?:[.!?]+[\"'”’)]*(?=\s|$)|[。！？]+[”’」]*|\n+|$)", re.DOTALL)
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|e\.g|i\.e|a\.m|p\.m|approx)|\b[A-Z])\.$")

_PROMISE = re.compile(
    r"\b(?:I|we|they|our team)(?:['’]ll| will| shall| am going to|['’]m going to| are going to|['’]ve| have| can)"
    r"(?: also| now| already| just| then| certainly| definitely)* ([a-z]+)",
    re.IGNORECASE,
)
_ACTIONS = tuple(  # stems
    re.findall(
        r"[a-z]+",
        "refund|reimburs|compensat|credit|cancel|replac|send|sent|ship|dispatch|deliver|escalat|transfer|arrang|process|"
        "call|email|contact|book|rebook|schedul|upgrad|waiv|discount|guarantee|remov|delet|updat|chang|issu|forward|open|"
        "fix|repair|pay|paid|ensure|reset|unlock|block|approv|grant",
    )
)
_HAN_PROMISE = re.compile(
    r"(?:我们?|我們|本店)?(?:会|會|将|將|已经?|已經|马上|馬上)(?:为您|為您|给您|給您|帮您|幫您)?[^，。！？]{0,4}?(退款|赔偿|賠償|补偿|補償|取消|更换|更換|发货|發貨|寄出|补发|補發|退还|退還|升级|升級|减免|減免|批准)"
)
_GOODS = r"refund|reimburse|money|replac|compensat|discount|voucher|credit|upgrade|free|guarantee|promise"
_PROMISED = re.compile(
    rf"\byou(?:['’]ll| will| shall| are going to|['’]re going to) [^.!?]{{0,40}}?\b({_GOODS})"
    rf"|\b(?:your|the|a|an) ({_GOODS})[^.!?]{{0,20}}?(?:has been|have been|will be|is being|is on (?:its|the) way|was) "
    rf"|\b(?:expect|have) (?:a|an|your|the) [^.!?]{{0,12}}?({_GOODS})"
    rf"|\b(?:we|I) (?:can |will |do )?(?:offer|give|grant|owe) you [^.!?]{{0,20}}?({_GOODS})"
    r"|\b(?:we|I) (?:can |will |do )?(guarantee|promise)\b",
    re.IGNORECASE,
)
"""What a customer is told they will get, whoever does it."""
_HAN_PROMISED = re.compile(
    r"(保证|保證|承诺|承諾|免单|免單|全额退|全額退|包赔|包賠)"
    r"|您[^，。！？]{0,6}(?:会|會|将|將)[^，。！？]{0,4}(?:收到|得到|获得|獲得)[^，。！？]{0,6}(退款|赔偿|賠償|补偿|補償)"
    r"|您的(退款|赔偿|賠償|补偿|補償)[^，。！？]{0,4}(?:已|正在|会|會|将|將)"
    r"|我们?[^，。！？]{0,4}(?:给|給|为|為|帮|幫)您[^，。！？]{0,4}(退款|赔偿|賠償|补偿|補償|补发|補發|免)"
)
_WRONG_SIDE = re.compile(
    r"\b(?:my (?:order|parcel|package|account|refund|card|booking|reservation|flight|delivery|purchase|bill|money)|"
    r"I(?:'ve| have)? (?:ordered|bought|purchased|received|paid)|I(?:'d like| want| need) (?:a|my) (?:refund|new|"
    r"replacement)|can you (?:help me|send me|refund|tell me)|I am a customer|I'm a customer)\b"
    r"|我的(?:订单|訂單|包裹|账户|帳戶|退款)|我(?:买|買|订|訂)了|我想退",
    re.IGNORECASE,
)
_META = re.compile(
    r"\b(?:as an? (?:AI|assistant|language model|customer service agent|virtual)|language model|SmolLM|"
    r"the knowledge|knowledge:|rewrite|the passage|(?:access to|have) personal data)\b|人工智能|语言模型|語言模型|"
    r"\[(?:EMAIL|LINK|CARD|PHONE|ID|ADDRESS|NAME)?\d*\]|\{\{|<\|",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies|thank|thanks|happy to|glad to|pleasure|understand|hello|hi|welcome|"
    r"let (?:me|us) know|anything else|please|of course|certainly|appreciate|frustrating)\b"
    r"|抱歉|对不起|對不起|感谢|感謝|谢谢|謝謝|您好|请|請|理解",
    re.IGNORECASE,
)
_COMMON = frozenset(
    re.findall(
        r"\S+",
        "about after again also always another anything away back because been before being below best better "
        "both cannot could does doing done down each either else even ever every from further give given gets "
        "getting have having hear here hello help helping into just keep know less like longer made make many "
        "more most much must need needs never next only other otherwise over please really same shall should "
        "simply since some soon sorry still such sure take than thank thanks that their them then there these "
        "they thing things this those through time under until upon used using very want wants well were what "
        "when where whether which while will with within without would your yours you're we're we'll i'll you'll "
        "it's that's don't can't understand happy glad welcome feel free assist assistance apologize apologise "
        "inconvenience frustrating certainly course reply ahead able order customer",
    )
)
NEGATION = re.compile(
    r"\b(?:not|no|never|cannot|unable|without|nothing|neither|nor)\b|n['’]t\b|[不没沒无無未别別]", re.IGNORECASE
)
_COURTESY_WORDS = 14
# Words that change when a rule for customers becomes a reply to one of them.
_ADDRESS = frozenset(
    {
        "a",
        "an",
        "the",
        "you",
        "your",
        "yours",
        "you'll",
        "we",
        "our",
        "us",
        "we'll",
        "i",
        "my",
        "i'll",
        "will",
        "please",
    }
    | {"they", "their", "them", "customer", "customers", "guest", "guests", "user", "users"}
)
_IN_ORDER = 0.75  # share of neighbouring words that must be neighbours in one sentence of a source
_SUPPORTED = 0.6


@dataclass(frozen=True, slots=True)
class Ground:
    """What a draft may rest on: what was said (``agent`` the agent's own turns in it), and the passages cited."""

    said: str
    passages: str
    agent: str = ""
    language: str = "en"

    @property
    def everything(self) -> str:
        """All of it."""
        return f"{self.said}\n{self.passages}"


def sentences(text: str) -> tuple[str, ...]:
    """``text`` cut into sentences, nothing lost but the space between them."""
    parts: list[str] = []
    for found in _SENTENCE.finditer(text):
        piece = found[0].strip()
        if not piece:
            continue
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return tuple(parts)


def facts(text: str) -> frozenset[str]:
    """Every amount, number, date, day, link and address in ``text``, in a form that can be compared."""
    links = {found[0].rstrip(".,;:!?)").lower() for found in LINKS.finditer(text)}
    rest = LINKS.sub(" ", text)
    codes = {_plain(found[0]) for found in _CODE.finditer(rest)}
    words = {_NUMBER_WORDS[w] for w in re.findall(r"[a-z]+", rest.lower()) if w in _NUMBER_WORDS}
    han = {_HAN_NUMBERS[found[1]] for found in _HAN_AMOUNT.finditer(rest)}
    days = {found[0].lower() for found in _DAYS.finditer(rest)}
    return frozenset(links | codes | words | han | days)


def _plain(code: str) -> str:
    code = code.lower().rstrip(".,:/-")
    code = re.sub(r"(?<=\d),(?=\d{3})", "", code)
    return re.sub(r"\.0+$", "", code)


def strange_facts(text: str, ground: Ground) -> tuple[str, ...]:
    """Facts of ``text`` which ``ground`` does not hold; a part of a known number is not a known number."""
    return tuple(sorted(facts(text) - facts(ground.everything)))


def strange_names(text: str, ground: Ground) -> tuple[str, ...]:
    """Capitalised words inside sentences that appear nowhere in ``ground``."""
    known = {w.lower() for w in _WORD.findall(ground.everything)}
    names = []
    for sentence in sentences(text):
        for word in _WORD.findall(sentence)[1:]:
            bare = re.sub(r"['’].*", "", word)
            if len(bare) > 1 and bare[0].isupper() and bare.lower() not in known and bare.lower() not in _COMMON:
                names.append(bare)
    return tuple(dict.fromkeys(names))


def strange_promises(text: str, ground: Ground) -> tuple[str, ...]:
    """Actions promised or claimed which neither the passages nor the agent's own turns speak of."""
    backing = f"{ground.passages}\n{ground.agent}".lower()
    found = []
    for promise in _PROMISE.finditer(text):
        stem = next((a for a in _ACTIONS if promise[1].lower().startswith(a)), None)
        if stem is not None and stem not in backing:
            found.append(promise[0])
    found += [p[0] for p in _HAN_PROMISE.finditer(text) if p[1] not in backing]
    for pattern in (_PROMISED, _HAN_PROMISED):
        told = ((p[0], next(g for g in p.groups() if g)) for p in pattern.finditer(text))
        found += [whole.strip() for whole, goods in told if goods.lower() not in backing]
    return tuple(dict.fromkeys(found))


def support(text: str, source: str) -> float:
    """The share of ``text``'s telling words that ``source`` holds, by stem; 1.0 when it has none."""
    telling = _telling(text)
    known = _telling(source)
    return sum(w in known for w in telling) / len(telling) if telling else 1.0


def _telling(text: str) -> set[str]:
    words = {w.lower()[:5] for w in re.findall(r"[A-Za-z][A-Za-z-]{3,}", text) if w.lower() not in _COMMON}
    han = [c for c in text if is_han(c)]
    return words | {a + b for a, b in itertools.pairwise(han)}


def in_order(text: str, source: str) -> float:
    """The share of neighbouring words of ``text`` that are neighbours in ``source`` too; 1.0 for a single word.

    The right words in a new order say something new: "the short pole is the tent".
    """
    own, known = (set(itertools.pairwise(_spine(t))) for t in (text, source))
    return len(own & known) / len(own) if own else 1.0


def _spine(text: str) -> list[str]:
    """The words in order, without those that change when a rule for customers becomes a reply to one."""
    return [w for w in map(str.lower, _WORD.findall(text)) if w not in _ADDRESS]


def turns_meaning(sentence: str, source: str) -> bool:
    """Whether ``sentence`` denies what the sentence of ``source`` closest to it affirms, or the other way round."""
    closest = max(sentences(source), key=lambda s: support(sentence, s) + in_order(sentence, s), default="")
    return bool(NEGATION.search(sentence)) != bool(NEGATION.search(closest))


def is_courtesy(sentence: str) -> bool:
    """Whether a sentence is politeness, which needs no source."""
    short = len(_WORD.findall(sentence)) <= _COURTESY_WORDS
    says_something = sum(w.isascii() for w in _telling(sentence)) > 1
    return bool(_COURTESY.search(sentence)) and short and not says_something and not facts(sentence)


def is_repetitive(text: str) -> bool:
    """Whether ``text`` says the same thing again and again."""
    said = [s.lower() for s in sentences(text)]
    if len(set(said)) < len(said):
        return True
    words = [w.lower() for w in _WORD.findall(text)]
    runs = Counter(zip(*(words[i:] for i in range(4)), strict=False))
    halves = len(words) >= 4 and words[: len(words) // 2] == words[len(words) // 2 :]
    counts = Counter(w for w in words if len(w) > 4)
    stutters = len(words) <= 8 and any(count > 1 for count in counts.values())
    return stutters or halves or (bool(runs) and max(runs.values()) >= 3)


def speaks_amiss(text: str) -> bool:
    """Whether it speaks as the customer, or about itself and its instructions."""
    return bool(_WRONG_SIDE.search(text) or _META.search(text))


def check_sentence(sentence: str, ground: Ground) -> tuple[str, ...]:
    """Why this sentence may not be sent as it is; empty when it stands."""
    warnings = [f"not in the conversation or the article: {fact}" for fact in strange_facts(sentence, ground)]
    warnings += [f"a name nobody mentioned: {name}" for name in strange_names(sentence, ground)]
    warnings += [f"a promise the knowledge does not make: {words}" for words in strange_promises(sentence, ground)]
    if _WRONG_SIDE.search(sentence):
        warnings.append("it speaks as the customer")
    if _META.search(sentence):
        warnings.append("it speaks about itself or its instructions")
    if not is_courtesy(sentence):
        warnings += _unsupported(sentence, ground)
    return tuple(warnings)


def _unsupported(sentence: str, ground: Ground) -> list[str]:
    if support(sentence, ground.everything) < _SUPPORTED:
        return ["most of it is in neither the conversation nor the article"]
    if turns_meaning(sentence, ground.everything):
        return ["it denies what the article says, or says what it denies"]
    # Against one sentence at a time: "A photo of the item is missing" is made of the ends of two true ones.
    if max((in_order(sentence, s) for s in sentences(f"{ground.passages}\n{ground.said}")), default=0.0) < _IN_ORDER:
        return ["it joins words of the article in a way the article does not"]
    return []


def check_draft(text: str, ground: Ground, internal: Iterable[str] = ()) -> tuple[str, ...]:
    """Why this draft may not be inserted with one key; empty when it may. ``internal`` are texts for staff only."""
    if not any(c.isalpha() for c in text):
        return ("it is empty",)
    warnings = [w for sentence in sentences(text) for w in check_sentence(sentence, ground)]
    spoken = guess_language(text)
    if spoken is not None and spoken != guess_language_of(ground.language):
        warnings.append("it is in another language than the conversation")
    if is_repetitive(text):
        warnings.append("it repeats itself")
    if any(_quotes(text, source) for source in internal):
        warnings.append("it quotes an article for staff only")
    return tuple(dict.fromkeys(warnings))


def guess_language_of(tag: str) -> str:
    """The base language of a tag: ``zh-Hant`` is ``zh``."""
    return tag.split("-", maxsplit=1)[0].lower()


def _quotes(text: str, source: str) -> bool:
    """Whether six words in a row of ``source`` are in ``text``."""
    words, own = (tuple(w.lower() for w in _WORD.findall(t)) for t in (source, text))
    runs = {own[i : i + 6] for i in range(len(own) - 5)}
    return any(words[i : i + 6] in runs for i in range(len(words) - 5))

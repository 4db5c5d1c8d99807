"""People's names in a conversation, found by what stands around them. For hiding them: rather one too many.

No list of names can hold everybody's, so a name is known by a phrase that introduces it, by a title, by kinship, or by
being the answer to "what is your name?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SURNAMES = (
    "王李张劉刘陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉"
    "程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫阎閻段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬"
    "覃武钱錢戴严嚴莫孔向汤湯欧歐"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]+"
_PARTICLE = "de|da|del|der|di|la|van|von|bin|al"
_FULL = rf"({_CAPITAL}(?: (?:(?:{_PARTICLE}) ){{0,2}}{_CAPITAL}){{0,3}})"
_KIN = (
    "daughter|son|wife|husband|mother|mom|mum|father|dad|sister|brother|partner|boyfriend|girlfriend|friend|fiancee?|"
    "aunt|uncle|niece|nephew|cousin|boss|colleague|roommate|neighbou?r|grand(?:mother|father|ma|pa|son|daughter)"
)
_CUES = (
    re.compile(
        r"(?i:\b(?:name|host|patient|guest|passenger|contact|recipient|caller|speaker) is|\bname['’]s|\bcall me|"
        r"\bname\s?[:=-]|\bunder(?: the)?(?: name)?(?: of)?|\b(?:regards|sincerely|signed),?)\s+(?:is\s+)?" + _FULL
    ),
    re.compile(
        r"(?i:\bmy name is|\bmy name['’]s|\bname is|\bcall me)\s+"
        r"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?)"
    ),
    re.compile(rf"(?<![\w'’])(?:I am|I['’]m|i am|i['’]m|Im|[Tt]his is|[Ii]t is|[Ii]t['’]s)\s+{_FULL}"),
    re.compile(rf"\b(?i:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|Prof)\.?\s+{_FULL}"),
    re.compile(rf"\b(?i:(?:my|his|her|their|our)\s+(?:{_KIN}))(?:,|\s+(?:is|named|called))?\s+{_FULL}"),
    re.compile(rf"\b{_FULL}(?=['’]s\s+(?:party|account|order|appointment|booking|wedding|birthday|name|phone|email|flight))"),
    re.compile(rf"(?:我叫|我的名字是|名字叫|名字是|姓名(?:是|为|[:：])?\s*|我是|联系人(?:是|[:：])?\s*)([{SURNAMES}][\u4e00-\u9fff]{{1,2}})"),
    re.compile(rf"([{SURNAMES}][\u4e00-\u9fff]{{0,2}})(?:先生|女士|小姐|太太|老师|經理|经理)"),
    re.compile(rf"我姓([{SURNAMES}])"),
)  # fmt: skip
_ASKED = re.compile(
    r"\bnames?\b|\bwho(?:['’]s| is| am| are)\b.*\b(?:speaking|calling|talking|this|it|chat)\b"
    r"|姓名|名字|贵姓|貴姓|怎么称呼|怎麼稱呼|如何称呼",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:yes|yeah|sure|ok(?:ay)?|hi|hello|of course|certainly|thanks?|thank you|please|"
    r"absolutely|oh|it is|it['’]s|its|this is|i am|i['’]m|im|(?:my |the |full )*name(?: is)?|is|是|我叫|叫|姓名|名字)"
    r"\b[\s,.:!;-]*)+",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,4}")
_ALONE = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{1,2}}[.!]?")
"""Two or three words with capitals and nothing else: a late answer, or a signature."""
_HAN_ANSWER = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,3}}")
_NO_NAMES = frozenset(
    re.findall(
        r"\S+",
        "yes yeah yep no nope not sure ok okay hi hello hey thanks thank please sorry great good fine well "
        "actually just the a an this that it is my your our we you he she they there here what why how when "
        "where which who can could do does did have has had will would should i i'm im am are was were and or "
        "but so if then very really still also already now today tomorrow monday tuesday wednesday thursday "
        "friday saturday sunday january february march april june july august september october november "
        "december english chinese american asking calling looking trying having getting going interested "
        "happy glad unable able afraid aware waiting writing using new done ready back home online alone late "
        "account order number email phone address id zip customer agent support service team manager name "
        "username password understood correct right wrong perfect awesome cool nice welcome wonderful "
        "excellent alright absolutely certainly one two first last full none nothing something anything "
        "everything let get got give need want",
    )
)


def names_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Names as they are written, in order of appearance; each once. ``texts`` are the turns, in order."""
    out: dict[str, None] = {}
    asked = False
    for text in texts:
        for cue in _CUES:
            for found in cue.finditer(text):
                _add(found[1], out)
        if asked:
            _add(_answer(text), out)
        elif _ALONE.fullmatch(text.strip()):
            _add(text, out)
        # An answer may come in two turns: "sure", then the name.
        asked = bool(_ASKED.search(text)) or (asked and len(text) < 12 and not _answer(text))
    return tuple(out)


def _answer(text: str) -> str:
    """The name a turn gives when it was asked for one; empty when it seems to give none."""
    bare = _LEAD.sub("", text.strip())
    han = _HAN_ANSWER.match(bare)
    if han is not None and len(bare) <= len(han[0]) + 2:
        return han[0]
    found = _ANSWER.match(bare)
    if found is None:
        return ""
    words = found[0].split()
    if len(bare.split()) <= 4:
        return " ".join(_leading(words, capital=False))
    return " ".join(_leading(words, capital=True))


def _leading(words: list[str], *, capital: bool) -> list[str]:
    out: list[str] = []
    for word in words:
        bare = word.strip(".,;:!'’-")
        small = capital and not bare[:1].isupper() and bare not in _PARTICLE.split("|")
        if bare.lower() in _NO_NAMES or small:
            break
        out.append(bare)
        if word[-1:] in ".,;:!":
            break
    return out


def _add(name: str, out: dict[str, None]) -> None:
    words = name.strip().split()
    while words and words[0].strip(".,").lower() in _NO_NAMES:
        words.pop(0)
    kept = _leading(words, capital=False)
    whole = " ".join(kept)
    if len(whole) > 1:
        out[whole] = None

"""What speech lacks beside figures: apostrophes, question marks, stops between clauses; and the fillers it has more."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assist.understanding.extract.casing import is_odd
from assist.understanding.extract.folding import fold
from assist.understanding.written.rewriting import Edit

_FILLER = re.compile(
    r"\b(?:u+m+|u+h+|uhm+|er+m*|hmm+|mhm|ah+m*)\b"
    r"|(?<!do )(?<!did )(?<!if )(?<!let )(?<!as )(?<!get to )(?<!would )(?<!wanna )(?<!dont )(?<!don't )(?<!will )"
    r"\byou know\b(?!\s+(?:what|how|if|when|where|why|who|whether|that|the|my|anything|about|which|of)\b)"
    r"|(?<=[a-z] )(?<!do )(?<!did )(?<!if )(?<!let )(?<!that )(?<!when )(?<!so )(?<!and )(?<!but )(?<!as )"
    r"(?<!to )(?<!what )"
    r"(?<!much )(?<!all )(?<!would )(?<!will )(?<!don't )(?<!since )(?<!because )\byou know\b(?=\s+(?:the|of)\b)",
    re.IGNORECASE,
)
_BEFORE_FILLER = (
    r"(?:your|my|our|their|his|the|a|an|of|from|for|in|to|on|at|with|and|but|so|was|were|are|is|be|have|has|need|want|"
    r"um|uh|or|he|she|they|it's|that's|book|going|coming|leaving|pick|stay|get)"
)
_LIKE = re.compile(
    rf"\b(?P<before>{_BEFORE_FILLER})\s+(?P<filler>like|well)\b(?!\s+(?:to|as|that|this|it|known|done|a)\b)",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(
    r"(?<!\bi )(?<!\byou )(?<!\bwe )(?<!\bthey )(?<!\bpeople )(?<!\bit's )(?<!\bas )"
    r"(?<!\ball )(?<!\bfeels )(?<!\blooks )(?<!\bsounds )"
    r"(?<!\bseems )(?<!^)\b(?P<a>like|well)(?=\s+(?:is|was|will|are|were|has|would)\b)"
    r"|\b(?:can|could|may|should|will)\s+(?:(?:you|i|we)\s+)?(?P<b>like|well)(?=\s+(?!to\b|a\b|the\b|it\b|this\b|that\b)[a-z])"
    r"|\b(?:want|need|going)\s+(?P<c>like|well)(?=\s+(?:to|a|an)\b)|\bwould\s+(?P<f>like|well)(?=\s+(?:be|have)\b)"
    r"|\b(?P<d>like)(?=\s+like\b)|\bout\s+(?P<e>well|like)(?=\s+of\b)",
    re.IGNORECASE,
)
"""A filler between a subject and its verb, or a verb and what it governs, where it can be nothing else."""
_WELL = re.compile(
    r"(?<!as )(?<!very )(?<!so )(?<!quite )(?<!pretty )(?<!works )(?<!work )(?<!doing )(?<!do )(?<!feel )(?<!going )"
    r"(?<!really )(?<!get )(?<!how )(?<!sleep )(?<!fits )(?<!is )(?<!are )(?<!am )(?<!went )(?<!not )(?<!all )(?<!may )"
    r"\bwell(?=\s+(?:the|my|a|an|i|to|from|in|at|on|we|it|you|that|this|your|for|and)\b)",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"\b(?P<one>[a-z]{3,}) (?P<filler>well|like) (?P<two>[a-z]{3,})\b")
_TITLE = re.compile(r"\b(?:dr|mr|mrs|ms)(?= [a-z]{2,})", re.IGNORECASE)
_CONTRACTIONS = {
    "im": "i'm", "ive": "i've", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't",
    "wont": "won't", "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't", "werent": "weren't", "havent": "haven't",
    "hasnt": "hasn't", "hadnt": "hadn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't",
    "thats": "that's", "whats": "what's", "wheres": "where's", "hows": "how's", "whos": "who's", "theres": "there's",
    "heres": "here's", "youre": "you're", "youve": "you've", "youll": "you'll", "theyre": "they're", "weve": "we've",
    "lets": "let's", "oclock": "o'clock", "aint": "ain't", "itll": "it'll", "theyve": "they've", "theyll": "they'll",
}  # fmt: skip
_CONTRACTED = re.compile(rf"\b(?:{'|'.join(_CONTRACTIONS)})\b", re.IGNORECASE)
_ILL = re.compile(
    r"\bill(?=\s+(?:be|have|need|take|go|get|try|pay|just|call|check|wait|do|let|also|like|send|see|give|think)\b)",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?:^|\b(?:and|but|so|then|that|if|yes|yeah|no|ok|okay|hi|hello|sure|please|thanks|you|actually|oh|well|also)\s+)"
    r"(?P<id>id)(?=\s+(?:like|love|prefer|rather|also|appreciate|really|want|need|be)\b)",
    re.IGNORECASE,
)
"""Not behind the name of what it is the number of: "your flight id like please"."""
_CAPITAL_ID = re.compile(r"(?<=[a-z] )Id(?= (?:like|love|prefer|rather)\b)")
_MY_NAMES = re.compile(r"\b(?:my|the|her|his) names(?= [a-z]{2,})(?! (?:are|were)\b)", re.IGNORECASE)
_WERE = re.compile(
    r"(?<!\bwe )(?<!\bthey )(?<!\byou )(?<!\bwho )(?<!\bthat )(?<!\bwhich )(?<!\bthere )(?<!\band )(?<!s )(?<!people )"
    r"\bwere(?= (?:staying|going|coming|leaving|having|looking|planning|travelling|traveling|moving|waiting|trying)\b)",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"\bits(?= (?:the|a|an|my|not|been|still|just|in|all|for|about|too|only|really|very|ok|okay|fine|broken)\b)",
    re.IGNORECASE,
)
_OCLOCK = re.compile(r"\bo clock\b")

_ASKS = (
    r"(?:what|which|who|whose|when|where|why|how)(?:'s|\s+(?:is|are|was|were|do|does|did|would|will|can|could|should|"
    r"much|many|long|time|day|date|kind|type|city|name|else|about|\w+))\b|"
    r"(?:can|could|may|would|will|do|does|did|is|are|was|were|have|has|should|shall)\s+(?:you|i|we|it|that|there|this|"
    r"they|he|she|the|your|my|any)\b"
)
_QUESTION = re.compile(
    rf"(?:^|\b(?:and|so|but|ok|okay|then|also|please|sure|hello|hi|now|first|next|alright)\s+)"
    rf"(?:(?:for|at|in|on|under|by|from)\s+(?=wh))?(?:{_ASKS})"
)
_QUESTION_INSIDE = re.compile(
    r"\b(?:can|could|may|would|will|do|did|are|have)\s+(?:you|i|we)\b|\bhow\s+(?:can|may|could|do|much|many|long)\b|"
    r"\bwhat(?:'s|\s+(?:is|are|was))\s+(?:your|the)\b"
)
_INVERTED = re.compile(
    r"(?:(?:wait|yes|no|ok|okay|so|and|but|well|hi|hello|before that|also) )*"
    r"(?:does|did|is|are|was|were|will|can|could|would)\s+(?!not\b|be\b|do\b)[a-z]"
)
"""A verb before its subject, to begin with."""
_ASKS_FOR = re.compile(
    r"\b(?:(?:and|so|then) (?:your|the)|(?<!use )(?<!from )(?<!for )your) (?:\w+ )?"
    r"(?:name|number|id|e-?mail|address|phone|order|code|zip|date)(?: and (?:your )?\w+)?(?: address| number)?"
    r"(?: on (?:it|that|the \w+))?(?: please)?$"
)
"""A question without a verb: "and the name on it", "your name and email please"."""
_KNOWN = re.compile(
    r"(?:(?:hello|hi|ok|okay|oh|yes|well|and) )*"
    r"(?:i understand|i see|thank you(?: very much| so much)?|thanks|great|perfect|"
    r"here it is(?: thank you)?|that works|no worries|no problem|of course|certainly|"
    r"i'm (?:very |so |really )?sorry (?:to hear that|about (?:that|this|it|both)|for that))(?: \w+)??"
    r"(?= (?:what|which|when|where|how|can|could|may|would|is|are|do|did|your|and your|and the)\b)"
)
"""What an agent says before the question."""
_TELLS = re.compile(r"^(?:i|we|that|it|my|the|thank\w*)\b")
_STARTS = re.compile(
    r"(?<=[a-z0-9%])\s+(?="
    r"(?:my|the|our)\s+(?:\w+\s+){0,2}?(?:name|number|id|address|email|code|order|phone|zip|date)\s+(?:\w+\s+)?(?:is|was)\b|"
    r"(?:can|could|would)\s+(?:you|i)\s+(?!have\s+been)|(?:thank\s+you|thanks)\b|"
    r"i(?:'d|'m|'ve|'ll)\s|i\s+(?:need|want|would|have|had|was|am|did|do|don't|can't|cannot|bought|ordered|tried|lost|just)\b|"
    r"what(?:'s|\s+is)\s+(?:your|the)\b|one\s+(?:more|last|other|final|quick)\s+(?:thing|question)\b|"
    r"(?:is|are)\s+(?:that|it|this|there|they)\s+(?:still|also|any|possible|ok|okay|safe|dangerous|normal|free)\b|"
    r"how\s+(?:do|can|could|should)\s+(?:i|we)\b|how\s+(?:long|much|many)\s+(?:is|are|does|do|did|will|would|can)\b|"
    r"(?:when|where|which\s+(?:one|way)|what)\s+(?:will|can|do|does|goes|should)\b|what\s+if\b)"
)
_CAPITAL = re.compile(
    r"(?<=[a-z0-9%])(?<!\bdo)(?<!\bdoes)(?<!\bdid)(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bat)(?<!\bin)(?<!\bon)(?<!\bof)(?<!\bto)"
    r"(?<!\bfor)(?<!\bfrom)(?<!\bwith)(?<!\bthe)(?<!\band)(?<!\bor)(?<!\bmy)\s+"
    r"(?=(?:Is|Are|Was|Do|Does|Did|Can|Could|Would|Will|What|Which|When|Where|Why|How|The|My|Your|It|Its|It's|That|This|"
    r"There|They|We|You|He|She|And|But|So|One|Please|Thanks|Thank|Also|Then|If|Two|Three|Four)\b(?! [A-Z]))"
)
"""A small word with a capital begins a sentence, where the stop before it was left out."""
_AFTER_NAME = re.compile(
    r"(?P<name>(?P<first>[^\W\d_]+)(?: (?!(?:it|i|my)\b)[^\W\d_'-]+){0,2})(?= (?:it was|it is|it's|i'm|i've|my)\b)"
)
"""A name, and then something else: "tomasz lind it was paid by card"."""
_BEFORE_MAIL = re.compile(r"(?<![\w'’])[^\W\d_]{2,}(?=\s+[\w.+-]+@[\w-]+\.)")
_COUNT = "one|two|three|four|five|six|seven|eight|nine|ten"
_COUNTED = re.compile(rf"^(?:{_COUNT})(?= (?:{_COUNT}) [a-z]{{2,}}s\b)", re.IGNORECASE)
"""How many, and then how many of which: "four two adults and two children"."""
_THING = re.compile(r"(?:ok |okay |yes |no |so |and )?(?:the|an?|any|some|every|all)(?: [a-z]+)?(?: [a-z]+)")
"""No clause yet, but what the next one says something of: "the parcel i am waiting for"."""
_AUXILIARY = re.compile(r"(?:can|could|would)\b")
_ASKING = re.compile(r"\b(?:what|which|who|whose|when|where|why|how)\b")
_BOUND = re.compile(
    r"\b(?:and|but|so|because|that|if|when|what|where|which|who|how|then|while|until|as|since|although|though|or|than|"
    r"think|know|say|said|see|sure|hope|like|why|after|before|thing|way|please|not|i|you|we|the|all|whatever|everything|"
    r"uh|um|this|to|with|of|for|in|at|from|a|an|my|is|was|time|can|could|may|would|should|do|did|does|will|shall|have|has|"
    r"(?:tell|show|ask|let|told|asked|explain|remember|check|understand|wonder|wondering|figure|find|out|about|on|idea|unsure|"
    r"exactly|just|me|us|him|them|matter|depends))$"
)
_ZH_STARTS = re.compile(
    r"(?<=[\u4e00-\u9fff0-9])(?=(?:帮我|请帮|请给|请问|请告诉|请推荐|给我推荐|给我找|我想|我要|我需要|我的(?:手机|电话|订单|姓名|"
    r"名字|地址|邮箱)|谢谢|麻烦|最好|然后|另外|还有|但是|不过|可以帮|能帮|你能|您能|您可以|你可以|能不能|可不可以|能否))"
)
_ZH_BOUND = re.compile(
    r"(?:可以|能|能不能|请|想|要|麻烦|再|还|也|就|那|先|帮|给|对|和|跟|找|让|是|您|你|我|的|了解|因为|所以|如果)$"
)
_ZH_OPEN = re.compile(r"[(（][^()（）\s]{1,12}?店(?![^()（）]*[)）])")
_ZH_BLANK = re.compile(
    r"(?<=[\u4e00-\u9fff0-9)）])\s+(?=[\u4e00-\u9fff])(?!(?<=\d\s)[号码元块个件点月日年折寸斤双只张台位人间天时次])"
)
"""Not between a figure and what is counted or sized."""
_ZH_ASKS = re.compile(
    r"(?:吗|呢|么|什么|哪里|哪儿|哪家|哪个|多少|几[个位天点号]|怎么[样办]?|是否|行不行|好不好|可以不|有没有|"
    r"(?:能不能|可不可以|能否)[^，。]{0,10})[^，。]{0,6}$"
)
_ZH_FILLERS = re.compile(r"嗯+|呃+|唔+|(?<![这那\u4e00-\u9fff])那个(?=[我你您他她请帮好想要])|啊(?=[，,]?[我你您请帮])")
_MARKS = re.compile(r"[.,;:!?，。！？；：、…]")


def unmarked(text: str) -> bool:
    """Whether a text has no marks that part its clauses."""
    return not _MARKS.search(re.sub(r"\d[.,:]\d|\w@\w|\.(?=\w)", "", text))


def filler_edits(text: str) -> list[Edit]:
    """Fillers taken out, with the blank behind them."""
    found = [m.span() for m in _FILLER.finditer(text)]
    found += [m.span("filler") for m in _LIKE.finditer(text)] + [m.span() for m in _WELL.finditer(text)]
    found += [m.span(m.lastgroup or 0) for m in _MEANWHILE.finditer(text)]
    found += [m.span("filler") for m in _IN_NAME.finditer(text.lower()) if is_odd(m["one"]) and is_odd(m["two"])]
    return [Edit(a, b + (text[b : b + 1] == " "), "") for a, b in found]


def apostrophe_edits(text: str) -> list[Edit]:
    """Apostrophes put back where nothing else can be meant."""
    edits = []
    for m in (*_CONTRACTED.finditer(text), *_ILL.finditer(text)):
        full = "i'll" if m[0].lower() == "ill" else _CONTRACTIONS[m[0].lower()]
        edits.append(Edit(m.start(), m.end(), _cased_like(m[0], full)))
    edits += [Edit(*m.span("id"), _cased_like(m["id"], "i'd")) for m in _ID.finditer(text)]
    edits += [Edit(m.start(), m.end(), "I'd") for m in _CAPITAL_ID.finditer(text)]
    edits += [Edit(m.end() - 2, m.end() - 2, "'") for m in _WERE.finditer(text)]
    edits += [Edit(m.end() - 1, m.end() - 1, "'") for m in _ITS.finditer(text)]
    edits += [Edit(m.end() - 1, m.end() - 1, "'") for m in _MY_NAMES.finditer(text)]
    edits += [Edit(m.end(), m.end(), ".") for m in _TITLE.finditer(text)]
    return edits + [Edit(m.start(), m.end(), "o'clock") for m in _OCLOCK.finditer(text)]


def _cased_like(word: str, full: str) -> str:
    return full.upper() if word.isupper() and len(word) > 1 else full.capitalize() if word[0].isupper() else full


@lru_cache(maxsize=2048)
def asks(text: str) -> bool:
    """Whether a text without marks ends in a question."""
    low = text.lower()
    last = _STARTS.split(low)[-1]
    known = _KNOWN.match(last)
    last = last[known.end() :].lstrip() if known else last
    if _QUESTION.search(last) or _ASKS_FOR.search(last) or _INVERTED.match(last):
        return True
    return bool(_QUESTION_INSIDE.search(last)) and not _TELLS.match(last)


def mark_edits(text: str) -> list[Edit]:
    """Stops before clauses that begin anew, and the question mark at the end."""
    low = text.lower()
    known = _KNOWN.match(low)
    last = known.end() if known else 0
    stops = {last} if known else set()
    stops |= {m.end() for m in _BEFORE_MAIL.finditer(low, last) if is_odd(m[0])}
    named = _AFTER_NAME.match(low)
    if named and is_odd(named["first"]):
        stops.add(named.end("name"))
    stops |= {m.start() for m in _CAPITAL.finditer(text, last)} | {m.end() for m in _COUNTED.finditer(text)}
    for m in _STARTS.finditer(low, last):
        before = low[last : m.start()]
        if (
            _BOUND.search(before)
            or _THING.fullmatch(before)
            or (_AUXILIARY.match(low, m.end()) and _ASKING.search(before))
        ):
            continue
        stops.add(m.start())
        last = m.end()
    end = len(text.rstrip())
    places = [0, *sorted(at for at in stops if 0 < at < end), end]
    clauses = [(at, text[before:at].strip()) for before, at in pairwise(places)]
    edits = [Edit(at, at, "?" if asks(clause) else ".") for at, clause in clauses[:-1]]
    return [*edits, Edit(end, end, "?")] if clauses and asks(clauses[-1][1]) else edits


def chinese_edits(text: str) -> list[Edit]:
    """The same for Chinese, in either script."""
    told = fold(text)
    edits = [Edit(m.start(), m.end(), "") for m in _ZH_FILLERS.finditer(told)]
    edits += [Edit(m.end(), m.end(), ")") for m in _ZH_OPEN.finditer(told)]
    edits += [Edit(m.start(), m.end(), "，") for m in _ZH_BLANK.finditer(told)]
    edits += [
        Edit(m.start(), m.start(), "，") for m in _ZH_STARTS.finditer(told) if not _ZH_BOUND.search(told[: m.start()])
    ]
    end = len(told.rstrip())
    return edits + ([Edit(end, end, "？")] if end and _ZH_ASKS.search(told) else [])

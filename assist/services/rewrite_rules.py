"""The substitutions of the rule-made rewrites, in order: what stands, and what stands instead."""

from __future__ import annotations

import re
from collections.abc import Callable

Rules = tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]

_EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?"

SHORTER_EN: Rules = (
    (r"(?i)^(?:hi|hey|hello)(?: there)?(?:\s*[,!]\s*| (?=sorry\b))(?=\w)", ""),
    (r"(?i)[,;]?(?:\s*\band)?\s*\bplease (?:be patient|bear with us)(?: with us)?\s*(?=[.!]|$)", ""),
    (
        (
            r"(?i)\b(?:i just wanted|i wanted|i(?: woul|['’])d like|we would like) to (?:let you know|inform you|"
            r"tell you) that "
        ),
        "",
    ),
    (r"(?i)\b(?:please (?:be (?:informed|advised|aware)|note)|kindly note) that ", ""),
    (r"(?i)\b(?:it is important to (?:note|know) that|as you (?:may|might) (?:already )?know,?) ", ""),
    (r"\b([Ii])n order to\b", r"to"),
    (r"(?i)\bdue to the fact that\b", "because"),
    (r"(?i)\bat this (?:point|moment) in time\b", "now"),
    (r"(?i)\bin the event that\b", "if"),
    (r"(?i)\bwith regards? to\b", "about"),
    (r"\b(?:really|very|actually|basically|simply|kindly) (?=[a-z])", ""),
    (r"(?i)\bwould you be able to\b", "could you"),
    (r"(?i)\bcould you (?:please )?be so kind as to\b", "could you"),
)
SHORTER_ZH: Rules = (
    (r"[，,]?请(?:您)?耐心等(?:待|候)(?:一下)?(?=[。！]|$)", ""),
    (r"(?:温馨提示|特此告知|在此告知您|需要说明的是|请您知悉)[，,：:]?", ""),
    (r"(?:真的|其实|实际上|目前来说)", ""),
    (r"为了能够", "为了"),
)


def _small(found: re.Match[str], words: str) -> str:
    """``words`` put before what was found at the start of a sentence, which then begins with a small letter."""
    said = found["said"]
    return f"{found['start']}{words} {said[:1].lower()}{said[1:]}"


_START = r"(?P<start>^|[.!?]\s+)"
SOFTER_EN: Rules = (
    (r"(?i)\b(?:please )?(?:calm down|(?:just )?relax|get over it)\s*[.!,]+\s*", ""),
    (r"(?i)\b(?:stop|quit) (?:asking|complaining|writing|calling|bothering|wasting)\b[^.!?]*[.!]+\s*", ""),
    ((r"(?i)\bI(?:['’]ve| have)? (?:already )?(?:told|explained it to) you(?: that| this| so| it)?"
     r"(?: already| before| twice| \w+ times)?\s*[.!]+\s*"), ""),
    (r"(?i)\bI(?:['’]ve| have)? already (?:told you|said) that (?=\w)", "As I mentioned, "),
    (r"(?i)\b(?:it|that|this)(?:['’]s| is) (?:all |only )?your (?:own )?(?:fault|mistake|problem)\s*[.!]+\s*", ""),
    (r"(?i)\b(?:it|that|this)(?:['’]s| is)(?: not|n['’]t) (?:my|our) (?:problem|fault|job|business)\b",
     "I'm afraid this is not something we can settle ourselves"),
    (r"(?i)\bwhat do you (?:even )?want\?*", "How can I help you?"),
    (r"(?i)\byou(?:['’]re| are) (?:simply |just |completely )?wrong\s*[.!]+", "I'm afraid I see this differently."),
    (r"(?i)\bobviously,? you\b", "It looks as if you"),
    (r"(?i)\byou should have\b(?! (?:received|got|had)\b)", "It helps to have"),
    ((r"(?i)\byou (?:did not|didn['’]t|have not|haven['’]t|never) (?:even )?"
     r"(?:gave|give|given|sent|send|told|tell|provided?)(?: me| us)? (?=the\b|your\b|an?\b)"), "I don't seem to have "),
    (r"(?i)\b(?:stupid|idiotic|dumb|ridiculous|damn|bloody)\s+(?=\w)", ""),
    (r"(?i)\b(?:that|this|it)(?:['’]s| is) (?:just |simply )?impossible\b", "I'm afraid that isn't possible"),
    (_START + r"No\s*[.!]+(?=\s|$)", lambda found: f"{found['start']}I'm afraid not."),
    (_START + r"(?P<said>(?:We|You) (?:can['’]?t|cannot|can not|don['’]t|do not|won['’]t)\b)",
     lambda found: _small(found, "I'm afraid")),
    (_START + r"(?P<said>(?:Send|Give|Read|Contact|Try|Wait|Check|Look|Call|Write|Tell|Use|Click|Restart|Open|Ask|"
     r"Follow|Reply|Enter|Show|Fill|Go)\b(?![^.!?]*\bplease\b))", lambda found: _small(found, "Please")),
    (r", (?P<said>(?:contact|send|read|check|call|ask|try|wait|use|write)\b)(?![^.!?]*\bplease\b)",
     r", please \g<said>"),
    (r"!{2,}", "!"),
    (r"\?{2,}", "?"),
)  # fmt: skip
"""What is rude to a customer, said kindly or left out; a bare demand becomes a request."""
SOFTER_ZH: Rules = (
    (r"(?:我)?(?:都)?(?:说|讲)(?:了|过)(?:多少|好几|几|很多)(?:遍|次)了?[，,。！!]*", ""),
    (r"(?:你|您)?(?:急什么|催什么)[，,。！!？?]*|别(?:急|催)了?[，,。！!]+|冷静(?:一)?点[，,。！!]*", ""),
    (r"这?(?:都)?是(?:你|您)自己的(?:问题|错|责任)[，,。！!]*", ""),
    (r"(?:你|您)(?:自己)?没(?:有)?(?:看清楚?|看|注意)", "可能您没有留意到"),
    (r"(?:这|那)?(?:不是|不关|跟)(?:我|我们)的?(?:没关系|问题|事儿?|责任)", "这不在我们的处理范围内"),
    (r"(^|[，,。！!？?])(退不了|换不了|办不了|改不了|不行|不可以|不能退|没办法)", r"\1很抱歉，\2"),
    (r"(?:你|您)?(?:就)?等着吧?(?=[，,。！!]|$)", "请您稍等"),
    (r"(?<!您)你(?!们|們|好)", "您"),
    (r"[！!]{2,}", "！"),
    (r"[？?]{2,}", "？"),
)
_PATIENCE = ". Thank you for your patience"
FRIENDLIER_EN: Rules = (
    (r"(?i)\bdear (?:customer|sir or madam|sir|madam),?", "Hi,"),
    (r"(?i)^good day,?", "Hi,"),
    (r"\bI am\b(?= \w)", "I'm"),
    (r"\bI will\b", "I'll"),
    (r"\b([Ww]e|[Yy]ou|[Tt]hey) are\b(?= \w)", r"\1're"),
    (r"\b([Ww]e|[Yy]ou|[Tt]hey) will\b(?! not)", r"\1'll"),
    (r"\b([Ii]t|[Tt]hat) is\b(?= \w)", r"\1's"),
    (r"\b([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Hh]as|[Hh]ave|[Cc]ould|[Ww]ould|[Ss]hould) not\b", r"\1n't"),
    (r"\b([Cc])an ?not\b", r"\1an't"),
    (r"\b([Ww])ill not\b", r"\1on't"),
    (r"\b([Kk])indly\b", "please"),
    (r"(?i)[,;]?\s*\bplease be patient\s*(?=[.!]|$)", _PATIENCE),
    (r"\bregarding\b", "about"),
    (r"\bassist you\b", "help you"),
    (r"\binform you\b", "let you know"),
    (r"\brequire\b", "need"),
)
FRIENDLIER_ZH: Rules = (
    (r"尊敬的(?:客户|顾客)[，,：:]?", "您好，"),
    (r"请提供", "麻烦您提供一下"),
    (r"请告知", "麻烦您告诉我"),
    (r"予以|特此通知", ""),
)


def _we(found: re.Match[str]) -> str:
    """The subject "we", with a capital at the start of a sentence."""
    return f"{found['start']}{'we' if found['start'].endswith(', ') else 'We'}"


FORMAL_EN: Rules = (
    (rf"(?<=[A-Za-z0-9])\s*(?:{_EMOJI})+\s+(?=[A-Z])", ". "),
    (_EMOJI, ""),
    (r"\s*[:;]-?[)D](?=\s|$)", "."),
    (r"\bI['’]m\b", "I am"),
    (r"\b([Ww]e|[Yy]ou|[Tt]hey)['’]re\b", r"\1 are"),
    (r"\b(I|[Ww]e|[Yy]ou|[Tt]hey)['’]ve\b", r"\1 have"),
    (r"\b(I|[Ww]e|[Yy]ou|[Tt]hey|[Ii]t)['’]ll\b", r"\1 will"),
    (r"\b([Ii])t['’]s been\b", r"\1t has been"),
    (r"\b([Ii]t|[Tt]hat|[Ww]hat|[Hh]ere|[Tt]here)['’]s\b", r"\1 is"),
    (r"\b([Cc])an['’]t\b", r"\1annot"),
    (r"\b([Ww])on['’]t\b", r"\1ill not"),
    (
        (
            r"\b([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Cc]ould|[Ww]ould|"
            r"[Ss]hould)n['’]t\b"
        ),
        r"\1 not",
    ),
    (r"(?i)^(?:hi|hey|hello)(?: there)?\b[!,.]*", "Dear customer,"),
    (r"(?i)(?P<start>^|[.!?]\s+|^Dear customer, )sorry,? (?:for|about) ", lambda found: f"{_we(found)} apologise for "),
    (
        r"(?i)(?P<start>^|[.!?]\s+|^Dear customer, )sorry (?:that )?(?=(?:your?|the|it|we|this|that|our|there)\b)",
        lambda found: f"{_we(found)} are sorry that ",
    ),
    (r"(?i)(?P<start>^Dear customer, )sorry\b", lambda found: f"{_we(found)} are sorry"),
    (r"\bwe got (?=the\b|your\b|it\b|them\b)", "we have received "),
    (r"(?i)[,;]?\s*\bplease be patient\s*(?=[.!]|$)", _PATIENCE),
    (r"\b([Tt])hanks\b(?! to)", r"\1hank you"),
    (r"\b(?:ok|okay)\b", "all right"),
    (r"\b(?:yep|yeah)\b", "yes"),
    (r"\bgonna\b", "going to"),
    (r"\bwanna\b", "want to"),
    (r"(?i)\basap\b", "as soon as possible"),
    (r"\binfo\b", "information"),
    (r"\bget back to you\b", "reply to you"),
    (r"(?<=\w)!+", "."),
)
FORMAL_ZH: Rules = (
    (_EMOJI, ""),
    (r"^(?:嗨|哈喽|哈啰|你好|您好)[呀啊～~]*[，,！!]?", "您好，"),
    (r"(?<!您)你(?!们|們)", "您"),
    (r"(?<=[\u4e00-\u9fff])(?:哦|噢|哈|呀|喔|嘛)(?=[。！!～~，,？?]|$)", ""),
    (r"[～~]+", ""),
    (r"！+", "。"),
    (r"谢谢", "感谢"),
    (r"搞定", "处理完毕"),
)

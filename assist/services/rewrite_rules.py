"""The substitutions of the rule-made rewrites, in order: what stands, and what stands instead."""

from __future__ import annotations

Rules = tuple[tuple[str, str], ...]

_EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?"

SHORTER_EN: Rules = (
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
    (r"(?:温馨提示|特此告知|在此告知您|需要说明的是|请您知悉)[，,：:]?", ""),
    (r"(?:真的|其实|实际上|目前来说)", ""),
    (r"为了能够", "为了"),
)
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
FORMAL_EN: Rules = (
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

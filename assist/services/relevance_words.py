"""The words that tell what a question wants and what a sentence of knowledge needs, in English and Chinese."""

from __future__ import annotations

import re

WORD = re.compile(r"\b[A-Za-z]{1,6}-?\d{1,6}\b|[A-Za-z][A-Za-z'’]*|\d[\d.,:]*|[\u4e00-\u9fff]+")
ENDING = re.compile(r"(?:ies|ied|ing|ed|es|(?<!s)s|e|y|ly)$")
COMMON = frozenset(
    re.findall(
        r"\S+",
        "the and for are you your yours with that this these those have has had can will what how does did do there "
        "they their them its any about from not but please would like know need want tell also could should when where "
        "which who why was were been being our out get got see into onto than then too very just more most some such "
        "only own same other another again here now one two three may might must shall let say says said going go "
        "come came make made take took give gave put use used way "
        "thing things lot bit really still yet already hi "
        "hello hey thanks thank sorry okay yes no don't i'm i've i'd it's that's my me we us he she it is in of to "
        "a an on at by or if so as be am up all "
        "good morning afternoon evening "
        "back because while during before after since until every each both either neither help question",
    )
)
HAN_STOP = frozenset(
    "的了吗嗎呢么麼啊吧呀我你您他她它们們是在有就也都和与與请請这這那个個要会"
    "會能可以不没沒还還很太又再来來去到从從把被给給让讓为為什哪怎多少想问問知道"
)
DANGLING = re.compile(
    r"^(?:(?:this|that|these|those|both|it|they|he|she|such|otherwise|then|therefore|but|and|so|also|however|"
    r"in that case|for this|"
    r"the (?:former|latter|same))\b|这|這|那|它|其|此|因此|所以|但|否则|否則|如果都)",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"\bof (?:those|these|them)\b|\bthe one (?:that|which)\b|\b(?:above|below|the following)\b|上述|以上|以下|如下",
    re.IGNORECASE,
)
"""Words that point out of the sentence."""
CONDITION = re.compile(
    r"(?:\b(?:if|unless|in case|as long as)\b|^\W*(?:when|once|with)\b)\s+(?P<en>[^,;:.]+)|"
    r"^\W*(?P<en2>[A-Z][\w'’ -]{2,40} (?:that|which|who) [\w'’ -]{2,40}?) "
    r"(?:is|are|was|were|can|will|must|may|cannot|has|have)\b|"
    r"(?:如果|若|如果是|一旦)(?P<zh>[^，；。：]{2,30})|^(?P<zh2>[^，；。：]{2,24})(?:时|時|的话|的話|的)[，,]",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\b(?:\d+|one|two|three|four|five|ten|few|same)\b[\w\s-]{0,14}\b(?:seconds?|minutes?|hours?|days?|weeks?|"
    r"months?|years?)\b|"
    r"\b\d{1,2}:\d\d\b|\b(?:at once|immediately|tomorrow|today|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|january|february|march|april|june|july|august|september|october|november|december)\b|"
    r"[\d一二三四五六七八九十两兩]\s*(?:个|個)?(?:分钟|分鐘|小时|小時|天|日|工作日|周|週|月|年)|即时|即時|当天|"
    r"當天|立即",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:dollars?|euros?|pounds?|usd|eur)\b|\bfree\b|\d\s*(?:美元|元|块|塊)|免费|免費",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:at|in|on|under|near|street|road|shop|store|page|menu|account)\b|[在于於]|店|路|街", re.IGNORECASE
)
ITEM = re.compile(
    r"(?P<label>(?!.*\b(?:we|you|please|is|are|first)\b)[^:：。!?(（；;]{2,60})[:：]\s*"
    r"(?P<value>(?!.*\b(?:we|you|is|are|please|firm)\b)(?=.{0,12}\d|at once|即|free|免费)[^:：；，]{1,40})"
)
_ASKS_TIME = re.compile(
    r"\bhow (?:long|soon|fast|quickly)\b|\bwhat time\b|\bhow many (?:days|weeks|hours)\b|"
    r"\bwhen(?:['’]s| (?:is|are|was|were|do|does|did|will|would|can|could|should|shall|may|am|has|have))\b|"
    r"(?:^|[.!?;,]\s*|\b(?:and|but|so|know|say|says|me|us|ask|asks|wonder|wondering|idea|sure|since|until|exactly|see|check|"
    r"remember) )when\b"
    r"(?![^?]*,\s*(?:can|do|does|is|are|will|what|how|where|who|which|should|could|would|may|must)\b)"
    r"|多久|什么时候|什麼時候|几天|幾天|何时|何時",
    re.IGNORECASE,
)
_ASKS_MONEY = re.compile(
    r"\bhow much\b|\b(?:price|cost|costs|fee|charge)\b|\bfor free\b"
    r"|\bexpensive\b|多少钱|多少錢|贵不贵|貴不貴|贵吗|貴嗎|收费|收費|要钱吗|要錢嗎|费用|費用|价格|價格|运费|運費|自己付",
    re.IGNORECASE,
)
_ASKS_PLACE = re.compile(r"\bwhere\b|哪里|哪裡|哪儿", re.IGNORECASE)
_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|old|high|wide|tall|big|large|heavy)\b|几个|幾個|多大|多高|多重", re.IGNORECASE
)
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|ten)\b|[一二三四五六七八九十]")
_ASKS_DUTY = re.compile(
    r"\b(?:do|does|must|should|did) (?:i|we|it|he|she|they|my \w+)(?: \w+)? (?:have to|need|required?)\b|"
    r"\bmust (?:i|we|it|my)\b|\b(?:do|does) (?:i|we|it|my \w+) need\b|\bis (?:it|that|this|an?)\b.{0,30}\b(?:required|"
    r"necessary|mandatory|compulsory|obligatory)\b|(?:需要|必须|必須|要).{0,10}[吗嗎]|要不要|用不用|需不需要|是不是(?:要|必须|必須)",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:must|needs?|needed|have to|has to|required?|requires|mandatory|obligatory|compulsory|necessary|"
    r"without an?)\b|必须|必須|需要?|須|应当|應當|不用|无需|無需|不必",
    re.IGNORECASE,
)
KINDS = ((_ASKS_TIME, TIME), (_ASKS_MONEY, MONEY), (_ASKS_PLACE, PLACE), (_ASKS_NUMBER, _NUMBER), (_ASKS_DUTY, _DUTY))
"""What asks for a kind of thing, and what holds that kind; the first `HARD_KINDS` cannot be answered without one."""
HARD_KINDS = 2

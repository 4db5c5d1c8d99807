"""The words by which dialogue acts are told apart, in English and Chinese: what agents and customers do with a turn."""

from __future__ import annotations

import re

GREETING = re.compile(
    r"\W*(?:(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|"
    r"are you (?:there|still there)|(?:is )?(?:anybody|anyone|somebody|someone) (?:there|here))"
    r"(?: there| ho)?(?![^\W_])|"
    r"你好|您好|在吗|在嗎|嗨|有人吗|有人嗎|早上好|下午好|晚上好)\W*)+",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"\bthat['’]?s (?:all|it|everything)\b|\bthat (?:is|was|will be) (?:all|it|everything)\b|\bnothing else\b|"
    r"\b(?:bye|goodbye)\b|"
    r"^\W*(?:no|nope|nah)\b(?:[ ,.!]+(?:i['’]?m (?:good|fine|all set)|that|thank|thx|not (?:right now|"
    r"at the moment))|\W*$)|"
    r"\bdon['’]?t need anything\b|\b(?:all set|i['’]m good)\b|\bhave a (?:good|great|nice|lovely|wonderful)\b"
    r"|再见|再見|没有了|沒有了|没别的|沒別的|没事了|沒事了|就这些|就這些",
    re.IGNORECASE,
)
THANKED = re.compile(
    r"\b(?:thanks?|thank you|thankyou|thx|cheers|appreciate (?:it|that|your))\b|谢谢|感谢|多谢|謝謝|感謝|多謝",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"\b(?:you['’]?re the best|you (?:are|were|have been) (?:so|very|really|most|extremely|such a)? ?(?:great|"
    r"helpful|amazing|kind|"
    r"awesome|help)|(?:made|makes) my (?:day|kids|week)|better than new|i love (?:it|this|your|the)|fantastic|"
    r"excellent "
    r"(?:service|job|work)|great (?:service|job|work)|so happy with|very happy with|i['’]?ll be back)\b"
    r"|太棒|太好了|真不错|很满意|很滿意|好评|点赞|辛苦了",
    re.IGNORECASE,
)
COMPLAINT = re.compile(
    r"\b(?:not|n['’]t|never|no|nobody|wrong|broken|late|missing|still|worst|terrible|useless|refund|problem|issue)\b"
    r"|[不没沒]|坏|壞|错|錯|退",
    re.IGNORECASE,
)
MANAGER = re.compile(
    r"\b(?:speak|talk|put me|pass me|transfer me|escalate)\b.{0,30}\b(?:manager|supervisor|boss|"
    r"someone (?:else|senior)|"
    r"somebody (?:else|senior)|superior)\b|\b(?:manager|supervisor) (?:now|please)|(?:找|叫|转|轉|让|"
    r"讓).{0,6}(?:经理|經理|主管|领导|領導|负责人|負責人)",
    re.IGNORECASE,
)
LOOKING = re.compile(
    r"\b(?:hang on|hold on|one (?:sec|second|moment|minute)|just a (?:sec|second|moment|minute)|give me a "
    r"(?:sec|second|moment|minute)|let me (?:look|check|find|see|get|grab)|wait a (?:sec|second|moment|minute))\b"
    r"|等一下|稍等|等等|我找一下|我看看|我查一下",
    re.IGNORECASE,
)
WHAT_NOW = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|oh|well|then|please)\W+)*(?:"
    r"what (?:do|should|shall|can|must|would) (?:i|we) (?:have to )?do|what(?:['’]s| is)? (?:now|next)|"
    r"how (?:do|should|can) (?:i|we) (?:go on|proceed|continue|fix (?:it|this|that)|solve (?:it|this|that))|"
    r"what happens (?:now|next))"
    r"(?:\W+(?:now|next|then|here|about (?:it|this|that)|please|step by step|exactly))*\W*"
    r"|\W*(?:那|那么|那麼|我|请问|請問|现在|現在|接下来|接下來|接着|该|該|应该|應該|要)*"
    r"(?:怎么办|怎麼辦|怎么做|怎麼做|怎么弄|怎麼弄|如何处理|如何處理)(?:呢|啊|呀|才好)?\W*",
    re.IGNORECASE,
)
"""A question that names nothing itself: what it is about was told before it."""
_LATE = (
    r"[,;:]\s+(?:(?:and|so|but|also|then) )?(?:(?:how (?:much|many|long|often|do|does|is|are|can|about)|"
    r"what(?:['’]s| is| are| do| does| did| can| will| time| kind| happens| if| about)|"
    r"(?:when|where|why) (?:is|are|do|does|did|can|will))"
    r"\b|(?:can|could|do|does|did|is|are|will|would|should|may) (?:i|you|we|it|they|there|my|your)\b)"
)
LATE_QUESTION = re.compile(_LATE, re.IGNORECASE)
"""A question behind a comma: "one more thing, what does it cost"."""
QUESTION = re.compile(
    r"[?？]|[吗嗎呢么麼](?:[。！!.~]|$)|(?P<is>[\u4e00-\u9fff])不(?P=is)"
    rf"|{_LATE}"
    r"|^\W*(?:and |so |but |also |then |ok(?:ay)? |oh |well |hi |hello |, )*(?:how|what|when|where|which|who|why|can|"
    r"could|do|does|"
    r"did|is|are|will|would|should|may|am)\s+(?:i|you|we|it|they|the|this|that|there|my|your|much|many|long|"
    r"often|to|is|are|do|"
    r"does|time|kind|happens|if)\b"
    r"|\b(?:i(?:['’]d| would)? (?:want|like|need|wanted|wish)(?: to)? (?:know|ask|inquire|find out|understand)|"
    r"i(?:['’]m| am|"
    r" was| wonder| was just)? ?wondering|(?:^|please |can you |could you )tell me|wonder (?:if|whether|how|"
    r"what|why))\b"
    r"|(?:怎么|怎麼|如何|什么时候|什麼時候|多久|多少|哪里|哪裡|哪儿|为什么|為什麼|能不能|可不可以|是不是|"
    r"有没有|有沒有|请问|請問|想知道|想问|想問)",
    re.IGNORECASE,
)
ASKS_LATER = re.compile(
    r"\bi(?:['’]ve| have| had)? (?:got )?(?:a|an|some|two|another|one more|one)?(?: (?:quick|general|"
    r"particular|simple|few))? ?"
    r"questions?(?: (?:about|on|regarding|for)\b[^?.]*)?[.!]?\s*$|\bi(?:['’]d| would)? (?:want|like|wanted|"
    r"need)(?: to)? "
    r"(?:know|learn|find out) (?:more|something) about\b|(?:我)?(?:想|要)(?:咨询|諮詢|问|問)(?:一下|个问题|"
    r"個問題)?[。！]?\s*$|有(?:个|個)(?:问题|問題)[。！]?\s*$",
    re.IGNORECASE,
)
ACCEPTING = re.compile(
    r"^\W*(?:ok(?:ay|ey)?|k|sure|great|good|fine|alright|all right|perfect|awesome|cool|nice|wonderful|"
    r"excellent|yes|yep|yeah|"
    r"yup|right|correct|got it|i see|understood|makes sense|exactly|oh|ah|wow|hm+|no (?:worries|problem)|"
    r"please do|go ahead|"
    r"of course|will do|sounds good|that(?:['’]s| is) (?:fine|great|good|ok|okay|right|correct)|"
    r"好的?|行|可以|嗯+|哦+|明白了?|知道了|了解|没问题|沒問題|是的?|对的?|對的?|麻烦了|麻煩了)(?:\W|$)",
    re.IGNORECASE,
)
HOLDS = re.compile(
    r"\b(?:one|a|just a) (?:moment|minute|second|sec)\b|\b(?:hold on|please hold|bear with me|let me (?:check|"
    r"look|see|find|pull|"
    r"get|verify|confirm|have a look)|i['’]?(?:ll| will) (?:check|look|find|pull|see|get)|i['’]?m (?:checking|"
    r"looking)|checking|"
    r"looking into|soon|shortly)\b|稍等|我(?:来|來|帮您|幫您|为您|為您)?(?:查|看|核实|核實|确认|確認)",
    re.IGNORECASE,
)
OFFERS_HELP = re.compile(
    r"\b(?:anything|something|any) (?:else|other|further)\b|\b(?:other|further|more) questions?\b|"
    r"(?:其他|别的|別的|还有|還有).{0,8}(?:帮|幫|问题|問題|需要)",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"\bhow (?:can|may|could) (?:i|we)\b|\bwhat can (?:i|we) do\b|(?:什么|什麼|怎么|怎麼).{0,4}(?:帮|幫)", re.IGNORECASE
)
GATHERS = re.compile(
    r"\b(?:need|have) to (?:gather|verify|validate|confirm|collect|ask)|\bi(?:['’]ll| will)? need (?:some|"
    r"a few|your|to)\b|"
    r"需要(?:核实|核實|核对|核對|确认|確認|了解)",
    re.IGNORECASE,
)
AGENT_ASKS = re.compile(
    r"[?？]|\b(?:may|can|could) (?:i|you)\b|\bplease (?:give|tell|provide|send|share)\b|\b(?:give|tell|"
    r"send) me (?:your|the)\b|"
    r"\bi(?:['’]ll| will)? need your\b|请问|請問|请提供|請提供|麻烦.{0,4}提供|麻煩.{0,4}提供|告诉我|告訴我",
    re.IGNORECASE,
)
PROBLEM = re.compile(
    r"\b(?:broken?|broke|damaged?|dent(?:ed)?|torn|crack(?:s|ed)?|scratch(?:es|ed)|shattered|defect\w*|"
    r"leak\w*|missing|late|lost|wrong|faulty|stuck|locked|"
    r"charged twice|fail\w*|"
    r"(?:has|have|did|does|do|is|was|wo|ca)n['’]t|not (?:work|arriv|receiv|deliver|mov)\w*|never (?:came|arrived|got)|"
    r"still (?:not|no|waiting|hasn)|came apart|come apart)\b"
    r"|没收到|沒收到|没到|沒到|坏|壞|破|少了|漏发|压扁|变形|点不着|打不开|被扣|被锁|丢|錯|错",
    re.IGNORECASE,
)
OWN_CASE = re.compile(
    r"\b(?:i|we)(?:['’]ve| have| had| just| only)* (?:ordered|bought|placed|received|got|sent|paid|returned|"
    r"booked|cancelled|"
    r"rented|wore|used)\b|\bmy (?:order|parcel|package|refund|account|booking|return|rental|delivery|payment|"
    r"card)\b(?! with)|"
    r"\d{5,}|(?:我|咱)(?:们|們)?.{0,6}(?:买|買|订|訂|下|退|付|收|寄)(?:了|的)|我的(?:订单|訂單|包裹|退款|账|帳)",
    re.IGNORECASE,
)
"""A case of the customer's own, for which one needs to know which."""
SORRY = re.compile(r"sorry|apolog|抱歉|对不起|對不起|不好意思|添麻烦|添麻煩", re.IGNORECASE)
UNDERSTOOD = re.compile(r"\bunderstand\b|\bworr(?:y|ies)\b|理解|放心|别急|別急|别担心|別擔心", re.IGNORECASE)
REPEATED = re.compile(
    r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th|\d+(?:th|rd|nd)|last|another|umpteenth|so many|several|"
    r"many|few) times?\b|"
    r"\b(?:already|still) (?:told|called|wrote|written|contacted|explained|asked|sent|emailed)|\bagain and again\b|"
    r"\b(?:contact|call|write|ask|email)(?:ed|ing)?(?: you)? again\b|第[二三四五六七八九十\d]+次|好几次|好幾次|"
    r"每次|多次|一再|又来|又來",
    re.IGNORECASE,
)


NEW_MATTER = re.compile(
    r"\b(?:(?:one|two) (?:more|last|other|final)|another|an?other quick|a different|a separate) "
    r"(?:quick )?(?:thing|question|matter|issue|point)s?\b(?! is (?:that|how|why))[\s,:;.!–-]*"
    r"|(?:还有|另外|再)(?:一个|个|有个)?(?:问题|事情?)[，,：:\s]*|(?:顺便|另外|再|还)(?:想)?问(?:一下|下|个问题|您|你)?[，,：:\s]*"
    r"|(?:還有|另外|再)(?:一個|個|有個)?(?:問題|事情?)[，,：:\s]*|(?:順便|另外|再|還)(?:想)?問(?:一下|下|個問題|您|你)?[，,：:\s]*",
    re.IGNORECASE,
)
"""How a customer opens another matter."""
DECLINES = re.compile(
    r"\b(?:do(?:n['’]?t| not)|have(?:n['’]?t| not)|ca(?:n['’]?t|nnot)|could(?:n['’]?t| not))\b(?: \w+){0,2}? "
    r"(?:have|got|know|remember|recall|find|see)\b(?! to\b| (?:why|how|if|whether|when)\b)"
    r"|\b(?:no (?:idea|clue)|not (?:at|to) hand|i (?:forgot|lost) (?:it|that|my|the)\b|(?:threw|thrown) it away)"
    r"|不知道|不记得|不記得|记不清|記不清|忘了|忘记|忘記|找不到|不清楚|不在身边|不在身邊|没带|沒帶"
    r"|^\W*(?:我)?(?:现在)?[没沒]有(?:这个|那个)?\W*$",
    re.IGNORECASE,
)
"""The customer does not have, or know, what was asked for."""
LOST = re.compile(
    r"\b(?:confus\w*|lost|stuck|no idea|don['’]?t (?:understand|get|know (?:how|what|which))|not sure|"
    r"step by step|which (?:one|way)|"
    r"what (?:do|should) i do|how (?:do|does|am) (?:i|it|this))|won['’]?t\b|不懂|不明白|不知道|不会|不會|"
    r"看不懂|怎么弄|怎麼弄|怎么办|怎麼辦|一步",
    re.IGNORECASE,
)
INSTRUCTS = re.compile(
    r"^\W*(?:please )?(?:try|go|click|open|close|press|log|clear|let me|let['’]?s)\b|请您?(?:先|试|試|点|點)",
    re.IGNORECASE | re.MULTILINE,
)

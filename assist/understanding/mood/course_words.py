"""What people say when a service talk goes well or badly, English and Chinese, as patterns over folded text.

Written for this project. A pattern says that something happened ("the agent could not"), not that it was felt.
"""

from __future__ import annotations

import re

# -- the agent ---------------------------------------------------------------------------------------------------

DENIES = re.compile(
    r"\b(?:sorry|apologi[sz]e\w*|apolog(?:y|ies)|unfortunately|regret\w*|afraid|unable|unsuccessful\w*|fail(?:ed|s)?"
    r"|declined|rejected|none|nothing|cannot|can't|won't|couldn't|could not|(?:was|were|are|is|am|'m)(?: not|n't) able"
    r"|(?:not|isn't|aren't|un)[ ]?(?:available|possible)|no longer|sold out|out of stock|fully booked|errors?"
    r"|there(?:'s| are| is| were) (?:no|not|\w+ no)\b|(?:have|has|find|found|see|seeing|show|showing) (?:no|not|any)\b"
    r"|no (?:\w+ ){0,4}(?:available|match\w*|results?|meet\w*|that|listing\w*|records?))"
    r"|抱歉|对不起|不好意思|遗憾|无法|不能|没法|没有?(?:找到|查到|符合|满足|货|票|房|位|空|库存)|未(?:找到|查到)"
    r"|不支持|不提供|不可以|暂时没|失败|缺货|售罄|已满|订满"
)
SAYS_NO = re.compile(
    r"\b(?:no|not|none|without)\b(?! (?:problem|worries|trouble|charge|fee|only))|n't\b(?! hesitate)"
    r"|^(?:不是|不行|不可以|没有?)|没有"
)
DELIVERS = re.compile(
    r"\b(?:(?:is|are|been|have|was|it's) (?:\w+ )?(?:booked|reserved|confirmed|scheduled|made|set|done|sent|added|fixed"
    r"|refunded|replaced|shipped|processed)|booked|success\w*"
    r"|(?:reference|confirmation|tracking) (?:number |code )?is)\b"
    r"|已经?(?:为您|帮您|给您|替您)?(?:预订|订好|办理|办好|退款|发出|发货|提交|安排|登记|处理|解决|取消|修改|更新|更换|补发)|成功"
)

# -- the customer ------------------------------------------------------------------------------------------------

REFUSES = re.compile(
    r"^\W*(?:no|nope|nah|not)\b(?! (?:problem|worries|bad|at all))|^\W*(?:不|没|别|算了)(?!错|客气|好意思|问题)"
)
REDIRECTS = re.compile(
    r"^\W*(?:no|nope|nah|not|actually|wait|hold on|hmm+|oh)\b"
    r"|\b(?:i do(?:n't| not) (?:need|want|like|think)|not (?:yet|now|what|really|interested)|actually|instead|rather"
    r"|different|other|another|else|changed?|wrong|mistake|cancel|what about|how about|what if)\b"
    r"|其实|换一?[个家种下成]|别的|其他|其它|另外|改成|改到|不想|不要|取消|要不|算了|弄错|搞错|那.{0,8}呢"
)
INSISTS = re.compile(
    r"\b(?:are you sure|(?:double|re)[- ]?check\w*|check(?:ing)? again|try again|again|already"
    r"|as i (?:said|stated|mentioned|told)|i (?:just |already )?(?:said|told|asked|meant|mean|stated|mentioned)"
    r"|(?:really|still) (?:need|want|looking)|must|has to be|have to be|i (?:specifically|clearly))\b"
    r"|再(?:查|看|试|说|确认|问|找)|确定(?:没有|吗)|真的没有|我(?:说的是|刚说|刚才说|说过|已经)|必须|一定要|都说了"
)
APOLOGISES = re.compile(
    r"\b(?:sorry|apologi[sz]e|my (?:bad|mistake)|oops|misspoke|forgot)\b|抱歉|对不起|不好意思|记错|打错|说错|忘了"
)
INDIFFERENT = re.compile(
    r"\b(?:do(?:es)?(?:n't| not) (?:really )?(?:matter|care)|no (?:particular )?preference"
    r"|any(?:thing|where)? (?:is|will)|not particular\w*|nothing in particular"
    r"|don't have (?:a|any) (?:particular )?prefer\w*|as long as|either)\b"
    r"|无所谓|都行|都可以|随便|没有?要求|不限"
)
ACCEPTS = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|ok|okay|sure|correct|right|please|great|perfect|awesome|excellent|wonderful|good|cool"
    r"|fine|alright|sounds|that(?:'s| is| would be| will be| sounds| works?| one)|absolutely|definitely|exactly"
    r"|i'll take|go ahead|let's)\b"
    r"|\b(?:sounds (?:good|great|nice|perfect|lovely)|that works|that's (?:fine|good|great|perfect|right|correct)"
    r"|go ahead|works for me)\b"
    r"|^\W*(?:好|行|可以|对|是的|嗯|没问题|就这|那就)"
)
PRAISES = re.compile(
    r"\b(?:great|perfect|awesome|excellent|wonderful|amazing|lovely|fantastic|nice|love|cool|good)\b"
    r"|太好|很好|真好|好极|棒|完美|不错|满意"
)
THANKS = re.compile(r"\b(?:thanks?|thank you|thx|cheers|appreciate)\b|谢|感激|辛苦")
CLOSES = re.compile(
    r"\b(?:that(?:'s| is| was|'ll be| will be| would be|'ll| will)? (?:do|all|it|everything)\b(?! (?:you|wrong))"
    r"|(?:good)?bye|(?:i'm|i am|we're|we are) (?:all )?(?:set|good|done)|covers it|nothing (?:else|more)"
    r"|have a (?:good|great|nice|lovely) (?:day|one|evening|night|weekend)|all i need(?:ed)?)\b"
    r"|就这些|没有?别的|没(?:有)?(?:其他|其它)|没事了|没问题了|再见|拜拜|不用了"
)
"""The customer has what was wanted: a "no" here is the answer to "anything else?"."""

"""The fixed words around what is known, in each language a draft can be put together in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Whole sentences; ``{}`` stands for a name or a subject. Chinese sentences are joined without a space."""

    hello: str
    sorry: str
    again_sorry: str
    hear_you: str
    calm: str
    guide: str
    sure: str
    thanks: str
    thanks_info: str
    thanks_name: str
    thanks_sorry: str
    without: str
    which_step: str
    check: str
    take_time: str
    name: str
    wait: str
    sure_wait: str
    welcome: str
    glad_bye: str
    praise: str
    more: str
    else_now: str
    what_about: str
    escalate: str
    others: str
    about: str
    bye: str
    joint: str


EN = Words(
    hello="Hello! How can I help you today?",
    sorry="I'm sorry about this.",
    again_sorry="I'm very sorry that you have had to contact us again about this.",
    hear_you="I understand how frustrating this is.",
    calm="I understand that this is worrying, and I'm here to help.",
    guide="No problem, let's go through it together.",
    sure="Sure, I can help you with that.",
    thanks="Thank you.",
    thanks_info="Thank you for the information.",
    thanks_name="Thank you, {}.",
    thanks_sorry="Thank you, and I'm sorry for the trouble this has caused you.",
    without="That's no problem.",
    which_step="Which step are you at, and what do you see?",
    check="Does that work for you?",
    name="May I have your name, please?",
    take_time="Of course, take your time.",
    wait="Please give me one moment while I check that for you.",
    sure_wait="Sure, let me look into that for you. One moment, please.",
    welcome="You're welcome!",
    glad_bye="Have a great day!",
    praise="Thank you so much for letting us know, that means a lot to us!",
    more="Is there anything else I can help you with?",
    else_now="Is there anything else I can help you with today?",
    what_about="Sure, I can help you with that. What would you like to know?",
    escalate="I understand that you would like to speak to a manager. One moment, please, while I see who can help.",
    others="Other customers say:",
    about="About {}: ",
    bye="Thank you for contacting us, and have a great day!",
    joint=" ",
)
ZH = Words(
    hello="您好！请问有什么可以帮您？",
    sorry="非常抱歉给您带来不便。",
    again_sorry="非常抱歉，让您为这件事一再联系我们。",
    hear_you="我理解您的心情。",
    calm="我理解您的担心，我来帮您处理。",
    guide="没关系，我们一步一步来。",
    sure="好的，我来帮您处理。",
    thanks="谢谢您。",
    thanks_info="好的，谢谢您。",
    thanks_name="好的，谢谢您。",
    thanks_sorry="谢谢您，给您添麻烦了，非常抱歉。",
    without="没关系。",
    which_step="请问您现在到哪一步了，看到的是什么？",
    check="您看这样可以吗？",
    name="请问怎么称呼您？",
    take_time="好的，不着急。",
    wait="请稍等，我为您查询一下。",
    sure_wait="好的，我为您查询一下，请稍等。",
    welcome="不客气！",
    glad_bye="祝您生活愉快！",
    praise="非常感谢您的反馈，这对我们是很大的鼓励！",
    more="请问还有其他可以帮您的吗？",
    else_now="请问还有其他可以帮您的吗？",
    what_about="好的，请问您想了解什么？",
    escalate="我理解您希望由主管来处理。请稍等，我看看由谁来为您跟进。",
    others="其他顾客反映：",
    about="关于{}：",
    bye="祝您生活愉快！",
    joint="",
)


def words_for(language: str) -> Words:
    """Those of a language tag; English for a language there are none for."""
    return ZH if language.startswith("zh") else EN

"""What a canned reply takes for granted, and whether it holds now: silence, a fault to be sorry for, a circumstance.

What does not hold would put words into the customer's mouth ("I understand that you need it before you leave"), or
apologise to one who is happy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assist.domain.assistance import MoodLabel
from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import Snippet
from assist.services.act_words import AGENT_ASKS, COMPLAINT, OFFERS_HELP, OPENS, PROBLEM, QUESTION, SORRY, THANKED
from assist.understanding.needs import has_content, is_closing
from assist.understanding.tokens import content_tokens

_SILENCE = re.compile(
    r"\bsilen(?:ce|t)\b|\bunresponsive\b|\binactiv\w+|\b(?:customer|client|guest|caller|user)(?: \w+){0,2}? "
    r"(?:has|have|is|does|did)(?: not|n['’]t) (?:answer|repl|respon|writ|react)\w*|"
    r"\bhave(?: not|n['’]t) heard (?:back )?from you|"
    r"(?:客户|客戶|顾客|顧客|用户|用戶|对方|對方|您).{0,6}(?:没有?|沒有?|未)(?:再)?(?:回复|回覆|回应|回應|回答|说话|說話)|"
    r"沉默|无响应|無回應",
    re.IGNORECASE,
)
_WELCOMES = re.compile(
    r"\b(?:thank\w*|prais\w*|happy|pleased|satisfied|compliment\w*|feedback|anything else)\b|谢|謝|满意|滿意|表扬|表揚|"
    r"好评|好評|夸|开心|開心",
    re.IGNORECASE,
)
_WELCOME_BACK = re.compile(
    r"\byou(?:['’]re| are)(?: very| most| so)? welcome\b|\bmy pleasure\b|不客气|不客氣|不用谢|不用謝|不谢|不謝",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:i|we) (?:understand|see|know|realise|realize)(?: that)? you(?!['’])\s+(?P<en>[^,.;:!?]+)|"
    r"\bsorry (?:that )?something (?:was|is) (?P<sorry>[^,.;:!?]+)|"
    r"我(?:们)?(?:明白|知道|理解|了解|晓得)您(?P<zh>[^，。；！？]+)",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:thank you|thanks) for (?:the|your|sending|sharing)(?: \w+){0,2}? ?\b(?P<en>photo|picture|image|screenshot|"
    r"video|receipt|invoice|document)s?\b|(?:谢谢|感谢|收到)您?(?:发来|提供|上传)?的?(?P<zh>照片|图片|截图|视频|发票|凭证)",
    re.IGNORECASE,
)
"""What a reply thanks for as if it had been sent."""
_ASKS_FOR = re.compile(
    r"\b(?:please|can you|could you|i (?:need|want|would like|still)|how)\b|请(?!问)|麻烦|需要|想要", re.IGNORECASE
)
_PICTURE, _ATTACHED = "[picture]", "[attachment"  # how a picture is marked here, and a file where a chat is read
_UPSET = frozenset({MoodLabel.ANGRY, MoodLabel.FRUSTRATED, MoodLabel.ANXIOUS})


@dataclass(frozen=True, slots=True)
class Taken:
    """What one reply takes for granted; ``claims`` is what it says the customer's circumstances are.

    ``given`` is what it thanks for; ``told``: the pack says in words when it fits; ``opens``: it asks what it is
    about, and the pack means that; ``thanked``: it answers thanks.
    """

    silence: bool = False
    apology: bool = False
    welcomes: bool = False
    told: bool = False
    opens: bool = False
    thanked: bool = False
    claims: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """How things are: nobody has answered the agent, a customer is content, nothing is known to have gone wrong.

    ``at_ease``: the customer asks, and nothing is known to have gone wrong; ``known``: the customer has said what it is
    about; ``words``: the telling words of all that was said; ``said``: all of it in small letters, with a mark where a
    picture was sent.
    """

    silent: bool = False
    content: bool = False
    at_ease: bool = False
    known: bool = False
    thanks: bool = False
    words: frozenset[str] = frozenset()
    said: str = ""


def taken_by(snippet: Snippet) -> Taken:
    """What a reply takes for granted, by what the pack says of it and by its wording."""
    named = " ".join((snippet.id.replace("-", " "), snippet.title, snippet.when, *snippet.tags))
    claims = [m["en"] or m["sorry"] or m["zh"] for m in _CLAIM.finditer(snippet.body)]
    return Taken(
        silence=bool(_SILENCE.search(f"{named} {snippet.body}")),
        apology=bool(SORRY.search(snippet.body)),
        welcomes=bool(_WELCOMES.search(named)),
        told=bool(snippet.when),
        opens=bool(snippet.when) and bool(OPENS.search(snippet.body)),
        thanked=bool(_WELCOME_BACK.search(snippet.body)),
        claims=frozenset(t.text for claim in claims for t in content_tokens(claim)),
        given=frozenset(m["en"] or m["zh"] for m in _GIVEN.finditer(snippet.body.lower())),
    )


def standing(conversation: Conversation, mood: MoodLabel | None) -> Standing:
    """How things are after the last turn."""
    turns = conversation.turns
    last = conversation.last_customer_turn
    said = turns[last].text if last is not None else ""
    told = " ".join(t.text for t in turns if t.speaker is Speaker.CUSTOMER)
    trouble = mood in _UPSET or bool(PROBLEM.search(told) or COMPLAINT.search(told))
    return Standing(
        silent=bool(turns) and turns[-1].speaker is Speaker.AGENT,
        content=last is not None and mood not in _UPSET and only_thanks(said) and not _was_asked(conversation, last),
        at_ease=not trouble and bool(QUESTION.search(said)),
        known=has_content(told),
        thanks=bool(THANKED.search(_since_agent(conversation, last))),
        words=frozenset(t.text for turn in turns for t in content_tokens(turn.text)),
        said=" ".join(t.text + (_PICTURE if t.picture else "") for t in turns).lower(),
    )


def only_thanks(text: str) -> bool:
    """Whether a turn thanks and does nothing else: it asks nothing, wants nothing, and nothing is wrong in it."""
    rest = THANKED.sub(" ", text)
    wants = _ASKS_FOR.search(rest) or COMPLAINT.search(rest) or PROBLEM.search(rest) or any(c.isdigit() for c in rest)
    return is_closing(text) and not wants and not QUESTION.search(rest)


def holds(taken: Taken, now: Standing, role: str) -> bool:
    """Whether what a reply takes for granted is so, as far as the conversation tells; ``role`` as in `replies`."""
    if (taken.silence and not now.silent) or (taken.thanked and not now.thanks):
        return False
    if now.content and (
        taken.apology or role == "greeting" or (taken.told and not (role or taken.welcomes or taken.thanked))
    ):
        return False
    if role == "greeting" and ((now.at_ease and taken.apology) or (now.known and taken.opens)):
        return False
    if taken.given and not any(thing in now.said for thing in (*taken.given, _PICTURE, _ATTACHED)):
        return False
    return not taken.claims or not taken.claims.isdisjoint(now.words)


def without_address(body: str, names: Sequence[str]) -> str:
    """A reply without the customer's name where it only addresses by it: "Thank you, {{name}}, for …"."""
    out = body
    for name in names:
        gap = rf"\{{\{{\s*{re.escape(name)}\s*\}}\}}"
        out = re.sub(rf"[,，]\s*{gap}(?=\s*[.!?,;。！？，；~～])", "", out)
        out = re.sub(rf"\b(hi|hello|hey|thanks|thank you) {gap}(?=\s*[.!?,;])", r"\1", out, flags=re.IGNORECASE)
        out = re.sub(rf"^\s*{gap}\s*[,，]\s*(\w)", lambda found: found[1].upper(), out)
    return out


def _since_agent(conversation: Conversation, last: int | None) -> str:
    """What the customer has said since the agent spoke."""
    said: list[str] = []
    for turn in conversation.turns[: 0 if last is None else last + 1][::-1]:
        if turn.speaker is Speaker.AGENT:
            break
        said.append(turn.text)
    return "\n".join(said)


def _was_asked(conversation: Conversation, last: int) -> bool:
    """Whether the turn answers a question of the agent's; "anything else?" is none."""
    before = next((t.text for t in conversation.turns[:last][::-1] if t.speaker is Speaker.AGENT), "")
    return bool(AGENT_ASKS.search(before)) and not OFFERS_HELP.search(before)

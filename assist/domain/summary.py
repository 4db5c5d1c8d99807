"""A case in a few lines, for wrap-up and hand-over: what was wanted, what was done, what is open, what comes next.

Made of the sentences that say most, the form and the procedure: every line names the turns it rests on, what somebody
said stands in quotation marks, and nothing can be in it that nobody said. Instant, in the conversation's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assist.domain.assistance import Assistance, MoodLabel
from assist.domain.conversation import Conversation, Speaker
from assist.domain.guard import is_courtesy, sentences
from assist.domain.pack import Pack

_MAX_PROBLEM, _MAX_DONE = 160, 200
_ENOUGH = 0.7
_LEAST_SHARE = 0.3
_ASKED = 0.5  # an agent's question did little by itself
_LEAD = 6.0
"""How many telling words it is worth to have been said first: the problem is mostly stated at once."""
_MAX_SENTENCE = 260
_MAX_READ = 4000
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+|\d[\d.,:/-]*|[\u4e00-\u9fff]")
_GREETING = re.compile(
    r"^(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear [\w ]+|(?:so )?sorry|apologies|thanks?|thank you|"
    r"ok(?:ay)?|sure|great|awesome|您好|你好|好的|谢谢|謝謝|抱歉|不好意思)\b"
    r"(?![^,.!?:;，。！？：；]{0,24}\b(?:i|my|we|our|it|is|was|were|have|had|bought|ordered)\b)"
    r"[^,.!?:;，。！？：；]{0,24}[,.!?:;，。！？：；~]*\s*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(?:\s+(?:\^|-|–)?\s?[A-Z][A-Za-z]{0,2}|\s+[-–^][A-Za-z]+)$")
_HANDLE = re.compile(r"(?<!\w)[@#]\w+\s*|<[A-Z]+>\s*")
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|(?:https?://|www\.)\S+")
_CLOSING = re.compile(
    r"anything else|any (?:other|further) questions|have a (?:good|great|nice|lovely)|glad (?:to|we|i)|"
    r"you['’]?re welcome|happy to help|here to (?:help|support|assist)|take care"
    r"|其他.*帮|还有.*帮助|祝您|不客气|很高兴为您",
    re.IGNORECASE,
)
_STOP = frozenset(
    re.findall(
        r"\S+",
        "the a an and or but of to in on at for with from by as is are was were be been being am do does did have has "
        "had i you he she it we they me him her us them my your his its our their this that these those there here "
        "not no yes so if then than too very just can could would will shall should may might must please thanks thank "
        "hi hello sorry ok okay get got 的 了 我 你 您 是 在 有 吗 呢 啊 吧 请 们 就 也 都 和",
    )
)
_OPEN_PROMISE = re.compile(
    r"\b(?:will|['’]ll|going to|shall)\b.{0,60}\b(?:call|e-?mail|contact|get back|let you know|follow up|check|"
    r"look into|investigate|send|update|refund|ship|deliver|escalate|arrange)|looking into|working (?:on|hard)|"
    r"(?:会|将|稍后|尽快).{0,12}(?:联系|回复|处理|核实|通知|发送|安排|跟进)",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:thanks?|thank you|thx|perfect|great|awesome|resolved|solved|works? now|working now|fixed|that['’]?s all)\b"
    r"|谢谢|謝謝|多谢|感谢|解决了|好了|没问题了",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One statement, and the turns it rests on (none: the form or the procedure)."""

    text: str
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The parts of a hand-over note; each may be empty."""

    language: str
    problem: tuple[Line, ...] = ()
    done: tuple[Line, ...] = ()
    still_open: tuple[Line, ...] = ()
    next: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """As one paragraph."""
        joint = "" if self.language.startswith("zh") else " "
        return joint.join(line.text for part in (self.problem, self.done, self.still_open, self.next) for line in part)


@dataclass(frozen=True, slots=True)
class _Said:
    turn: int
    place: int
    text: str
    worth: float


def summarise(
    conversation: Conversation, found: Assistance | None = None, pack: Pack | None = None, *, answered: bool = False
) -> Summary:
    """The note for a conversation; ``found`` adds what is still missing, by its name in ``pack``, and the next step.

    ``answered``: a reply was sent that does not stand in the conversation yet.
    """
    chinese = conversation.language.startswith("zh")
    told, done = _said(conversation, Speaker.CUSTOMER), _said(conversation, Speaker.AGENT)
    problem = _problem(told, found)
    return Summary(
        conversation.language,
        _line(problem, "客户反映：" if chinese else "The customer says: ", chinese=chinese),
        _line(_chosen(done, _MAX_DONE), "客服答复：" if chinese else "The agent answers: ", chinese=chinese),
        _open(conversation, found, _labels(found, pack, conversation.language), answered=answered, chinese=chinese),
        _next(found, chinese=chinese),
    )


def _problem(told: list[_Said], found: Assistance | None) -> list[_Said]:
    """What the customer wants: the sentence the category rests on, and what else says most, the earliest first."""
    stated = {(e.turn, e.start) for e in (found.triage.evidence if found is not None and found.triage else ())}
    turns = {turn for turn, _ in stated}
    first = min((s.turn for s in told), default=0)
    lifted = [
        _Said(s.turn, s.place, s.text, s.worth + _LEAD / (1 + s.turn - first) + (_LEAD / 2 if s.turn in turns else 0.0))
        for s in told
    ]
    return _chosen(lifted, _MAX_PROBLEM)


def _said(conversation: Conversation, speaker: Speaker) -> list[_Said]:
    """The telling sentences of one side, greetings and signatures off."""
    out: list[_Said] = []
    for number, turn in enumerate(conversation.turns):
        if turn.speaker is not speaker:
            continue
        for place, sentence in enumerate(sentences(_HANDLE.sub("", turn.text[:_MAX_READ]))):
            text = _GREETING.sub("", _GREETING.sub("", sentence)).strip()
            text = _SIGNATURE.sub("", text) if speaker is Speaker.AGENT else text
            worth = _worth(text) * (_ASKED if speaker is Speaker.AGENT and text.endswith(("?", "？")) else 1.0)
            if worth >= 2 and not is_courtesy(text) and not _CLOSING.search(text):
                out.append(_Said(number, place, text[:_MAX_SENTENCE], worth))
    return out


def _worth(text: str) -> float:
    """How many telling words it has; an address or a number alone tells nothing."""
    words = {w.lower() for w in _WORD.findall(_ADDRESS.sub(" ", text))} - _STOP
    return float(len(words)) if any(w[0].isalpha() for w in words) else 0.0


def _chosen(said: list[_Said], limit: int) -> list[_Said]:
    """The sentences worth most, in the order they were said, up to some ``limit`` characters; at least one."""
    out: list[_Said] = []
    size = 0
    least = _LEAST_SHARE * max((s.worth for s in said), default=0.0)
    for one in sorted((s for s in said if s.worth >= least), key=lambda s: (-s.worth, s.turn, s.place)):
        if any(one.text.lower() == other.text.lower() for other in out):
            continue
        if out and size + len(one.text) > limit:
            continue
        out.append(one)
        size += len(one.text)
        if size >= _ENOUGH * limit:
            break
    return sorted(out, key=lambda s: (s.turn, s.place))


def _line(said: list[_Said], lead: str, *, chinese: bool) -> tuple[Line, ...]:
    if not said:
        return ()
    stop = "。" if chinese else "."
    return (
        Line(
            lead + _quoted(("" if chinese else " ").join(_ended(s.text, stop) for s in said)),
            tuple(dict.fromkeys(s.turn for s in said)),
        ),
    )


def _quoted(text: str) -> str:
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _ended(text: str, stop: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".!?。！？…" else text.rstrip(",;:，；：、 ") + stop


def _open(
    conversation: Conversation,
    found: Assistance | None,
    labels: Mapping[str, str],
    *,
    answered: bool,
    chinese: bool,
) -> tuple[Line, ...]:
    """What nobody settled: the customer's last question, what the agent said would happen, what the form lacks."""
    out: list[Line] = []
    last = conversation.last_customer_turn
    agent = [i for i, t in enumerate(conversation.turns) if t.speaker is Speaker.AGENT]
    if last is not None and not answered and not _settled(conversation, last):
        asked = [s for s in sentences(conversation.turns[last].text[:_MAX_READ]) if s.rstrip().endswith(("?", "？"))]
        if asked and (not agent or agent[-1] < last):
            text = asked[-1][:_MAX_SENTENCE]
            out.append(Line(f"尚未答复：{_quoted(text)}" if chinese else f"Not answered yet: {_quoted(text)}", (last,)))
    for turn in agent[-2:]:
        promised = [s for s in sentences(conversation.turns[turn].text[:_MAX_READ]) if _OPEN_PROMISE.search(s)]
        if promised and not (last is not None and last > turn and _settled(conversation, last)):
            out.append(Line(_promise(promised[-1][:_MAX_SENTENCE], chinese=chinese), (turn,)))
    missing = found.form.missing if found is not None and found.form is not None else ()
    if missing:
        names = ("、" if chinese else ", ").join(labels.get(n) or n.replace("_", " ") for n in missing)
        out.append(Line(f"还缺：{names}。" if chinese else f"Still missing: {names}."))
    return tuple(out)


def _labels(found: Assistance | None, pack: Pack | None, language: str) -> dict[str, str]:
    """What the fields of the form are called."""
    form = pack.form(found.form.id) if pack is not None and found is not None and found.form is not None else None
    return {f.name: f.label.get(language) for f in form.fields} if form is not None else {}


def _promise(text: str, *, chinese: bool) -> str:
    text = _quoted(_ended(_GREETING.sub("", text), "。" if chinese else "."))
    return f"待跟进：{text}" if chinese else f"To follow up: {text}"


def _settled(conversation: Conversation, last: int) -> bool:
    return bool(_SETTLED.search(conversation.turns[last].text[:_MAX_READ])) and not conversation.turns[
        last
    ].text.rstrip().endswith(("?", "？"))


def _next(found: Assistance | None, *, chinese: bool) -> tuple[Line, ...]:
    """The procedure's next step, and the mood a colleague should know of."""
    out: list[Line] = []
    step = found.next_step if found is not None else None
    if step is not None and (step.action or step.title):
        text = _ended(step.action or step.title, "。" if chinese else ".")
        out.append(Line(f"下一步：{text}" if chinese else f"Next: {text}"))
    mood = found.mood if found is not None else None
    if mood is not None and mood.label in {MoodLabel.ANGRY, MoodLabel.FRUSTRATED, MoodLabel.ANXIOUS}:
        turns = tuple(dict.fromkeys(e.turn for e in mood.evidence))
        if turns:
            words = _MOODS[mood.label]
            out.append(Line(f"客户情绪：{words[1]}。" if chinese else f"The customer is {words[0]}.", turns))
    return tuple(out)


_MOODS = {
    MoodLabel.ANGRY: ("angry", "愤怒"),
    MoodLabel.FRUSTRATED: ("frustrated", "不满"),
    MoodLabel.ANXIOUS: ("worried", "焦急"),
}

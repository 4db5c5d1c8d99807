"""What a recogniser makes up when nobody speaks, and what it repeats when it is lost, is kept out of the conversation.

The first two rules are those of the Whisper paper (Radford et al. 2022, section 4.5): a high chance of no speech with
a low mean log probability, and a text that compresses too well.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

NO_SPEECH = 0.6
LOW_LOGPROB = -1.0
HOPELESS_LOGPROB = -1.6
COMPRESSES = 2.4
_MIN_FOR_COMPRESSION = 40  # characters; shorter texts tell nothing by their compression
_LONG_S, _FEWEST_CHARS_A_SECOND = 5.0, 2.0  # a babble of many voices is long and yields a word or two

# What Whisper was trained on were subtitles: this is how those end where nothing is said. As a whole utterance only.
_PHANTOMS = re.compile(
    r"(?:thank(?:s| you)(?: so much| very much)? for (?:watching|listening|viewing)(?: this video)?|"
    r"(?:please )?(?:like|subscribe)(?: (?:and|to) .{0,40})?|see you (?:in the )?next (?:video|time)|"
    r"(?:subtitles?|captions?|transcri(?:bed|ption)|translat(?:ed|ion)) by .{0,60}|.{0,20}amara\.org.{0,20}|"
    r"(?:music|applause|laughter|silence|blank_audio)|"
    r".{0,12}(?:字幕|订阅|訂閱|點贊|点赞|打赏|打賞).{0,40}|(?:谢谢|謝謝|感谢|感謝)(?:大家)?(?:观看|觀看|收看|收听|收聽)|"
    r"(?:優優獨播劇場|优优独播剧场).{0,40})",
    re.IGNORECASE,
)
_THIN = {"you", "thank you", "bye", "so", "oh", "uh", "the", "i", "谢谢", "謝謝", "嗯", "好", "啊"}
"""What it hears in noise most: believed only from a clear voice."""

_EDGE = " \t\n.,!?…，。！？、-—~♪♫[]()（）【】*\"'“”"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a text: seconds of voice, mean log probability of its tokens, chance that nobody spoke."""

    voiced: float
    logprob: float
    no_speech: float


def believable(text: str, evidence: Evidence) -> bool:
    """Whether somebody really said ``text``."""
    bare = text.strip(_EDGE).lower()
    spoken, lp, silent = evidence.voiced, evidence.logprob, evidence.no_speech > NO_SPEECH
    unlikely = (
        not any(c.isalnum() for c in bare)
        or lp < HOPELESS_LOGPROB
        or (silent and lp < LOW_LOGPROB)
        or _PHANTOMS.fullmatch(bare) is not None
        or (bare in _THIN and (silent or lp < -0.9 or spoken < 0.25))
        or (spoken > _LONG_S and len(bare) < spoken * _FEWEST_CHARS_A_SECOND)
    )
    return not unlikely and not (compresses(text) and lp < -0.5)


def compresses(text: str) -> bool:
    """Whether the text is one phrase over and over."""
    data = text.encode()
    return len(data) >= _MIN_FOR_COMPRESSION and len(data) / len(zlib.compress(data)) > COMPRESSES


_AGAIN = re.compile(r"(?:^|\b)(\S.{11,}?\S)[\s,.!?，。！？]+\1", re.DOTALL)


def repeats(text: str) -> bool:
    """Whether the text loops, or says a whole sentence twice in a row, as it does when its window is too short."""
    return compresses(text) or _AGAIN.search(text.lower()) is not None


_DIGITS = frozenset("0123456789零〇一二三四五六七八九幺-. ")
_PHRASE = re.compile(r"(?P<phrase>\S(?:.{0,58}?\S)?)(?:[\s,.，。、!?！？-]{0,3}(?P=phrase)){3,}", re.DOTALL)
"""Four times in a row."""


def without_loops(text: str) -> str:
    """A phrase said four times or more in a row stands once. Single digits are left: numbers do repeat."""

    def once(found: re.Match[str]) -> str:
        phrase = found["phrase"]
        return found[0] if all(c in _DIGITS for c in phrase) and len(found[0]) < 24 else phrase

    return _PHRASE.sub(once, text)

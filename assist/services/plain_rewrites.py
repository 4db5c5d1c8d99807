"""Rewriting by rule, where rules are right: a shorter, friendlier or more formal reply, in English and Chinese.

Nothing is added but a greeting and a closing, and nothing goes but politeness, repetition and padding. Addresses and
links are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assist.domain.guard import LINKS, facts, is_courtesy, sentences
from assist.domain.rewording import main_language
from assist.services import rewrite_rules as rules
from assist.services.tidying import ended, tidied

_I = re.IGNORECASE
_APOLOGY = re.compile(r"sorry|apolog|抱歉|对不起|對不起", _I)
_ASKS = re.compile(r"[?？]")
_GREETS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))\b|您好|你好|嗨|哈喽|哈啰|尊敬的)", _I
)
_PLEASANTRY = re.compile(
    r"^\W*(?:(?:i )?hope (?:you|this)|(?:please )?(?:feel free|do not hesitate|don['’]t hesitate)|(?:kind|best|"
    r"warm) regards|"
    r"sincerely|(?:we|i) (?:really |truly |greatly )?(?:appreciate|value) (?:your|you)|thank you (?:for|"
    r"so much)|thanks (?:for|so)|"
    r"have a (?:good|great|nice)|if (?:you have|there['’]?s|there is) any(?:thing)? (?:other |else|further )|"
    r"(?:please )?let (?:me|us) know if|it(?:['’]s| is| was) (?:a|my|our) pleasure|"
    r"感谢您|感謝您|谢谢您|謝謝您|祝您|如有(?:任何|其他)|有任何(?:问题|問題)|希望(?:能|以上))",
    _I,
)
_CLOSINGS = {"en": "Just let me know if there's anything else!", "zh": "有其他问题随时告诉我！"}
_ORDINARY = re.compile(
    r"(?:We|Your?|The|This|That|It|Please|Thank|Our|There|If|As|In|To|For|A|An|When|Once|Unfortunately|Yes|No)\b"
)
_OPEN_END = re.compile(r"let me know|anything else|随时|還有|还有", _I)


def shorter(text: str) -> str:
    """Without pleasantries, repeated sentences and padding; one apology stays, and every question and fact."""
    language = main_language(text)
    typed = tidied(text, language)
    kept: list[str] = []
    said: set[str] = set()
    for sentence in sentences(typed):
        bare = _substituted(sentence, rules.SHORTER_EN if language == "en" else rules.SHORTER_ZH)
        key = re.sub(r"\W+", "", bare.lower())
        if (
            not key
            or key in said
            or (_is_padding(sentence) and not (_APOLOGY.search(sentence) and not _apologises(kept)))
        ):
            continue
        said.add(key)
        kept.append(bare)
    return _joined(kept, language) if kept else typed


def friendlier(text: str, name: str = "") -> str:
    """Without what is rude, with a greeting, the contractions of spoken English, and a kind word at the end."""
    language = main_language(text)
    softer, kinder = (
        (rules.SOFTER_EN, rules.FRIENDLIER_EN) if language == "en" else (rules.SOFTER_ZH, rules.FRIENDLIER_ZH)
    )
    typed = tidied(text, language)
    out = _substituted(_substituted(typed, softer) or typed, kinder)
    if not _GREETS.match(out):
        out = (f"Hi {name}! " if name else "Hi! ") + out if language == "en" else f"您好！{out}"
    last = sentences(out)[-1:]
    if _ASKS.search(out[-2:]) or _OPEN_END.search(out) or any(map(_is_padding, last)):
        return out
    return _joined([ended(out, language), _CLOSINGS[language]], language)


def more_formal(text: str) -> str:
    """Without contractions, slang, exclamation marks and emoji; with a form of address."""
    language = main_language(text)
    out = _substituted(tidied(text, language), rules.FORMAL_EN if language == "en" else rules.FORMAL_ZH)
    out = ended(out, language)
    greeting = "Dear customer," if language == "en" else "您好，"
    if not _GREETS.match(out):
        small = text.lstrip()[:1].islower() and not re.match(r"I\b", out)
        out = f"{greeting} {_lowered(out, always=small)}" if language == "en" else f"{greeting}{out}"
    return out


def _lowered(text: str, *, always: bool) -> str:
    """With a small letter first where the first word is an ordinary one, or ``always``: it was typed with one."""
    return text[:1].lower() + text[1:] if always or _ORDINARY.match(text) else text


def _substituted(text: str, which: rules.Rules) -> str:
    """``text`` with substitutions made outside links and addresses; a sentence that began with a capital still does."""
    out = _outside_links(text, lambda piece: _all(piece, which))
    out = re.sub(r"[ \t]{2,}", " ", out).strip()
    out = re.sub(r"\s+([.,!?])", r"\1", out)
    out = re.sub(r"(?<=[.!?])\.+(?=\s|$)", "", out)
    return out[:1].upper() + out[1:] if text[:1].isupper() else out


def _all(text: str, which: rules.Rules) -> str:
    for pattern, instead in which:
        text = re.sub(pattern, instead, text)
    return text


def _outside_links(text: str, change: Callable[[str], str]) -> str:
    out, at = [], 0
    for found in LINKS.finditer(text):
        out += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join((*out, change(text[at:])))


def _is_padding(sentence: str) -> bool:
    """A sentence that says nothing of the matter."""
    if facts(sentence):
        return False
    greeting = bool(_GREETS.match(sentence)) and len(sentence) <= 32
    if greeting or _PLEASANTRY.match(sentence):
        return True
    return is_courtesy(sentence) and not _ASKS.search(sentence) and not re.search(r"\bplease\b|请|請", sentence, _I)


def _apologises(kept: list[str]) -> bool:
    return any(map(_APOLOGY.search, kept))


def _joined(parts: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(part[:1].upper() + part[1:] for part in parts)

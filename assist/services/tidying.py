"""A reply typed in a hurry put into whole words: chat abbreviations spelled out, capitals, and a stop at the end.

What it does is right whatever the style: nothing is said that was not, and nothing goes. "ASAP" and "OK" are words that
customers write too, and stay.
"""

from __future__ import annotations

import re

from assist.domain.guard import LINKS

_ABBREVIATIONS = {
    "u": "you", "ur": "your", "urs": "yours", "urself": "yourself", "r": "are", "y": "why",
    "pls": "please", "plz": "please", "plse": "please", "thx": "thanks", "thanx": "thanks", "tks": "thanks",
    "ty": "thank you", "tysm": "thank you so much", "np": "no problem", "idk": "I don't know", "btw": "by the way",
    "fyi": "for your information", "imo": "in my opinion", "tmr": "tomorrow", "tmrw": "tomorrow", "tmw": "tomorrow",
    "bc": "because", "bcoz": "because", "coz": "because", "cuz": "because", "b4": "before", "gr8": "great",
    "msg": "message", "msgs": "messages", "abt": "about", "ppl": "people", "rcvd": "received", "recvd": "received",
    "acct": "account", "addr": "address", "qty": "quantity", "govt": "government", "mins": "minutes",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "couldnt": "couldn't",
    "wouldnt": "wouldn't", "shouldnt": "shouldn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't",
    "werent": "weren't", "hasnt": "hasn't", "havent": "haven't", "hadnt": "hadn't", "wont": "won't",
    "im": "I'm", "ive": "I've", "youre": "you're", "youve": "you've", "youll": "you'll", "theyre": "they're",
    "thats": "that's", "whats": "what's", "i": "I",
}  # fmt: skip
_ABBREVIATION = re.compile(rf"(?<![\w'’./@#&-])(?:{'|'.join(_ABBREVIATIONS)})(?![\w'’/@&-]|\.\w)")
"""In small letters only: "U" and "R" in capitals are sizes and initials."""
_ONE_LETTER = re.compile(r"(?:size|letter|option|row|type|version|key|section|part|model)\W*$", re.IGNORECASE)
_WHO_BEFORE = re.compile(r"\b(?:u|you|we|they|there)\s*$|\?$")
_WHO_BEHIND = re.compile(r"\s+(?:u|you|we|they)\b")
_ASKS_WHY = re.compile(r"\s+(?:is|are|did|do|does|was|not|would|can|r|u)\b|\s*\?")
_YOU_ARE = re.compile(r"\s+(?:right|welcome|wrong|sure|not|most|\w+ing)\b")
_WITH = ((re.compile(r"(?<![\w/])w/o(?!\w)"), "without"), (re.compile(r"(?<![\w/])w/(?=\s)"), "with"))
_STARTS = re.compile(r"(?:^|(?<=[.!?])\s+|\n\s*)([a-z][a-z'’]*)(?=[\s,;:.!?]|$)")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|approx|incl|excl|vs|ca)\.\s*$", re.IGNORECASE)
_LATIN_END, _HAN_END = re.compile(r"[A-Za-z0-9%)\]]$"), re.compile(r"[\u4e00-\u9fff]$")


def tidied(text: str, language: str) -> str:
    """``text`` in whole words, capitals at the start of its sentences, and ended by a stop (after a link, by none)."""
    out = text.strip()
    if language == "en":
        for pattern, instead in _WITH:
            out = pattern.sub(instead, out)
        out = _cased(_ABBREVIATION.sub(_spelled, out))
    return ended(out, language)


def ended(text: str, language: str) -> str:
    """With a full stop where the last sentence has no mark of its own."""
    last = list(LINKS.finditer(text))[-1:]
    if last and last[0].end() == len(text):
        return text
    if language == "zh":
        return f"{text}。" if _HAN_END.search(text) else text
    return f"{text}." if _LATIN_END.search(text) else text


def _spelled(found: re.Match[str]) -> str:
    word, before, behind = found[0], found.string[: found.start()], found.string[found.end() :]
    if len(word) == 1 and _ONE_LETTER.search(before):
        return word
    if word == "r" and not _WHO_BEFORE.search(before) and not _WHO_BEHIND.match(behind):
        return word
    if word == "y" and not _ASKS_WHY.match(behind):
        return word
    if word == "ur" and _YOU_ARE.match(behind):
        return "you're"
    return _ABBREVIATIONS[word]


def _cased(text: str) -> str:
    """A capital where a sentence begins with a word in small letters; links and names like "iPhone" stay."""
    spans = [(m.start(), m.end()) for m in LINKS.finditer(text)]

    def raised(found: re.Match[str]) -> str:
        at = found.start(1)
        if any(a <= at < b for a, b in spans) or _NO_END.search(text[:at]):
            return found[0]
        return f"{found[0][: at - found.start()]}{found[1][:1].upper()}{found[1][1:]}"

    return _STARTS.sub(raised, text)

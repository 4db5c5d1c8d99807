"""The words of spoken English that stand for figures, letters and signs, and what usually stands around codes."""

from __future__ import annotations

import re
from dataclasses import dataclass


def listed(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


DIGITS = {w: i for i, w in enumerate(listed(
"zero one two three four five six seven eight nine"
))} | {
    "oh": 0, "o": 0, "nought": 0, "naught": 0, "nil": 0, "niner": 9,
}  # fmt: skip
TEENS = {
    w: i
    for i, w in enumerate(listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"), 10)
}
TENS = {w: i * 10 for i, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)} | {
    "fourty": 40
}
SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000}
REPEATS = {"double": 2, "triple": 3, "treble": 3}
ORDINALS = {
    w: i
    for i, w in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"thirtieth": 30}
MONTHS = frozenset(
    listed(
        "january february march april may june july august "
        "september october november december jan feb mar apr jun jul aug "
        "sep sept oct nov dec"
    )
)
STREETS = frozenset(
    listed(
        "street st avenue ave road rd boulevard blvd lane ln "
        "drive dr court ct place pl square sq way terrace parkway pkwy "
        "circle highway hwy alley crescent close row trail plaza"
    )
)
CURRENCIES = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£"}
SMALL_COINS = frozenset(("cent", "cents", "penny", "pence", "p"))
NATO = {
    w: w[0]
    for w in listed(
        "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar "
        "papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
    )
}
JOINERS = {"dash": "-", "hyphen": "-", "minus": "-", "underscore": "_", "slash": "/", "dot": ".", "plus": "+"}
CODE_CUES = frozenset(
    listed(
        "id ids number numbers no num code zip zipcode postal postcode pin account order reference ref case ticket "
        "tracking confirmation card policy membership member serial "
        "extension ext username user login phone cell mobile telephone "
        "flight booking invoice license licence plate iban sort routing digits"
    )
)
"""Words that announce a code, so that the figures behind them are read one after the other."""

DAY_CUES = frozenset(listed("birth born birthday birthdate dob date expires expiry expiration"))
"""Words that announce a day."""

HOUR_CUES = frozenset(listed("time hour when o'clock"))
"""Words that ask for an hour."""

STATES = frozenset(
    listed(
        "ak al ar az ca co ct dc de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh nj nm nv ny "
        "oh ok or pa ri sc sd tn tx ut va vt wa wi wv wy"
    )
)

SHORT_WORDS = frozenset(
    listed(
        "ad ah am an as at be by do ex go ha he hi id if in is it la me my no of oh ok on or so to tv up us vs "
        "we ya pm mr ms dr st "
        "co eh er em uh um pc tv uk eu"
    )
)
"""Words of two letters; others are initials or parts of codes."""

_WORD = re.compile(r"[\w.+\-]+@[\w.\-]+|(?=[a-z]*\d)[a-z0-9]+|[a-z]+(?:['’][a-z]+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters and where it stands; ``joined`` when only blanks or a hyphen part it from the last."""

    text: str
    start: int
    end: int
    joined: bool


def words_in(text: str) -> list[Word]:
    """The words and figures of a text."""
    found: list[Word] = []
    last = 0
    for m in _WORD.finditer(text):
        gap = text[last : m.start()]
        found.append(Word(m[0].lower(), m.start(), m.end(), bool(found) and not gap.strip(" \t-")))
        last = m.end()
    return found


def value_of(word: str) -> int | None:
    """The number a single word stands for, scales aside."""
    for table in (DIGITS, TEENS, TENS):
        if word in table:
            return table[word]
    return int(word) if word.isdecimal() and len(word) <= 6 else None

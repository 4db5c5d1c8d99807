"""Places in writing without capitals: known by the kind of word they end with, a state behind them, or a street's form.

These rules come after a name's odd words have their capital: "in copper Quillan" becomes "in Copper Quillan".
"""

from __future__ import annotations

import re

from assist.understanding.extract.words import STOP

KINDS = re.compile(
    r"airport|station|apartments?|street|avenue|road|lane|drive|boulevard|theat(?:er|re)|hotel|inn|city|beach|valley|"
    r"museum|park|library|university|college|hospital|gallery|stadium|mall|plaza|bridge|tower|palace|cathedral|zoo"
)
_BUILT = re.compile(
    rf"(?P<name>\b[A-Z][\w']* )(?P<kind>(?:international |public |memorial |central )?(?:{KINDS.pattern})"
    rf"(?: (?:apartments|homes|station|hotel))?)\b"
    r"(?P<of>(?<=museum) of (?:the )?\w+(?: (?:history|art|arts|science|sciences))?)?"
)
_TOWN = re.compile(
    r"(?P<town>\b[A-Z][a-z]+)(?P<gap>,? )(?P<code>(?:ak|az|ar|ca|ct|dc|fl|ga|ia|il|ks|ky|md|mi|mn|mo|ms|mt|nc|"
    r"nd|ne|nh|nj|nm|nv|ny|ri|sc|sd|tn|tx|ut|va|vt|wa|wi|wv|wy|bc|ab|mb|nb|ns|qc|sk|nsw|qld|vic|uk|usa)\b(?!')"
    r"|(?:or|co|al|pa|ma|la|de)\b(?=\W*$|[.,!?]| (?:on|for|at|around|between|please|thanks?|this|next|tomorrow)\b))",
    re.IGNORECASE,
)
"""A state or country behind a town; where its letters are a word as well, only where the clause ends with it."""
_FROM_STATE = re.compile(r"(?P<lead>\bfrom (?:[A-Z][a-z]+ )+)or(?= to [A-Z])")
_SITE = (
    r"airport|station|apartments?|apartment homes|suites|lodge|resort|villas?|towers?|manor|gardens?|plaza|mall|"
    r"theat(?:er|re)|hotel|inn|city|beach|valley|park|hills?|springs|falls|creek|grove|heights|harbou?r|island|bay|view|"
    r"rapids|ridge|village|bridge|square"
)
_SETTLED = re.compile(
    rf"\b(?P<lead>(?:in|from|near|around|at|to|visit|visiting|leaving) )(?P<name>[a-z]{{3,}}(?: [a-z]{{3,}})?) "
    rf"(?P<kind>{_SITE})\b(?! (?:room|ticket|name|address|number)s?\b)",
    re.IGNORECASE,
)
"""A place of everyday words, which nobody calls by an article: "in pine grove", "to green hills"."""
_SEEN = re.compile(r"\b(?P<lead>(?:in|from|near|at|by|starring|featuring|named|called) )(?P<name>[a-z]{3,}) (?=[A-Z])")
_CROSSING = re.compile(
    r"(?P<lead>\b(?:from|to|at|near|corner of|i'm|am|here) |^)(?P<one>[a-z]+|\d{1,3}(?:st|nd|rd|th)) and "
    r"(?P<two>[a-z]{3,})(?=\W*$|[.,!?;]| (?:to|from|please|on|at|by|now|for|and|also|instead|then|asap|today|street|"
    r"st|avenue|because|so)\b)",
    re.IGNORECASE,
)
"""Two streets, one of which has an odd name or a number: "at quillan and oak"."""
_COUNTED_STREET = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)|first|second|third|(?:four|fif|six|seven|eigh|nin|ten)th|\w+teenth"
)
_KNOWN_SPOT = re.compile(
    r"(?P<lead>\b(?:from|to|at) )"
    r"(?P<spot>(?:the )?(?:airport|station|university|hospital|museum|library|stadium|college|zoo))"
    r"(?=\W*$|[.,!?;]| (?:to|from|at|on|in|by|please|and|for|now|instead|as|because)\b)",
    re.IGNORECASE,
)
SORTS = frozenset(
    ["big", "cheap", "different", "downtown", "each", "either", "every", "good", "local", "main", "nearby", "nice",
     "other", "small", "several", "two", "three", "four", "five", "certain", "nearest", "closest", "fancy", "central"]
)  # fmt: skip
_HOUSE = re.compile(
    r"(?P<number>\b\d{1,6}[a-z]? )(?P<street>(?:[a-z']+ ){1,3}?(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|"
    r"drive|highway|hwy|way|terrace|parkway|court|place|square)\b(?: (?:suite|unit|apt|apartment|floor) \w{1,5}\b)?)",
    re.IGNORECASE,
)
_COUNTS = frozenset(("first", "second"))
_PLACE = re.compile(
    r"\b(?P<first>(?:new|san|santa|los|las|el|saint|st|fort|port|mount|lake|north|south|east|west|"
    r"cafe|hotel|casa|villa|bistro|chateau|chez)\.?)(?P<rest> [A-Z])"
)


def begun(text: str) -> str:
    """``text`` with a capital on the everyday word that a place or a person's name begins with: "in copper Quillan"."""
    return _PLACE.sub(lambda m: m["first"].title() + m["rest"], _SEEN.sub(_whole_place, text))


def places_cased(text: str) -> str:
    """``text``, same length, with a capital on each word of a place, and its state's letters large."""
    named = _HOUSE.sub(_house, _SETTLED.sub(_whole_place, text))
    named = _CROSSING.sub(_crossing, _KNOWN_SPOT.sub(_spot, _BUILT.sub(_built, named)))
    return _FROM_STATE.sub(lambda m: m["lead"] + "OR", _TOWN.sub(_stated, named))


def _stated(found: re.Match[str]) -> str:
    large = found["town"][0].isupper()
    return found["town"] + found["gap"] + found["code"].upper() if large else found[0]


def _whole_place(found: re.Match[str]) -> str:
    """A name with a capital on each word, unless one of them says what sort of thing it is, or is a small word."""
    words = found["name"].lower().split()
    if any(w in STOP or w in SORTS for w in words):
        return found[0]
    kind = found["kind"].title() if "kind" in found.re.groupindex else ""
    return f"{found['lead']}{' '.join(map(str.capitalize, words))} {kind}"


def _spot(found: re.Match[str]) -> str:
    """The one place of its kind that somebody goes to or comes from: "to airport", "from the station"."""
    *article, kind = found["spot"].split()
    return f"{found['lead']}{' '.join((*article, kind.capitalize()))}"


def _crossing(found: re.Match[str]) -> str:
    one, two = found["one"], found["two"]
    named = bool(_COUNTED_STREET.fullmatch(one.lower())) or one[0].isupper() or two[0].isupper()
    if not named or one.lower() in STOP - _COUNTS or two.lower() in STOP:
        return found[0]
    return f"{found['lead']}{one[0].upper()}{one[1:]} and {two.capitalize()}"


def _house(found: re.Match[str]) -> str:
    """Street and house number, unless small words tell of a way somebody is on: "2 on my way"."""
    if any(word in STOP for word in found["street"].lower().split()):
        return found[0]
    return found["number"] + re.sub(r"[A-Za-z']+", lambda m: m[0].capitalize(), found["street"])


def _built(found: re.Match[str]) -> str:
    """Write "Natural museum of history" with a capital on each word that is not small."""
    of = re.sub(r"\b(?!of\b|the\b)\w", lambda m: m[0].upper(), found["of"] or "")
    return f"{found['name']}{found['kind'].title()}{of}"

"""Names for files and ids out of titles and paths, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LONGEST = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def slug(text: str, longest: int = LONGEST) -> str:
    """Letters and digits of any script in small letters, joined by ``-``; ``x`` when there are none."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    made = re.sub(r"[^\w.]+|_", "-", plain)
    made = re.sub(r"-*\.+-*(?!\d)|(?<!\d)-*\.+-*", "-", made)  # a dot stays between the digits of a version only
    made = re.sub(r"-{2,}", "-", made).strip("-.")
    if len(made) > longest:
        cut = made[:longest]
        made = (cut.rpartition("-")[0] if "-" in cut[longest // 2 :] else cut).strip("-.")
    return f"{made}-x" if _RESERVED.fullmatch(made) else made or "x"


def free(name: str, taken: Container[str]) -> str:
    """``name``, with a number behind it where it is taken."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found

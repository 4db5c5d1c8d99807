"""Rewriting what the agent typed: shorter, friendlier, more formal, or in the other language.

By a capable model where there is one, checked against what was typed; by rule where rules are right and no model can,
or where the model's version does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assist.domain.assistance import Assistance
from assist.domain.guard import sentences
from assist.domain.rewording import Fault, check_rewrite, main_language
from assist.services.plain_rewrites import friendlier, more_formal, shorter
from assist.services.ports import CancelToken
from assist.services.sayable import Traditional
from assist.services.tidying import tidied
from assist.services.wording import About, Authors, Wish, can_word, word

MOST = 2000
"""Characters that are rewritten at once."""
_ROOM = 0.7  # tokens a character, at most, and some to spare
RULES = "rules"


class Style(StrEnum):
    """How to rewrite; the names are those of the prompt's sections."""

    SHORTER = "shorter"
    FRIENDLIER = "friendlier"
    FORMAL = "formal"
    TRANSLATE = "translate"


class NoRewrite(StrEnum):
    """Why nothing was rewritten; each has its words in the window."""

    NEEDS_MODEL = "needs_model"
    NOTHING_TO_CHANGE = "nothing_to_change"
    TOO_LONG = "too_long"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The new text, by whom (`RULES`, or a model's name), what does not hold in it, and how many values were hidden.

    ``repaired`` lists what did not hold in the model's version where the rules' one stands in its place.
    """

    text: str
    style: Style
    by: str
    faults: tuple[Fault, ...] = ()
    hidden: int = 0
    repaired: tuple[Fault, ...] = ()


class Rewriter(Protocol):
    """Rewrites a reply."""

    def rewrite(
        self,
        text: str,
        style: Style,
        about: About,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Rewrite | NoRewrite:
        """Blocking. ``on_text`` gets the whole new text so far.

        Raises ``WorkerDied``, ``ModelFileError``, ``EndpointFailed``, ``Cancelled``.
        """


class RewriteWriter:
    """Implements `Rewriter` over whoever can word things."""

    def __init__(self, authors: Authors, traditional: Traditional | None = None) -> None:
        self._authors = authors
        self._traditional = traditional

    def rewrite(
        self,
        text: str,
        style: Style,
        about: About,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Rewrite | NoRewrite:
        """See `Rewriter`."""
        text = text.strip()
        if not text or len(text) > MOST:
            return NoRewrite.TOO_LONG if text else NoRewrite.EMPTY
        language = main_language(text)
        target = _other(language) if style is Style.TRANSLATE else language
        also = (target,) if target != language else ()
        by_rule = _by_rule(text, style, _first_name(about.found))
        if not can_word(self._authors, language, style.value, also):
            return _ruled(text, style, by_rule)
        tokens = int(60 + len(text) * _ROOM * (2 if language == "en" and also else 1))
        wish = Wish(style.value, language, {"text": text}, about, tokens, also=also)
        made = word(self._authors, wish, on_text, cancel)
        if made is None:
            return _ruled(text, style, by_rule)
        written = self._in_script(_without_frame(made.text), about, target)
        faults = check_rewrite(tidied(text, language), written, target, translated=bool(also))
        faults += () if made.finished else (Fault.CUT_OFF,)
        if by_rule is not None and by_rule != text and (faults or _is_poor(written, text, by_rule, style)):
            return Rewrite(by_rule, style, RULES, repaired=faults, hidden=made.hidden)
        if written == text:
            return NoRewrite.NOTHING_TO_CHANGE
        return Rewrite(written, style, made.by, faults, made.hidden)

    def _in_script(self, text: str, about: About, target: str) -> str:
        """Chinese as this customer writes it."""
        tag = about.conversation.language.lower()
        wanted = target == "zh" and any(part in tag for part in ("hant", "tw", "hk"))
        return self._traditional(text, tag) if wanted and self._traditional is not None else text


def _is_poor(written: str, text: str, by_rule: str, style: Style) -> bool:
    """Whether the model's version changes nothing, or is less of what was wanted than the rules' one."""
    return written == text or (style is Style.SHORTER and len(written) > len(by_rule))


def _ruled(text: str, style: Style, by_rule: str | None) -> Rewrite | NoRewrite:
    if by_rule is None:
        return NoRewrite.NEEDS_MODEL
    if by_rule == text:
        return NoRewrite.NOTHING_TO_CHANGE
    language = main_language(text)
    return Rewrite(by_rule, style, RULES, check_rewrite(tidied(text, language), by_rule, language))


def _by_rule(text: str, style: Style, name: str) -> str | None:
    match style:
        case Style.SHORTER:
            return shorter(text)
        case Style.FRIENDLIER:
            return friendlier(text, name)
        case Style.FORMAL:
            return more_formal(text)
        case _:
            return None


def _other(language: str) -> str:
    return "en" if language == "zh" else "zh"


def _without_frame(text: str) -> str:
    """Without the quotation marks, or the "Here is the reply:", that models put around an answer."""
    lines = text.strip().split("\n", maxsplit=1)
    if len(lines) > 1 and lines[0].rstrip().endswith((":", "：")) and len(sentences(lines[0])) == 1:
        text = lines[1]
    text = text.strip()
    framed = len(text) > 1 and text[0] + text[-1] in {'""', "“”", "「」", "''"}
    return text[1:-1].strip() if framed else text


def _first_name(found: Assistance | None) -> str:
    """The customer's first name where the form has it written as one."""
    fields = found.form.fields if found is not None and found.form is not None else {}
    names = [v.value.split()[0] for k, v in fields.items() if "name" in k.lower() and v.value.strip()]
    return next((n for n in names if n.isascii() and n.isalpha() and n.istitle()), "")

"""Texts that may differ by language, and the little we need to know of languages themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text, or one text per language tag (``en``, ``zh``, ``zh-Hant``).

    ``by_language`` keeps the order of the pack; the untagged text is stored under ``""``.
    """

    by_language: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> LocalText:
        """From what a pack holds: a plain string, or a table by language."""
        return cls((("", value),)) if isinstance(value, str) else cls(tuple(value.items()))

    def get(self, language: str) -> str:
        """The text for ``language``: exact tag, then its base language, then untagged, then the first there is."""
        texts = dict(self.by_language)
        for tag in (language, language.split("-", maxsplit=1)[0], ""):
            if tag in texts:
                return texts[tag]
        return next(iter(texts.values()), "")

    def __bool__(self) -> bool:
        return any(text for _, text in self.by_language)


def is_han(char: str) -> bool:
    """Whether ``char`` is a Chinese character."""
    code = ord(char)
    return any(low <= code <= high for low, high in _HAN_RANGES)


def guess_language(text: str) -> str | None:
    """``"zh"`` or ``"en"`` by script, ``None`` when the text has no letters of either.

    Two Han characters weigh about as much as one English word of five letters, hence the factor.
    """
    han = sum(map(is_han, text))
    latin = sum(c.isascii() and c.isalpha() for c in text)
    if not han and not latin:
        return None
    return "zh" if han * 2.5 >= latin else "en"

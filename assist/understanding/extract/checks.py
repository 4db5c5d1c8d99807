"""Check digits: whether a number can be what its label says (bank cards, IBANs, Chinese identity numbers)."""

from __future__ import annotations

import re

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_LETTERS = "10X98765432"


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1, annex B."""
    if not (digits.isascii() and digits.isdigit()) or len(digits) < 8:
        return False
    total = 0
    for i, char in enumerate(reversed(digits)):
        value = int(char) * (2 if i % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def iban(said: str) -> bool:
    """Whether an account number passes ISO 13616: country and check digits to the end, letters as numbers, mod 97."""
    value = said.upper()
    if not _IBAN.fullmatch(value):
        return False
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


def chinese_identity(said: str) -> bool:
    """Whether 18 characters are a Chinese identity number: GB 11643-1999, a possible birthday and check character."""
    value = said.upper()
    if not re.fullmatch(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]", value, re.ASCII):
        return False
    total = sum(int(c) * w for c, w in zip(value[:17], _IDENTITY_WEIGHTS, strict=True))
    return _IDENTITY_LETTERS[total % 11] == value[17]


def passes(value: str) -> bool:
    """Whether any of the checks says that this is a whole number of its kind."""
    return iban(value) or chinese_identity(value) or luhn(value)


_FAILED = 0.7
_SCHEMES = (
    (re.compile(r"iban"), r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", iban),
    (re.compile(r"身份证.*"), r"\d{17}[\dXx]", chinese_identity),
    (re.compile(r"(?:银行|信用)?卡号|creditcard|debitcard|cardnumber"), r"\d{13,19}", luhn),
)


def scheme(words: tuple[str, ...]) -> str | None:
    """The shape that labels of these words imply where the pack gives no pattern, or ``None``."""
    return next((shape for name, shape, _ in _SCHEMES if any(name.fullmatch(w) for w in words)), None)


def worth(value: str, words: tuple[str, ...]) -> float:
    """1 when no check belongs to the label or the value passes it, 0.7 when it fails: misheard, or another number."""
    check = next((check for name, _, check in _SCHEMES if any(name.fullmatch(w) for w in words)), None)
    return 1.0 if check is None or check(value) else _FAILED

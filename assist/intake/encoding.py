"""Bytes into text: names what is not text, finds the encoding, and never fails on a broken line."""

from __future__ import annotations

import codecs
from collections import Counter

from charset_normalizer import from_bytes

from assist.domain.errors import InputError
from assist.domain.text import is_han

MAX_BYTES = 32 * 1024 * 1024

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"OggS", "an Ogg sound file"),
    (b"ID3", "an MP3 sound file"),
    (b"fLaC", "a FLAC sound file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"GGUF", "a model file"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document; save it as plain text"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "big5", "cp1252")


def decode(data: bytes, where: str) -> str:
    """The text in ``data``; raises `InputError` when it is empty, too large, or no text.

    UTF-8 is tried first, strictly; then what most of the lines agree on; a line that is neither keeps what can be
    read of it, with U+FFFD for the rest.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{where}: more than {MAX_BYTES // 2**20} MB; that is the most that can be read")
    if not data.strip():
        raise InputError(f"{where}: the file is empty" if not data else f"{where}: there is no text in it")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{where}: this is {kind}, not a transcript")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, errors="replace")
    if wide := _utf16_without_bom(data):
        return data.decode(wide, errors="replace")
    if b"\x00" in data:
        raise InputError(f"{where}: this is a binary file (it holds NUL bytes), not a transcript")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_lines(data)


def _utf16_without_bom(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte of nearly every character."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    codec = "utf-16-le" if odd > 0.4 and even < 0.05 else "utf-16-be" if even > 0.4 and odd < 0.05 else None
    if codec is None:
        return None
    text = head[: len(head) // 2 * 2].decode(codec, errors="replace")
    controls = sum(char < " " and char not in "\t\r\n" for char in text)
    return codec if controls * 50 <= len(text) else None


def _decode_lines(data: bytes) -> str:
    """Line by line: UTF-8 where it fits, else the legacy encoding that suits the other lines best."""
    lines = data.split(b"\n")
    broken = [line for line in lines if _strict(line, "utf-8") is None]
    codec = _legacy_codec(broken)
    return "\n".join(_decode_line(line, codec) for line in lines)


def _decode_line(line: bytes, codec: str) -> str:
    for candidate in ("utf-8", codec):
        if (text := _strict(line, candidate)) is not None:
            return text
    # Mostly UTF-8 with a few bad bytes keeps its good characters; otherwise the legacy codec keeps more.
    options = (line.decode(c, errors="replace") for c in ("utf-8", codec))
    return min(options, key=lambda text: text.count("\ufffd"))


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _legacy_codec(broken: list[bytes]) -> str:
    """The candidate whose reading of the broken lines looks most like text; the library's guess breaks no tie."""
    sample = b"\n".join(broken)[:20_000]
    scores = {codec: _plausible(sample, codec) for codec in _LEGACY}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] >= 0.6:
        return best
    guess = from_bytes(sample).best()
    return guess.encoding if guess and guess.encoding not in {"ascii", "utf_8"} else best


def _plausible(sample: bytes, codec: str) -> float:
    """The share of non-ASCII characters that are common in the codec's languages."""
    text = sample.decode(codec, errors="replace")
    foreign = [c for c in text if ord(c) > 127]
    if not foreign:
        return 0.0
    good = sum(count * _common(char, codec) for char, count in Counter(foreign).items())
    return good / len(foreign)


# Characters that make up a good part of any Chinese text, in each script; rare characters tell of a wrong decoding.
_COMMON_ZH = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起"
    "还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话"
    "订单号请问谢您客服款退换货快递收什怎吗呢吧啊麻烦帮查给再次联系电地址邮箱等候今昨明早晚钱价元买卖件包裹"
    "這來個國說們為時裡後麼沒於還發當開經頭動兩長現將與進實點種聲話訂單號請問謝客換貨遞嗎煩幫給聯繫電郵錢價買賣"
    "，。！？、：；“”（）…"
)


def _common(char: str, codec: str) -> float:
    if codec == "cp1252":
        return 0.75 if char.isalpha() or char in "’‘“”–—…€£°·«»©®" else 0.0
    if char in _COMMON_ZH:
        return 1.0
    return 0.45 if is_han(char) and "\u4e00" <= char <= "\u9fa5" else 0.0

"""Damaged files out of sound ones, the same for the same seed: cut, flipped, keys dropped, values of other types."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.intake import samples_chats, samples_desks, samples_variants
from tests.intake.samples import SAMPLES

_STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 10**30, -(10**400), 1e308, "", " ", "x", "\x00", "999999999999999999999", [], {},
    [[]], [None], {"a": None}, [1, "x", {}], {"text": "hi"}, "2026-99-99T99:99:99Z", "PT" + "9" * 400 + "S", "٣",
    "<b>&#x110000;", "agent", "NaN", [{"text": "a", "role": 5}],
)  # fmt: skip
_BYTES = (
    b"\x00",
    b"\xff",
    b"\n",
    b"{",
    b"}",
    b"]",
    b'"',
    b"<",
    b">",
    b",",
    b":",
    b"\\",
    b"-->",
    b"\xf0\x9f",
    b"=",
    b"\t",
)


def damaged(count: int, seed: int = 0) -> Iterator[tuple[str, str, bytes]]:
    """(what, suffix, bytes) of ``count`` damaged files, every sample in turn."""
    assert samples_chats
    assert samples_desks
    assert samples_variants
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    for n in range(count):
        sample = SAMPLES[n % len(SAMPLES)]
        kind = chance.choice(_KINDS)
        yield f"{sample.name}, {kind.__name__.strip('_')}, number {n}", sample.suffix, kind(sample.data, chance)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _beheaded(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(len(data)) :]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def _pieced(data: bytes, chance: random.Random) -> bytes:
    """Pieces left out, doubled, swapped, or put in."""
    at, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    piece = data[at:end]
    return chance.choice(
        (
            data[:at] + data[end:],
            data[:end] + piece + data[end:],
            data[end:] + data[:end],
            data[:at] + chance.choice(_BYTES) * chance.choice((1, 2, 500)) + data[at:],
        )
    )


def _buried(data: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((20, 900, 50_000))
    opening, closing = chance.choice(
        ((b"[", b"]"), (b'{"messages":', b"}"), (b"<div class='message'>", b"</div>"), (b"> ", b""))
    )
    return opening * depth + data + closing * depth


def _json_damage(change: Callable[[Any, random.Random], Any]) -> Callable[[bytes, random.Random], bytes]:
    def apply(data: bytes, chance: random.Random) -> bytes:
        try:
            value = json.loads(data)
        except ValueError:
            return _pieced(data, chance)
        for _ in range(chance.choice((1, 2, 6))):
            value = change(value, chance)
        return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")

    apply.__name__ = change.__name__
    return apply


def _changed(value: Any, chance: random.Random, change: Callable[[Any], Any]) -> Any:
    """``value`` with ``change`` at a place chosen by chance."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        return {k: _changed(v, chance, change) if k == key else v for k, v in value.items()}
    if isinstance(value, list) and value and chance.random() < 0.9:
        i = chance.randrange(len(value))
        return [_changed(v, chance, change) if n == i else v for n, v in enumerate(value)]
    return change(value)


def _retyped(value: Any, chance: random.Random) -> Any:
    return _changed(value, chance, lambda _: chance.choice(_STRANGE))


def _dropped(value: Any, chance: random.Random) -> Any:
    def drop(found: Any) -> Any:
        if isinstance(found, dict | list) and found:
            gone = chance.randrange(len(found))
            if isinstance(found, list):
                return found[:gone] + found[gone + 1 :]
            return {k: v for n, (k, v) in enumerate(found.items()) if n != gone}
        return None

    if isinstance(value, dict) and value and chance.random() < 0.4:
        return drop(value)
    return _changed(value, chance, drop)


def _deepened(value: Any, chance: random.Random) -> Any:
    def deepen(found: Any) -> Any:
        for _ in range(chance.choice((2, 20, 100))):
            found = chance.choice(([found], {"text": found}, {"messages": [found]}, {"content": found}))
        return found

    return _changed(value, chance, deepen)


def _renamed(value: Any, chance: random.Random) -> Any:
    def rename(found: Any) -> Any:
        return {str(n): v for n, v in enumerate(found.values())} if isinstance(found, dict) else found

    return _changed(value, chance, rename)


def _repeated(value: Any, chance: random.Random) -> Any:
    return _changed(
        value, chance, lambda found: found * chance.choice((0, 2, 60)) if isinstance(found, list | str) else found
    )


_KINDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _beheaded,
    _flipped,
    _pieced,
    _buried,
    *map(_json_damage, (_retyped, _retyped, _dropped, _deepened, _renamed, _repeated)),
)

"""Which of a field's readings stands: the newest good one; what was taken back goes; rivals cost confidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assist.understanding.extract.folding import squeeze
from assist.understanding.extract.spans import Reading

_NEWER_MAY_BE_WEAKER, _CORRECTION_MAY_BE_WEAKER = 0.12, 0.4
_RIVALLED = 0.1
_ASKED_FIRST = 0.1
_SURE = 0.8


def settle(readings: list[Reading]) -> Reading | None:
    """The reading to keep. ``readings`` are in the order said."""
    best: Reading | None = None
    rivalled = False
    own = [r for r in readings if not r.agreed]
    for reading in own or readings:
        if best is None:
            best = reading
        elif squeeze(reading.value) == squeeze(best.value):
            best = replace(max(best, reading, key=lambda r: r.confidence), confidence=_sum(best, reading))
        elif reading.turn == best.turn and not reading.correction and reading.confidence <= best.confidence:
            rivalled = True
        elif reading.confidence >= best.confidence - _NEWER_MAY_BE_WEAKER or (
            reading.correction and reading.confidence >= max(0.5, best.confidence - _CORRECTION_MAY_BE_WEAKER)
        ):
            best, rivalled = reading, False
    return replace(best, confidence=max(0.0, best.confidence - _RIVALLED)) if best and rivalled else best


def rivals(readings: list[Reading], kept: Reading) -> tuple[str, ...]:
    """Other whole values said as surely as ``kept``, in the order said; none where one of them was a correction."""
    own = [r for r in readings if not r.agreed and len(r.parts) == 1]
    if kept.correction or any(r.correction for r in readings):
        return ()
    mine = squeeze(kept.value)
    found = {squeeze(r.value): r.value for r in own if r.confidence >= _SURE}
    return tuple(v for key, v in found.items() if key not in mine and mine not in key)


def _sum(a: Reading, b: Reading) -> float:
    """A value said again is a little surer."""
    return min(0.99, max(a.confidence, b.confidence) + 0.02)


def share_out(readings: list[Reading], asked: Mapping[str, float] | None = None) -> list[Reading]:
    """Of one turn's readings, those that do not rest on characters a surer reading of another field rests on.

    ``asked`` is how surely each field was just asked for: between readings nearly as sure the one asked for wins.
    """
    kept: list[Reading] = []
    bonus = {name: _ASKED_FIRST * score for name, score in (asked or {}).items()}
    for reading in sorted(readings, key=lambda r: (-r.confidence - bonus.get(r.field, 0.0), r.parts[0].start)):
        if reading.exclusive and any(
            k.exclusive and k.confidence and k.field != reading.field and k.collides(reading) for k in kept
        ):
            continue
        kept.append(reading)
    return sorted(kept, key=lambda r: r.parts[0].start)

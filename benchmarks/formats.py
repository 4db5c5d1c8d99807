"""Every file of the formats benchmark, and 10,000 damaged ones: what is read, what is refused, what goes wrong.

``python -m benchmarks.formats [--damaged N] [--seed S] [--files]``. A file counts as sound unless its place in the
manifest says it is broken; tables without words of anybody, and knowledge, are named as such. A sound file must give
turns, a broken one turns with a note or one line; anything else counts against us.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assist.domain.errors import InputError
from assist.intake import TranscriptIntake
from benchmarks.common import BENCH
from tests.intake.damage import damaged

_BROKEN = ("invalid", "missing_", "empty", "no_captions")
_NO_WORDS = ("it holds no conversation", "not a conversation")


def main() -> int:
    """Print the figures; 1 when a file is not read as it should be."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--damaged", type=int, default=10_000, help="how many damaged files (default 10,000)")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--files", action="store_true", help="a line for each file")
    chosen = options.parse_args()
    wrong = _manifest(show=chosen.files) + _damaged(chosen.damaged, chosen.seed)
    return 1 if wrong else 0


def _manifest(*, show: bool) -> int:
    root = BENCH / "formats"
    if not (root / "manifest.json").is_file():
        print("formats: the benchmark's files are not here; only damaged files are read")
        return 0
    counts = dict.fromkeys(
        ("sound, read", "broken, mended with a note", "broken, refused", "no conversation in it", "wrong"), 0
    )
    turns = conversations = 0
    for entry in json.loads((root / "manifest.json").read_text("utf-8")):
        verdict, line, found = _judge(root / entry["file"])
        counts[verdict] += 1
        conversations, turns = conversations + found[0], turns + found[1]
        if show or verdict == "wrong":
            print(f"  {verdict:27} {entry['file']}: {line}")
    print(f"formats: {sum(counts.values())} files, {conversations} conversations, {turns} turns; "
          + "; ".join(f"{n} {what}" for what, n in counts.items()))  # fmt: skip
    return counts["wrong"]


def _judge(path: Path) -> tuple[str, str, tuple[int, int]]:
    broken = path.name.startswith(_BROKEN)
    try:
        reading = TranscriptIntake().read_with_notes(path)
    except InputError as error:
        line = str(error)
        named = any(words in line for words in _NO_WORDS)
        verdict = "broken, refused" if broken else "no conversation in it" if named else "wrong"
        return ("wrong" if "\n" in line else verdict), line, (0, 0)
    count = sum(len(c.turns) for c in reading.conversations)
    verdict = "broken, mended with a note" if broken and reading.notes else "sound, read" if count else "wrong"
    return verdict, "; ".join((f"{count} turns", *reading.notes)), (len(reading.conversations), count)


def _damaged(count: int, seed: int) -> int:
    read = refused = wrong = 0
    slowest = (0.0, "")
    for what, seconds, outcome in _read_all(count, seed):
        read, refused = read + (outcome == "read"), refused + (outcome == "refused")
        slowest = max(slowest, (seconds, what))
        if outcome not in {"read", "refused"}:
            wrong += 1
            print(f"  wrong: {what}: {outcome}")
    print(f"damaged: {count} files (seed {seed}): {read} read, {refused} refused in one line, {wrong} wrong; "
          f"slowest {slowest[0]:.2f} s ({slowest[1]})")  # fmt: skip
    return wrong


def _read_all(count: int, seed: int) -> Iterator[tuple[str, float, str]]:
    intake = TranscriptIntake()
    with tempfile.TemporaryDirectory() as folder:
        for what, suffix, data in damaged(count, seed):
            path = Path(folder) / f"damaged{suffix}"
            path.write_bytes(data)
            start = time.perf_counter()
            try:
                outcome = "read" if any(c.turns for c in intake.read_file(path)) else "read without a turn"
            except InputError as error:
                outcome = "refused" if "\n" not in str(error) else f"more than one line: {error}"
            except Exception as error:  # noqa: BLE001 - that nothing else is raised is what is measured
                outcome = f"{type(error).__name__}: {error}"
            path.unlink()
            yield what, time.perf_counter() - start, outcome


if __name__ == "__main__":
    sys.exit(main())

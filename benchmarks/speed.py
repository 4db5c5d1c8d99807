"""``make bench``: speed and memory in one table, written into README.md and benchmarks/RESULTS.md as well.

python -m benchmarks.speed [--no-write]
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import draft_speed, fast_lane, llm, window
from benchmarks.common import ROOT, machine, table


def main() -> int:
    """Measure, print, write; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-write", action="store_true", help="only print")
    options = parser.parse_args()
    rows = [*fast_lane.rows(), *llm.rows(), *draft_speed.rows(), *draft_speed.second_rows(), *window.rows()]
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    text = f"Measured on {day} by `make bench`: {machine()}, shared with other work.\n\n{table(rows)}\n"
    sys.stdout.write(text)
    if not options.no_write:
        for path in (ROOT / "README.md", ROOT / "benchmarks" / "RESULTS.md"):
            put(path, "bench", text)
    return 1 if any(row.ok is False for row in rows) else 0


def put(path: Path, mark: str, text: str) -> None:
    """Replace what stands between the marks ``mark`` in ``path``; a file without them gets them at its end."""
    begin, end = f"<!-- {mark}:begin -->", f"<!-- {mark}:end -->"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if begin not in old:
        old = f"{old.rstrip()}\n\n{begin}\n{end}\n".lstrip()
    head, rest = old.split(begin, 1)
    tail = rest.split(end, 1)[1]
    path.write_text(f"{head}{begin}\n{text}{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

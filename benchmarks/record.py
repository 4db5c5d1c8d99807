"""Run one measurement and keep what it printed in RESULTS.md: ``python -m benchmarks.record region`` (or any other).

What comes after the name is handed on. Lines that are neither part of a table nor follow one are left out.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

from benchmarks.common import ROOT, machine
from benchmarks.speed import put


def main() -> int:
    """The measurement's own exit code."""
    name, *rest = sys.argv[1:]
    command = [sys.executable, "-m", f"benchmarks.{name}", *rest]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    sys.stdout.write(done.stdout)
    lines = done.stdout.splitlines()
    first = next((i for i, line in enumerate(lines) if line.startswith("|")), None)
    if first is not None:
        day = datetime.now(UTC).strftime("%Y-%m-%d")
        said = " ".join(["python -m benchmarks." + name, *rest])
        kept = "\n".join(lines[first:])
        put(ROOT / "benchmarks" / "RESULTS.md", name, f"Measured on {day} by `{said}`: {machine()}.\n\n{kept}\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

"""What the measurements share: where the data is, percentiles, and rows of the one table."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
BENCH = Path(os.environ.get("ASSIST_BENCH", ROOT.parent / "shared" / "bench"))


class DataMissing(Exception):
    """The benchmark's data is not on this machine; the row says so and is skipped."""


def need(path: Path) -> Path:
    """``path``, if it is there. Raises `DataMissing`."""
    if not path.exists():
        raise DataMissing(
            f"{path.relative_to(BENCH.parent) if path.is_relative_to(BENCH.parent) else path} is not here"
        )
    return path


def percentile(values: Sequence[float], q: float) -> float:
    """The ``q``-th percentile (0 to 100), linear between neighbours."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=1000, method="inclusive")[min(998, max(0, round(q * 10) - 1))]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``ok`` is ``None`` where there is no goal."""

    what: str
    figure: str
    goal: str
    beside: str = ""
    ok: bool | None = None


def machine() -> str:
    """The machine in words."""
    model = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    memory = psutil.virtual_memory().total / 1024**3
    return f"{psutil.cpu_count()} cores ({model}), {memory:.0f} GB, Python {platform.python_version()}"


def table(rows: Sequence[Row]) -> str:
    """Markdown."""
    marks = {True: "yes", False: "**no**", None: ""}
    lines = ["| what | measured | goal | met | beside it |", "|---|---|---|---|---|"]
    lines += [f"| {r.what} | {r.figure} | {r.goal} | {marks[r.ok]} | {r.beside} |" for r in rows]
    return "\n".join(lines)


def as_json(rows: Sequence[Row]) -> str:
    """The same as one JSON array."""
    return json.dumps(
        [{"what": r.what, "figure": r.figure, "goal": r.goal, "ok": r.ok, "beside": r.beside} for r in rows]
    )

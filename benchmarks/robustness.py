"""``make bench-robustness``: how much accuracy is lost when the same conversations come in badly written.

    python -m benchmarks.robustness [TASK ...] [--sample N] [--no-write]

Each task's records are replayed as they are and after each way of `benchmarks.perturb`, by the same command, and
scored by the same scorer. The goal is a loss of at most three points for each. Where there are few records, one more
or less is a point or three: what is done to them by chance is done several times, and the mean is given.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assist.domain.text import is_han
from assist.replaying import replay
from benchmarks import perturb
from benchmarks.common import BENCH, ROOT, DataMissing, machine, need
from benchmarks.speed import put

OUT = ROOT / "benchmarks" / "out"
GOAL = 3.0  # points
ENOUGH = 300  # records; of fewer, what is done by chance is done again
MOST = 5  # times
CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Task:
    """One data file, the pack it goes with, and the figure (a key of the score) that is compared."""

    name: str
    pack: str
    figure: str


TASKS = (
    Task("kb-abcd-utterance", "abcd", "hit@3"),
    Task("kb-abcd-dialogue", "abcd", "hit@3"),
    Task("kb-bank", "bank", "hit@3"),
    Task("kb-venues", "venues", "hit@3"),
    Task("triage-banking-10shot", "triage-banking-10shot", "accuracy_all"),
    Task("triage-banking-full", "triage-banking-full", "accuracy_all"),
    Task("triage-clinc-10shot", "triage-clinc-10shot", "accuracy_all"),
    Task("form-abcd", "abcd", "f1"),
    Task("form-star", "star", "f1"),
    Task("form-services", "services", "f1"),
    Task("form-beijing-zh", "beijing", "f1"),
    Task("mood-airline", "plain", "macro_f1"),
    Task("mood-goemotions", "plain", "macro_f1"),
    Task("mood-waimai-zh", "plain", "auc_valence"),
    Task("mood-chat-zh", "plain", "auc_valence"),
    Task("mood-shop-zh", "plain", "auc_valence"),
    Task("mood-service-mwoz", "plain", "auc_low_satisfaction"),
    Task("mood-service-sgd", "plain", "auc_low_satisfaction"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A task's figure as it is and after each perturbation (0 to 1), of ``n`` records.

    ``times`` says how often those perturbed by chance were.
    """

    task: Task
    n: int
    times: int
    figures: dict[str, float]

    def loss(self, name: str) -> float:
        """Points lost; below 0 where it is better than as it was."""
        return (self.figures[CLEAN] - self.figures[name]) * 100


def measure(task: Task, sample: int) -> Measured:
    """Replay and score ``sample`` records spread evenly over the task's file. Raises `DataMissing`."""
    data, pack = need(BENCH / "data" / f"{task.name}.jsonl"), need(BENCH / "packs" / task.pack)
    with data.open(encoding="utf-8") as lines:
        everything = [json.loads(line) for line in lines]
    size = min(sample, len(everything))
    records = [everything[i * len(everything) // size] for i in range(size)]
    times = min(MOST, -(-ENOUGH // len(records)))
    variants = {(CLEAN, 0): records}
    for name in _ways(records):
        for again in range(times if name in perturb.BY_CHANCE else 1):
            variants[name, again] = [perturb.record(r, name, again) for r in records]
    OUT.mkdir(parents=True, exist_ok=True)
    source, out = (OUT / f"{task.name}.robust.{kind}" for kind in ("jsonl", "result.jsonl"))
    _write(source, [{**r, "id": f"{name}|{n}|{r['id']}"} for (name, n), rows in variants.items() for r in rows])
    out.unlink(missing_ok=True)
    replay(source, out, pack, draft=False, learned=False, workers=1)
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    figures: dict[str, list[float]] = {}
    for (name, again), rows in variants.items():
        begins = f"{name}|{again}|"
        mine = [{**r, "id": r["id"].removeprefix(begins)} for r in found if r["id"].startswith(begins)]
        figures.setdefault(name, []).append(_score(rows, mine)[task.figure])
    return Measured(task, len(records), times, {name: sum(f) / len(f) for name, f in figures.items()})


def _ways(records: Sequence[perturb.Record]) -> list[str]:
    """Capital letters are for languages that have them, traditional characters for Chinese."""
    text = "".join(t["text"] for r in records[:50] for t in r["turns"])
    chinese = sum(map(is_han, text)) * 4 > len(text)
    apart = {"lower case", "upper case"} if chinese else {"traditional"}
    return [name for name in perturb.ALL if name not in apart]


def _write(path: Path, rows: Sequence[Any]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return path


def _score(records: Sequence[Any], found: Sequence[Any]) -> dict[str, Any]:
    data, result = _write(OUT / "robust.data.jsonl", records), _write(OUT / "robust.result.jsonl", found)
    done = subprocess.run(
        [sys.executable, str(BENCH / "score.py"), str(data), str(result)], capture_output=True, text=True, check=True
    )
    score: dict[str, Any] = json.loads(done.stdout)
    return score


def table(measured: Sequence[Measured]) -> str:
    """Markdown: one line a task, a loss above the goal in bold, and the mean loss of each column below."""
    names = list(perturb.ALL)
    lines = [f"| task | n | figure | clean | {' | '.join(names)} |", f"|{'---|' * (len(names) + 4)}"]
    for m in measured:
        cells = [_cell(m, name) if name in m.figures else "" for name in names]
        often = f" × {m.times}" if m.times > 1 else ""
        head = f"{m.task.name} | {m.n}{often} | {m.task.figure.replace('_', ' ')} | {m.figures[CLEAN]:.3f}"
        lines.append(f"| {head} | {' | '.join(cells)} |")
    losses = {name: [m.loss(name) for m in measured if name in m.figures] for name in names}
    held = [f"{sum(v <= GOAL for v in got)} of {len(got)}, mean {sum(got) / len(got):+.1f}" if got else ""
            for got in losses.values()]  # fmt: skip
    lines.append(f"| lost ≤ {GOAL:g} points | | | | {' | '.join(held)} |")
    return "\n".join(lines)


def _cell(measured: Measured, name: str) -> str:
    loss = measured.loss(name)
    text = f"{measured.figures[name]:.3f} ({-loss:+.1f})"
    return f"**{text}**" if loss > GOAL else text


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", help="names of tasks (default: all)")
    parser.add_argument("--sample", type=int, default=1000, help="records of each task (default 1000)")
    parser.add_argument("--no-write", action="store_true", help="only print")
    options = parser.parse_args()
    measured = []
    for task in [t for t in TASKS if not options.tasks or t.name in options.tasks]:
        began = time.monotonic()
        try:
            measured.append(measure(task, options.sample))
        except DataMissing as missing:
            sys.stderr.write(f"{task.name}: skipped: {missing}\n")
            continue
        sys.stderr.write(f"{table(measured[-1:]).splitlines()[2]}  {time.monotonic() - began:.0f} s\n")
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    text = (
        f"Measured on {day} by `make bench-robustness`: {machine()}.\n\n"
        "Figure, and points gained or lost against the clean text, in brackets; in bold where more than three are lost."
        f" At most {options.sample} records a task, evenly out of all: with 1,000, one point is by chance. × {MOST}:"
        f" typing errors and speech, which are made by chance, so often, and their mean.\n\n{table(measured)}\n"
    )
    sys.stdout.write(text)
    if not options.no_write and not options.tasks and measured:
        put(ROOT / "benchmarks" / "RESULTS.md", "robustness", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``make bench-quality``: accuracy on public data, through the same ``replay`` a user has, one row a task.

    python -m benchmarks.quality [TASK ...] [--sample N] [--no-write]

With names of tasks only their rows are renewed.

The data and its scorer stand beside the repository (``ASSIST_BENCH``); where they are missing a row says so. Results
are kept in ``benchmarks/out`` while they are made, and are made anew by every run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assist.domain.errors import AssistError
from assist.replaying import replay
from benchmarks.beside import notes
from benchmarks.common import BENCH, ROOT, DataMissing, Row, machine, need, table
from benchmarks.second import second_model, using
from benchmarks.speed import put

OUT = ROOT / "benchmarks" / "out"
Score = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """One data file: the pack it is replayed against, what to print of its score, and what the goal is."""

    name: str
    pack: str
    figure: Callable[[Score], str]
    goal: str
    met: Callable[[Score], bool]
    baseline: str
    draft: bool = False
    summary: bool = False
    history: str = ""
    """The task whose data it is, when ``assist learn`` reads that one's history first."""
    data: str = ""
    """The data file's name where the task has another: it is measured with the second model (`benchmarks.second`)."""


def _hits(score: Score) -> str:
    return f"hit@1 {score['hit@1']:.2f}, hit@3 {score['hit@3']:.2f} (n = {score['n']})"


def _triage(score: Score) -> str:
    inside = f"{score['accuracy_in_scope']:.3f} (n = {score['n_in']})"
    outside = score["recall_out_of_scope"]
    return inside if outside is None else f"{inside}; misfits refused {outside:.3f} (n = {score['n_out']})"


def _form(score: Score) -> str:
    return f"F1 {score['f1']:.3f} (precision {score['precision']:.3f}, recall {score['recall']:.3f}, n = {score['n_fields']})"


def _mood(score: Score) -> str:
    each = ", ".join(f"{k} {v:.2f}" for k, v in score["f1"].items())
    return f"macro-F1 {score['macro_f1']:.3f} ({each}), AUC {score['auc_valence']:.3f} (n = {score['n']})"


def _satisfaction(score: Score) -> str:
    return f"AUC {score['auc_low_satisfaction']:.3f} (n = {score['n']}, low {score['n_low']})"


def _replies(score: Score) -> str:
    chrf = score["chrf_draft"]
    told = "none" if chrf is None else f"{chrf:.2f}"
    return f"offered {score['offered']:.2f}, chrF {told}, with made-up facts {score['with_made_up_facts']} (n = {score['n']})"


def _summaries(score: Score) -> str:
    return f"chrF {score['chrf_summary']:.2f} (n = {score['n']})"


TASKS = (
    Task("kb-abcd-utterance", "abcd", _hits, "hit@3 ≥ .75", lambda s: s["hit@3"] >= 0.75, "BM25 .25 / .43; MiniLM .45 / .62"),
    Task("kb-abcd-dialogue", "abcd", _hits, "hit@1 ≥ .80, hit@3 ≥ .95",
         lambda s: s["hit@1"] >= 0.8 and s["hit@3"] >= 0.95, "BM25 .28 / .56; MiniLM .69 / .88"),
    Task("kb-bank", "bank", _hits, "hit@3 ≥ .85", lambda s: s["hit@3"] >= 0.85, "BM25 .19 / .45; MiniLM .39 / .69"),
    Task("kb-venues", "venues", _hits, "hit@3 ≥ .60", lambda s: s["hit@3"] >= 0.6, "BM25 .08 / .16; MiniLM .16 / .30"),
    Task("triage-banking-10shot", "triage-banking-10shot", _triage, "≥ .885",
         lambda s: s["accuracy_in_scope"] >= 0.885, "MiniLM + logistic regression .863"),
    Task("triage-banking-full", "triage-banking-full", _triage, "≥ .940",
         lambda s: s["accuracy_in_scope"] >= 0.94, "TF-IDF .897; MiniLM .930"),
    Task("triage-clinc-10shot", "triage-clinc-10shot", _triage, "≥ .91 and ≥ .80",
         lambda s: s["accuracy_in_scope"] >= 0.91 and s["recall_out_of_scope"] >= 0.8, "MiniLM + threshold .884 and .775"),
    Task("form-abcd", "abcd", _form, "F1 ≥ .95", lambda s: s["f1"] >= 0.95, "regular expressions: ids, email, phone only"),
    Task("form-star", "star", _form, "F1 ≥ .85", lambda s: s["f1"] >= 0.85, "none"),
    Task("form-services", "services", _form, "F1 ≥ .80", lambda s: s["f1"] >= 0.8, "none"),
    Task("form-beijing-zh", "beijing", _form, "F1 ≥ .80", lambda s: s["f1"] >= 0.8, "none"),
    Task("reply-star", "star", lambda s: f"hit@1 {s['hit@1']:.2f}, hit@3 {s['hit@3']:.2f} (n = {s['n']}), without history",
         "hit@3 ≥ .45", lambda s: s["hit@3"] >= 0.45, "BM25 .08 / .18; desks the ranker was not trained on .42 / .72 (its card)"),
    Task("reply-star with history", "star", _hits, "hit@1 ≥ .60, hit@3 ≥ .85",
         lambda s: s["hit@1"] >= 0.6 and s["hit@3"] >= 0.85, "bigram of replies .32 / .59", history="reply-star"),
    Task("mood-airline", "plain", _mood, "macro-F1 ≥ .70, AUC ≥ .92",
         lambda s: s["macro_f1"] >= 0.7 and s["auc_valence"] >= 0.92, "TF-IDF, same data .57"),
    Task("mood-goemotions", "plain", _mood, "macro-F1 ≥ .60", lambda s: s["macro_f1"] >= 0.6, "TF-IDF, same data .43"),
    Task("mood-waimai-zh", "plain", _mood, "AUC ≥ .92", lambda s: s["auc_valence"] >= 0.92, "TF-IDF, same data, F1 .83"),
    Task("mood-chat-zh", "plain", _mood, "AUC ≥ .85", lambda s: s["auc_valence"] >= 0.85, "TF-IDF, same data, F1 .80"),
    Task("mood-shop-zh", "plain", _mood, "AUC ≥ .93", lambda s: s["auc_valence"] >= 0.93, "TF-IDF, same data, F1 .90"),
    Task("mood-service-mwoz", "plain", _satisfaction, "AUC ≥ .75", lambda s: s["auc_low_satisfaction"] >= 0.75, "none"),
    Task("mood-service-sgd", "plain", _satisfaction, "AUC ≥ .75", lambda s: s["auc_low_satisfaction"] >= 0.75, "none"),
    Task("draft-abcd", "abcd", _replies, "offered ≥ .70, chrF ≥ .30, made up 0",
         lambda s: s["offered"] >= 0.7 and (s["chrf_draft"] or 0) >= 0.3 and not s["with_made_up_facts"],
         "one fixed sentence: chrF .21", draft=True),
    Task("draft-venues", "venues", _replies, "offered ≥ .70, chrF ≥ .33, made up 0",
         lambda s: s["offered"] >= 0.7 and (s["chrf_draft"] or 0) >= 0.33 and not s["with_made_up_facts"],
         "one fixed sentence: chrF .13", draft=True),
    Task("summary-tweets", "plain", lambda s: f"chrF {s['chrf_summary']:.2f} (n = {s['n']})", "chrF ≥ .38",
         lambda s: s["chrf_summary"] >= 0.38, "one fixed sentence: .29", summary=True),
    Task("draft-abcd with 0.5B", "abcd", _replies, "offered ≥ .85, chrF ≥ .30, made up 0",
         lambda s: s["offered"] >= 0.85 and (s["chrf_draft"] or 0) >= 0.3 and not s["with_made_up_facts"],
         "the bare model: chrF .19", draft=True, data="draft-abcd"),
    Task("draft-venues with 0.5B", "venues", _replies, "offered ≥ .85, chrF ≥ .33, made up 0",
         lambda s: s["offered"] >= 0.85 and (s["chrf_draft"] or 0) >= 0.33 and not s["with_made_up_facts"],
         "the bare model: chrF .25, made up 2 of 50", draft=True, data="draft-venues"),
    Task("summary-tweets with 0.5B", "plain", _summaries, "chrF ≥ .38", lambda s: s["chrf_summary"] >= 0.38,
         "one fixed sentence: .29", summary=True, data="summary-tweets"),
)  # fmt: skip


def row(task: Task, sample: int) -> Row:
    """Replay and score one task; ``sample`` 0 takes all of it."""
    try:
        data = need(BENCH / "data" / f"{task.history or task.data or task.name}.jsonl")
        model = second_model() if task.data else None
        pack = need(BENCH / "packs" / task.pack)
        past = need(BENCH / "train" / f"{task.history}.jsonl") if task.history else None
    except DataMissing as missing:
        return Row(task.name, f"skipped: {missing}", task.goal, task.baseline)
    OUT.mkdir(parents=True, exist_ok=True)
    if sample:
        data = _spread(data, sample)
    out = OUT / f"{task.name}.result.jsonl"
    out.unlink(missing_ok=True)
    with using(model) if model else _learned(past, pack):
        replay(data, out, pack, draft=task.draft, summary=task.summary, learned=past is not None, workers=1)
    scored = subprocess.run(
        [sys.executable, str(BENCH / "score.py"), str(data), str(out)], capture_output=True, text=True, check=True
    )
    score: Score = json.loads(scored.stdout)
    note = "".join(f"; {told}" for told in notes(data, out))
    note += _worded(out) if task.draft else ""
    note += f", a sample of {sample} records" if sample else ""
    return Row(task.name, task.figure(score) + note, task.goal, task.baseline, task.met(score))


def _worded(out: Path) -> str:
    """How many drafts the model worded; the others were put together from the knowledge."""
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    count = sum(any(card["source"] == "draft" for card in row["suggestions"]) for row in rows)
    return f"; worded by the model {count}"


@contextmanager
def _learned(history: Path | None, pack: Path) -> Iterator[None]:
    """With what ``assist learn`` learned from a history, in a state folder of its own that is gone afterwards."""
    if history is None:
        yield
        return
    before = os.environ.get("ASSIST_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["ASSIST_HOME"] = home
        try:
            subprocess.run([sys.executable, "-m", "assist", "learn", str(history), "--pack", str(pack)], check=True)
            yield
        finally:
            os.environ.pop("ASSIST_HOME")
            if before is not None:
                os.environ["ASSIST_HOME"] = before


def _row_or_fault(task: Task, sample: int) -> Row:
    """A task that fails is a row that says so; the others are measured all the same."""
    try:
        return row(task, sample)
    except (AssistError, subprocess.CalledProcessError) as error:
        return Row(task.name, f"failed: {error}", task.goal, task.baseline, ok=False)


def _spread(data: Path, count: int) -> Path:
    """``count`` records spread evenly over a file: its first ones are often of one kind."""
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    short = OUT / f"{data.stem}.sample{count}.jsonl"
    short.write_text("".join(lines[:: max(1, len(lines) // count)][:count]), encoding="utf-8")
    return short


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", help="names of tasks (default: all)")
    parser.add_argument("--sample", type=int, default=0, help="N records of each only")
    parser.add_argument("--no-write", action="store_true", help="only print")
    options = parser.parse_args()
    unknown = set(options.tasks) - {t.name for t in TASKS}
    if unknown:
        parser.error(f"no such task: {', '.join(sorted(unknown))}")
    chosen = [t for t in TASKS if not options.tasks or t.name in options.tasks]
    rows, began = [], time.monotonic()
    for task in chosen:
        started = time.monotonic()
        rows.append(_row_or_fault(task, options.sample))
        sys.stderr.write(f"{rows[-1].what}: {rows[-1].figure}  [{time.monotonic() - started:.0f} s]\n")
    minutes = (time.monotonic() - began) / 60
    sys.stdout.write(f"{table(rows)}\n\n{minutes:.0f} minutes\n")
    if not options.no_write and not options.sample:
        path = ROOT / "benchmarks" / "RESULTS.md"
        day = datetime.now(UTC).strftime("%Y-%m-%d")
        text = f"Measured by `make bench-quality`, last on {day}: {machine()}.\n\n{_renewed(path, rows)}\n"
        for page in (path, ROOT / "README.md"):
            put(page, "quality", text)
    return 0


def _renewed(path: Path, rows: list[Row]) -> str:
    """The table with these rows new and the others as they stand in ``path``, in the order of `TASKS`."""
    head, *fresh = table(rows).splitlines()
    rule, *fresh = fresh
    old = path.read_text(encoding="utf-8").partition("<!-- quality:begin -->")[2].partition("<!-- quality:end -->")[0]
    kept = {_name_of(line): line for line in old.splitlines() if line.startswith("| ")}
    kept |= {_name_of(line): line for line in fresh}
    return "\n".join((head, rule, *(kept[t.name] for t in TASKS if t.name in kept)))


def _name_of(line: str) -> str:
    return line.split("|")[1].strip()


if __name__ == "__main__":
    sys.exit(main())

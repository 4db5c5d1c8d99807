"""Trains the reader of free fields and lists everyday words: ``resources/heads/spans.npz`` and ``spans_words.txt``.

    python training/train_spans.py --chats CHATS.jsonl --forms PACK [--texts FILE.jsonl ...]

Run by hand; needs numpy only, and the same data give the same files. ``--chats`` are conversations with the right
values of their forms' fields (``gold``), ``--forms`` the pack those forms are in, ``--texts`` further conversations or
messages for the list of words. The figures in the card leave one field out at a time, so that they say what the reader
is worth on fields nobody trained it for; the shipped head then sees all of them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assist.domain.conversation import Speaker, Turn
from assist.domain.pack import Form
from assist.packs.reader import read_pack
from assist.understanding.extract import free
from assist.understanding.extract.free import Candidate, Head, Heard, best_candidate, candidates
from assist.understanding.extract.labels import Plan, plans_for
from assist.understanding.extract.settle import settle
from assist.understanding.extract.walk import Walk

HEADS = Path(__file__).resolve().parents[1] / "resources" / "heads"
CARD = HEADS / "SPANS_CARD.md"
L2, STEPS, RATE = 10.0, 300, 0.05
SEEN, SMALL = 2, 0.7
"""A word is everyday when it was seen so often inside sentences, and so large a share of it in small letters."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One field of one chat: its candidates' rows, which of them are right, and whether the rules alone were."""

    field: str
    rows: Floats
    right: NDArray[np.bool_]
    rules: bool


def bare(text: str) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]+", "", text).casefold()


class Recorder(Walk):
    """Keeps every candidate the reader would be asked about."""

    def __init__(self, plans: tuple[Plan, ...]) -> None:
        super().__init__(plans)
        self.seen: dict[str, list[tuple[int, Candidate]]] = {}

    def _read_free(self, heard: Heard) -> None:
        others = max((self._pending.get(p.name, 0.0) for p in self._plans if p.kind != "free"), default=0.0)
        for plan in self._free:
            self.seen.setdefault(plan.name, []).extend((heard.turn, c) for c in candidates(plan, heard, others))


def cases(chats: Path, forms: dict[str, Form]) -> Iterator[Case]:
    """The free fields with a right value, in the order of the file."""
    for line in chats.read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        turns = tuple(Turn(Speaker(t["speaker"]), t["text"]) for t in record["turns"])[: record["at"][-1] + 1]
        plans = plans_for(forms[record["form"]])
        recorder = Recorder(plans)
        readings = recorder.read(turns)
        for plan in plans:
            wanted = {bare(v) for v in record["gold"]["form"].get(plan.name, [])}
            if plan.kind != "free" or not wanted:
                continue
            found = recorder.seen.get(plan.name, [])
            rules = settle(readings.get(plan.name, []))
            yield Case(
                plan.name,
                np.array([c.row for _, c in found]).reshape(-1, free.WIDTH),
                np.array([bare(turns[t].text[c.start : c.end]) in wanted for t, c in found], dtype=bool),
                rules is not None and bare(rules.value) in wanted,
            )


def train(data: list[Case]) -> Head:
    """Log-linear over each case's candidates: the probability of the right ones is raised, weights kept small."""
    data = [c for c in data if c.right.any()]
    rows = np.concatenate([c.rows for c in data])
    mean, scale = rows.mean(0), rows.std(0)
    scale[scale < 1e-6] = 1.0
    ready = [((c.rows - mean) / scale, c.right) for c in data]
    weights, first, second = np.zeros(free.WIDTH), np.zeros(free.WIDTH), np.zeros(free.WIDTH)
    for step in range(1, STEPS + 1):
        slope = -L2 * weights
        for x, right in ready:
            score = x @ weights
            odds = np.exp(score - score.max())
            odds /= odds.sum()
            aim = odds * right
            slope += x.T @ (aim / aim.sum() - odds)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope * slope
        weights += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return Head(mean, scale, weights)


def hit(model: Head, case: Case) -> bool:
    """Whether the best candidate is right."""
    best = best_candidate(model, [Candidate(i, i, row, 0.0) for i, row in enumerate(case.rows)])
    return best is not None and bool(case.right[best[1].start])


def left_out(data: list[Case]) -> list[tuple[str, int, int, int, int]]:
    """Per field, by a model that has not seen it: field, right, reachable, right by the rules alone, n."""
    rows = []
    for name in sorted({c.field for c in data}):
        own = [c for c in data if c.field == name]
        model = train([c for c in data if c.field != name])
        reachable = sum(bool(c.right.any()) for c in own)
        rows.append((name, sum(hit(model, c) for c in own), reachable, sum(c.rules for c in own), len(own)))
    return rows


def everyday(files: list[Path]) -> list[str]:
    """Words mostly written small inside sentences that have a capital somewhere."""
    small, large = Counter[str](), Counter[str]()
    for text in (t for f in files for t in texts(f)):
        for sentence in re.split(r"[.!?\n:;]+", text):
            words = re.findall(r"[A-Za-z][A-Za-z']*", sentence)
            if any(w[0].isupper() for w in words):
                for word in words[1:]:
                    if len(word) > 1 and not word.isupper():
                        (large if word[0].isupper() else small)[word.lower()] += 1
    return sorted(w for w, n in small.items() if n >= SEEN and n / (n + large[w]) >= SMALL)


def texts(file: Path) -> Iterator[str]:
    """Every message of a file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield from (t["text"] for t in record["turns"]) if "turns" in record else (record["text"],)


def card(rows: list[tuple[str, int, int, int, int]], words: int) -> str:
    """The model card."""
    right, reachable, rules, count = np.array([row[1:] for row in rows]).sum(0).tolist()
    every = [*rows, ("all", right, reachable, rules, count)]
    lines = [f"| {name} | {a} | {c} | {b} | {n} |" for name, a, b, c, n in every]
    return "\n".join((CARD_TEXT.format(words=words), *lines, ""))


CARD_TEXT = """# Reader of free fields

`spans.npz` picks, for a form field that holds the customer's own words (a problem, a wish, a reason), the stretch of a
turn that belongs there. It is a log-linear model over some sixty features of a stretch: what was asked, where it begins
and ends, its length, what the rules read there. No feature names a word of a field, so it can be used for any form.
`spans_words.txt` lists {words} English words mostly written small; in messages without capitals, the others are names.
Run-time code: `assist/understanding/extract/free.py` and `casing.py`.

**Made by** `python training/train_spans.py`; this page is written by that script. No random numbers are drawn.

**Data.** STAR (Mosig et al., 2020; MIT): English chats about bookings, rides, doctors, banks, with the values people
entered. For the words also STAR's replies (MIT), NLU++ (CC BY 4.0) and GoEmotions (Apache-2.0).

**Licence:** Apache-2.0.

**Limits.** People entered these values in their own wording, so half of them stand nowhere in the chat and cannot be
found ("reachable" says how many can). It was trained on English; in Chinese it only chooses between clauses. What it
proposes where the rules read nothing is only offered, never filled.

## Figures

Each field is read by a model that has not seen that field. A value is right when it equals an entered one, blanks and
marks aside.

| field | right | right by the rules alone | reachable | n |
|---|---|---|---|---|"""


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=Path, required=True)
    parser.add_argument("--forms", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    words = everyday([options.chats, *options.texts])
    (HEADS / "spans_words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    free.head.cache_clear()
    (HEADS / "spans.npz").unlink(missing_ok=True)
    data = list(cases(options.chats, {f.id: f for f in read_pack(options.forms).forms}))
    model = train(data)
    np.savez(HEADS / "spans.npz", mean=model.mean, scale=model.scale, weights=model.weights)
    CARD.write_text(card(left_out(data), len(words)), encoding="utf-8")
    sys.stdout.write(CARD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()

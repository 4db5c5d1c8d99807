"""Measures the shipped mood heads on labelled messages of other people and writes the figures into the model card.

    python training/check_mood.py NAME=FILE [NAME=FILE ...]

FILE is JSON lines of ``{"language", "turns": [{"speaker", "text"}], "gold": {"polarity"}}``. Nothing is trained on it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_fscore_support, roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.understanding.embedding import EmbedderSet, installed_embedders
from assist.understanding.mood.cues import LABELS
from assist.understanding.mood.reader import HEADS, TrainedMood
from assist.understanding.mood.turns import read_turn, space_for
from training.calibration import expected_calibration_error

NAMES = ("negative", "neutral", "positive")
POLARITY = np.array([2, 1, 1, 0, 0, 0])
"""Which of `NAMES` each mood is."""

_MARK = re.compile(r"(?<=<!-- checked -->\n).*?(?=<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Checked:
    """By message: its polarity, the one shown, the confidence shown, the probabilities of `NAMES`, the valence."""

    gold: NDArray[np.int64]
    shown: NDArray[np.int64]
    confidence: NDArray[np.float32]
    probabilities: NDArray[np.float32]
    valence: NDArray[np.float32]


def main() -> None:
    """Measure each file and renew the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", help="NAME=FILE")
    embedders, parts = installed_embedders(2), []
    for name, _, file in (given.partition("=") for given in parser.parse_args().files):
        records = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
        parts.append(describe(name, check(records, embedders)))
        print(parts[-1], flush=True)
    card = HEADS / "MODEL_CARD.md"
    text = card.read_text(encoding="utf-8")
    card.write_text(_MARK.sub(lambda _: "\n\n".join(parts) + "\n\n", text), encoding="utf-8")


def check(records: list[dict[str, Any]], embedders: EmbedderSet) -> Checked:
    """What the reader shows for the last customer turn of each record."""
    reader, rows = TrainedMood(HEADS, slips=embedders.slips), []
    for record in records:
        turns = tuple(Turn(Speaker(t["speaker"]), t["text"]) for t in record["turns"])
        mood = reader.read(Conversation(record["id"], turns, declared_language=record["language"]), embedders.turn)
        if mood is None:
            continue
        space = space_for(turns[-1].text, record["language"])
        slips = embedders.slips(turns[-1].text, space)
        found = read_turn(turns[-1].text, space, reader.head_of(space), embedders.turn, slips).probabilities
        chances = [float(found[place == POLARITY].sum()) for place in range(len(NAMES))]
        shown = int(POLARITY[LABELS.index(mood.label)])
        rows.append((NAMES.index(record["gold"]["polarity"]), shown, mood.confidence, chances, mood.valence))
    gold, labels, sure, chance, valence = zip(*rows, strict=True)
    return Checked(
        np.array(gold), np.array(labels), np.array(sure, np.float32), np.array(chance), np.array(valence, np.float32)
    )


def describe(name: str, found: Checked) -> str:
    """The figures of one file as Markdown."""
    present = sorted(set(found.gold.tolist()))
    table = precision_recall_fscore_support(found.gold, found.shown, labels=present, zero_division=0)
    told = found.gold != NAMES.index("neutral")
    auc = roc_auc_score(found.gold[told] == NAMES.index("positive"), found.valence[told])
    likely = found.probabilities.argmax(axis=1)
    by_chance = expected_calibration_error(found.probabilities.max(axis=1), likely == found.gold)
    by_shown = expected_calibration_error(found.confidence, found.shown == found.gold)
    told_all = (
        f"{name}, n = {len(found.gold)}: macro-F1 {np.mean(table[2]):.3f}, AUC of the valence {auc:.3f}; expected "
        f"calibration error {by_chance:.3f} of the polarity's probability, {by_shown:.3f} of the confidence shown."
    )
    lines = [told_all, "", "| polarity | precision | recall | F1 | n |\n|---|---|---|---|---|"]
    rows = zip((NAMES[p] for p in present), *table, strict=True)
    return "\n".join(lines + [f"| {label} | {p:.3f} | {r:.3f} | {f:.3f} | {n} |" for label, p, r, f, n in rows])


if __name__ == "__main__":
    main()
